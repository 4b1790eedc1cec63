-- In whose name a mail was sent, for the mailbox of one company's administrators. Null where no company caused it, and for mails kept before this:
-- those stand in the installation's mailbox alone.
alter table mail_message add column company_id uuid;
create index mail_message_company on mail_message (company_id, sent_at desc, id desc);
