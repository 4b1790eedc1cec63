import type { Scope } from './app.ts';

/** What scopes are about, by their names, in the order in which people look for them. Names of before 2017 tell nothing. */
const ABOUT = {
  profile: /^(openid|offline_access|profile|email|address|user\.(read|write))$/,
  people: /^(identity|user|bankaccount)\.|^spend\.user\./,
  reports: /^(expense\.(report|exchangerate)|quickexpense|attendee|mileage|travelallowance)\./,
  receipts: /^(receipts|spenddocs|document)\./,
  cards: /^(cards|creditcardaccount|creditcardaccountnumber|cashadvance)\./,
  travel: /^(travel|travelrequest|locate|meetings|policy)\./,
  company: /^(company|expense\.config|fiscalcalendar|fiscalyear|locality)\./,
  lists: /^spend\.(list|listitem)\./,
  accounting: /^(spend\.accountingintegration|budgetitem|invoice|purchaserequest)\./,
  messages: /^(events|maestro|notifications)\./,
} as const;

export type ScopeFamily = keyof typeof ABOUT | 'other' | 'legacy';

const ORDER = [...(Object.keys(ABOUT) as (keyof typeof ABOUT)[]), 'other', 'legacy'] as const;

function familyOf({ name, legacy }: Scope): ScopeFamily {
  if (legacy) return 'legacy';
  return ORDER.find((family) => family !== 'other' && family !== 'legacy' && ABOUT[family].test(name)) ?? 'other';
}

/** Scopes by what they are about. */
export function families(scopes: readonly Scope[]): { readonly name: ScopeFamily; readonly scopes: readonly Scope[] }[] {
  const byFamily = Map.groupBy(scopes, familyOf);
  return ORDER.flatMap((name) => {
    const members = byFamily.get(name);
    return members ? [{ name, scopes: members }] : [];
  });
}
