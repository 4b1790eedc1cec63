-- The App Center asks for a request token without naming the app: the first app that redeems it is the one it is bound to.
alter table request_token alter column app_id drop not null;
drop index request_token_principal;
-- One at a time, for each app and among those not bound yet: a new one takes the place of the one before.
create unique index request_token_principal on request_token (company_id, principal_id, app_id) nulls not distinct;
