-- Published: the groups of an area that a user's own fields name. A new report reads its owner's with all else that it starts from.
create view group_node as
  select h.company_id, p.user_id, h.area, p.custom_data -> f.slot ->> 'itemId' as node, coalesce(f.hier_level, 1) as level, f.slot
  from group_hierarchy h
  join user_form_field f on f.company_id = h.company_id and f.list_id = h.list_id
  join spend_profile p on p.company_id = h.company_id
  where p.custom_data -> f.slot ->> 'itemId' is not null;
