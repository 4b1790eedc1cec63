-- Mail of an installation without a mail server: what the sandbox's mailbox shows. It belongs to the installation, not to a
-- company: an address may belong to people of several, and a sandbox is reset as a whole.

create table mail_message (
  id uuid primary key,
  sent_at timestamptz not null,
  recipients text[] not null,
  subject text not null,
  text_body text not null,
  html_body text
);
create index mail_message_newest on mail_message (sent_at desc, id desc);
create index mail_message_recipients on mail_message using gin (recipients);
