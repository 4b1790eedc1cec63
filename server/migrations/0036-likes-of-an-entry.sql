-- A like of an entry is found by its owner, day and amount at once: whoever travels much has many entries of one day, and every submission looks.
drop index entry_owner_day;
create index entry_owner_day on entry (company_id, owner_id, transaction_date, transaction_amount);
