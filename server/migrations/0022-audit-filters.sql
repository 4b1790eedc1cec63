-- The audit trail by who did it and by what was done, newest first; by time it goes along its key, since ids ascend in time.
create index audit_entry_actor on audit_entry (company_id, (actor ->> 'userId'), id);
create index audit_entry_action on audit_entry (company_id, action, id);
create index event_type on event (company_id, event_type, id);
