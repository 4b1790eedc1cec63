-- Asked by a statement that writes a row as of when it was read, and has found another: the unit of work is to be run again.
create function changed_meanwhile() returns boolean language plpgsql volatile as $$
begin
  raise exception 'the row is no longer the one that was read' using errcode = 'serialization_failure';
end
$$;
