-- What gateways say is documented as well, and tried for as often.
alter table fault_rule drop constraint fault_rule_effect_check;
alter table fault_rule add constraint fault_rule_effect_check
  check (effect in ('none', 'too-many-requests', 'server-fault', 'bad-gateway', 'unavailable', 'gateway-timeout', 'drop'));
