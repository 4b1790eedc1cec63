-- Lists that stay as fast with a million reports: what few have is found by an index, what many have by walking from the newest on.

-- Of which type an attendee is, by id: the database knows how many are of a type, and not how many are of a code.
drop view attendee_kind;
create view attendee_kind as select company_id, id, type_id from attendee;
-- Expenses name deleted attendees too.
drop index attendee_of_type;
create index attendee_of_type on attendee (company_id, type_id, owner_id, id);

create index report_country on report (company_id, country_code, id);
create index report_currency on report (company_id, currency_code, id);
create index report_date on report (company_id, report_date, id);
-- Addenda, which take over the times of the report that they come from, and what was made while a sandbox's clock stood in the future.
create index report_out_of_time on report (company_id, id)
  where least(submitted_at, modified_at, processing_payment_at, paid_at) < created_at;

-- A search for reports by something of their entries asks these for the reports, a search for entries for the entries.
drop index entry_expense_type;
create index entry_expense_type on entry (company_id, expense_type_id, id) include (report_id);
create index entry_payment_type on entry (company_id, payment_type_id, id) include (report_id);
drop index entry_vendor;
create index entry_vendor on entry (company_id, vendor_name) include (report_id) where vendor_name is not null;
drop index entry_transaction_date;
create index entry_transaction_date on entry (company_id, transaction_date) include (report_id);
create index entry_with_attendees on entry (company_id, id) include (report_id) where attendee_count > 0;
create index entry_billable on entry (company_id, id) where is_billable;
