-- The bytes of a receipt are the blob company/<company_id>/receipt/<content_id>: what is appended to it makes new ones.
alter table receipt add column content_id uuid;
update receipt set content_id = id;
alter table receipt alter column content_id set not null;
create index receipt_owner on receipt (company_id, owner_id, id);

-- An image that stands on an entry or a report stays.
alter table entry add foreign key (company_id, receipt_image_id) references receipt (company_id, id);
create index entry_receipt on entry (company_id, receipt_image_id) where receipt_image_id is not null;
alter table report add foreign key (company_id, receipt_image_id) references receipt (company_id, id);
create index report_receipt on report (company_id, receipt_image_id) where receipt_image_id is not null;
create index quick_expense_receipt on quick_expense (company_id, receipt_id) where receipt_id is not null;
