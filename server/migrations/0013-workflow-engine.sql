-- The workflow engine: steps as documents of their definition, several pending instances of one step, and what was done.

alter table workflow_definition add column steps jsonb not null default '[]';
update workflow_definition d set steps = (
  select jsonb_agg(jsonb_build_object('role', s.role, 'approvalStatus', s.approval_status, 'stepCode', s.step_code) order by s.sequence)
  from workflow_step_definition s where s.company_id = d.company_id and s.definition_id = d.id);
alter table workflow_definition alter column steps drop default;
drop table workflow_step_definition;

alter table workflow_process
  -- Where the item waits, or waited last: the step of its definition, counted from 1, and the status that goes with it.
  add column sequence integer not null default 1,
  add column approval_status text not null default '',
  -- Instances of that step that are still to be approved.
  add column pending_count integer not null default 1;
update workflow_process p set sequence = s.sequence, approval_status = s.approval_status
  from (select distinct on (company_id, process_id) company_id, process_id, sequence, approval_status from workflow_step
        order by company_id, process_id, sequence desc) s
  where s.company_id = p.company_id and s.process_id = p.id;
alter table workflow_process alter column sequence drop default, alter column approval_status drop default,
  alter column pending_count drop default;

alter table workflow_step
  -- The cost object that this instance decides about; null for other steps.
  add column branch_code text,
  add column branch_name text,
  -- Who decides about it afterwards, in order.
  add column ladder jsonb not null default '[]',
  -- Chosen by the approver before, not by the definition.
  add column is_ad_hoc boolean not null default false,
  drop constraint workflow_step_state_check,
  -- Closed: decided by somebody else's action at another instance.
  add constraint workflow_step_state_check check (state in ('pending', 'approved', 'sent-back', 'recalled', 'closed'));
create index workflow_step_waiting on workflow_step (company_id, assignee_id) where state = 'pending';

-- What was done at an item, by people, programs and the engine itself.
create table workflow_action (
  company_id uuid not null,
  id uuid not null,
  process_id uuid not null,
  -- Null for a step that was passed over.
  step_id uuid,
  sequence integer not null,
  role text not null,
  action text not null check (action in ('submit', 'approve', 'forward', 'send-back', 'recall', 'skip', 'expire')),
  -- Why the engine passed over a step.
  reason text,
  -- Null for a program and for the engine; on whose behalf when a delegate acted.
  acted_by uuid,
  on_behalf_of uuid,
  comment text,
  from_status text,
  to_status text,
  happened_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, process_id) references workflow_process (company_id, id) on delete cascade
);
create index workflow_action_process on workflow_action (company_id, process_id, id);

-- For whom which items wait: see docs/decisions/0006-published-views.md.
create view pending_approval as
  select s.company_id, s.assignee_id, s.id as step_id, p.subject_kind, p.subject_id
  from workflow_step s join workflow_process p on p.company_id = s.company_id and p.id = s.process_id
  where s.state = 'pending' and s.assignee_id is not null;

-- Whether the step that a report waits at lets its owner take it back.
alter table report add column step_can_recall boolean;
update report set step_can_recall = true where step_id is not null;
-- Whose rejected entries it holds: an addendum.
alter table report add column parent_report_id uuid;
alter table report add foreign key (company_id, parent_report_id) references report (company_id, id) on delete set null (parent_report_id);
create index report_parent on report (company_id, parent_report_id) where parent_report_id is not null;
alter table entry add column is_rejected boolean not null default false;
