-- Exceptions stand at allocations too, and rules look at allocations and attendees. Groups say which attendee types their people use.

-- The hidden allocation of an entry has no row of its own and is named by the entry's id: hence no foreign key.
alter table report_exception add column allocation_id uuid;
alter table report_exception add constraint report_exception_place check (allocation_id is null or entry_id is not null);
drop index report_exception_once;
create unique index report_exception_once on report_exception (company_id, report_id, entry_id, allocation_id, code, origin) nulls not distinct;

alter table audit_rule drop constraint audit_rule_scope_check;
alter table audit_rule add constraint audit_rule_scope_check check (scope in ('entry', 'report', 'allocation', 'attendee'));

-- A group without any has those of the nearest group above.
create table expense_group_attendee_type (
  company_id uuid not null,
  group_id uuid not null,
  attendee_type_id uuid not null,
  primary key (company_id, group_id, attendee_type_id),
  foreign key (company_id, group_id) references expense_group (company_id, id) on delete cascade,
  foreign key (company_id, attendee_type_id) references attendee_type (company_id, id)
);
