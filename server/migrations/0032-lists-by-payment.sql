-- Reports paid or in payment by a moment are listed by it: the index holds their order.
drop index report_processing_payment;
create index report_processing_payment on report (company_id, processing_payment_at, id) where processing_payment_at is not null;
drop index report_paid;
create index report_paid on report (company_id, paid_at, id) where paid_at is not null;
