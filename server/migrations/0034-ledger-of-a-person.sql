-- Reports say which ledger their owner's expenses are accounted in.
create or replace view person as
  select u.company_id, u.id, u.user_name as login, u.employee_number, u.given_name, u.middle_name, u.family_name, u.active,
    s.country, s.reimbursement_currency, s.ledger_code
  from "user" u left join spend_profile s on s.company_id = u.company_id and s.user_id = u.id;
