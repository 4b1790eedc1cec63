-- Users in numbers: what lists and searches walk, what is counted, and what holds a user who has done something.

-- The order in which users are listed.
create index user_created on "user" (company_id, created_at, id) where deleted_at is null;
-- Searches compare without regard to letter case.
create index user_employee_number_folded on "user" (company_id, lower(employee_number)) where employee_number is not null;
create index user_external_id_folded on "user" (company_id, lower(external_id)) where external_id is not null;

-- How many users a company has, deleted ones not counted: the sum over the shards. A connection writes to its own shard.
create table user_count (
  company_id uuid not null,
  shard integer not null,
  users integer not null,
  active integer not null,
  primary key (company_id, shard)
) with (fillfactor = 50);
insert into user_count (company_id, shard, users, active)
  select company_id, 0, count(*), count(*) filter (where active) from "user" where deleted_at is null group by company_id;

-- Somebody with a history cannot be deleted: the rows of that history refer to its user.
alter table report add constraint report_owner_user foreign key (company_id, owner_id) references "user" (company_id, id);
alter table report add constraint report_submitter_user foreign key (company_id, submitter_id) references "user" (company_id, id);
alter table report add constraint report_approver_user foreign key (company_id, approver_id) references "user" (company_id, id);
alter table report_comment add constraint comment_author_user foreign key (company_id, author_id) references "user" (company_id, id);
alter table workflow_step add constraint step_assignee_user foreign key (company_id, assignee_id) references "user" (company_id, id);
alter table workflow_step add constraint step_actor_user foreign key (company_id, acted_by) references "user" (company_id, id);
create index report_submitter on report (company_id, submitter_id) where submitter_id is not null;
create index report_comment_author on report_comment (company_id, author_id) where author_id is not null;
create index workflow_step_assignee on workflow_step (company_id, assignee_id) where assignee_id is not null;
create index workflow_step_actor on workflow_step (company_id, acted_by) where acted_by is not null;
