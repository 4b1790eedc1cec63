import { decimal, sum, type Decimal } from '../../../platform/money/money.ts';
import { isMissing, type EntryFold } from '../report/report-folds.ts';
import type { HeldRow } from '../report/report-queries.ts';
import type { CustomValues, Person } from '../types.ts';
import type { Fact, Facts } from './rule.ts';

/** What rules look at: a report with the entries that it lists. */
export interface Audited {
  readonly report: Pick<HeldRow, 'name' | 'business_purpose' | 'report_date' | 'country_code' | 'currency_code' | 'custom'>;
  readonly entries: readonly EntryFold[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Who travels; absent where no rule asks. */
  readonly traveler?: Person | undefined;
  /** Entries with a like of theirs on another report of the owner's; absent where nobody looked. */
  readonly likesElsewhere?: ReadonlySet<string> | undefined;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const postedBy = (entries: readonly EntryFold[]): Decimal => sum(entries.map(({ posted_amount }) => decimal(posted_amount)));

type EntryFact = (entry: EntryFold, audited: Audited, groups: Groups) => Fact;

/** By name. Amounts are in the report's currency unless they say otherwise. */
const OF_ENTRY: Readonly<Record<string, EntryFact>> = {
  expenseType: (entry) => entry.expense_type_id,
  expenseCode: (entry) => entry.type_code,
  spendCategory: (entry) => entry.spend_category_code,
  paymentCode: (entry) => entry.payment_code,
  amount: (entry) => decimal(entry.posted_amount),
  claimedAmount: (entry) => decimal(entry.claimed_amount),
  transactionAmount: (entry) => decimal(entry.transaction_amount),
  transactionCurrency: (entry) => entry.transaction_currency,
  date: (entry) => entry.transaction_date,
  weekday: (entry) => WEEKDAYS[new Date(timeOf(entry.transaction_date)).getUTCDay()],
  /** Below zero for a day that is yet to come. */
  ageInDays: (entry, { today }) => decimal(Math.round((timeOf(today) - timeOf(entry.transaction_date)) / DAY_MS)),
  isPersonal: (entry) => entry.is_personal,
  vendor: (entry) => entry.vendor_name,
  city: cityOf,
  country: (entry) => entry.location_country_code,
  businessPurpose: (entry) => entry.business_purpose,
  hasReceipt: (entry) => entry.receipt_image_id !== null || entry.is_paper_receipt_received,
  isReceiptMissing: (entry) => isMissing(entry),
  itemizationCount: (entry) => decimal(entry.itemization_count),
  /** What this report claims of the same type on the same day, in the same city. */
  dayTotalOfType: (entry, _audited, groups) => postedBy(groups.sameDay(entry)),
  dayTotalOfTypeInCity: (entry, _audited, groups) =>
    postedBy(groups.sameDay(entry).filter((other) => cityOf(other)?.toLowerCase() === cityOf(entry)?.toLowerCase())),
  /** Another entry of this report with the same type, day, amount and currency. */
  isDuplicate: (entry, _audited, groups) => groups.sameDay(entry).filter((other) => isLike(other, entry)).length > 1,
  isDuplicateElsewhere: (entry, { likesElsewhere }) => likesElsewhere?.has(entry.id),
};

function cityOf(entry: EntryFold): string | null {
  return entry.location_city ?? entry.location_name;
}

const isLike = (a: EntryFold, b: EntryFold): boolean =>
  a.transaction_currency === b.transaction_currency && decimal(a.transaction_amount).eq(b.transaction_amount);

const OF_REPORT: Readonly<Record<string, (audited: Audited) => Fact>> = {
  name: ({ report }) => report.name,
  businessPurpose: ({ report }) => report.business_purpose,
  date: ({ report }) => report.report_date,
  country: ({ report }) => report.country_code,
  currency: ({ report }) => report.currency_code,
  total: ({ entries }) => postedBy(entries),
  entryCount: ({ entries }) => decimal(entries.length),
  cashTotal: ({ entries }) => postedBy(entries.filter(({ payment_code }) => payment_code === 'CASH')),
};

const OF_TRAVELER: Readonly<Record<string, (person: Person) => Fact>> = {
  login: ({ login }) => login,
  employeeId: ({ employeeId }) => employeeId,
};

/** Entries by type and day, found once for all rules. */
interface Groups {
  sameDay(entry: EntryFold): readonly EntryFold[];
}

const keyOf = (entry: EntryFold): string => `${entry.expense_type_id} ${entry.transaction_date}`;

function groupsOf(entries: readonly EntryFold[]): Groups {
  let byKey: Map<string, EntryFold[]> | undefined;
  return {
    sameDay(entry) {
      byKey ??= Map.groupBy(entries, keyOf);
      return byKey.get(keyOf(entry)) ?? [];
    },
  };
}

const customOf = (custom: CustomValues, slot: string): Fact => custom[slot]?.code ?? custom[slot]?.value;
const SLOT = /^(entry|report)\.((?:custom|orgUnit)\d+)$/;

/** Whether any audited thing has such a fact, in a rule of this scope. */
export function isField(field: string, scope: 'entry' | 'report'): boolean {
  const [of = '', name = ''] = field.split('.');
  if (of === 'entry' && scope === 'report') return false;
  if (SLOT.test(field)) return true;
  if (of === 'entry') return Object.hasOwn(OF_ENTRY, name);
  return Object.hasOwn(of === 'report' ? OF_REPORT : of === 'traveler' ? OF_TRAVELER : {}, name);
}

/** Facts of the report alone, and of each entry with them. */
export function factsOf(audited: Audited): { readonly report: Facts; entry(entry: EntryFold): Facts } {
  const groups = groupsOf(audited.entries);
  const known = new Map<string, Fact>();
  const report: Facts = (field) => {
    if (!known.has(field)) known.set(field, reportFact(audited, field));
    return known.get(field);
  };
  return {
    report,
    entry: (entry) => (field) => {
      if (!field.startsWith('entry.')) return report(field);
      const slot = SLOT.exec(field)?.[2];
      return slot === undefined ? OF_ENTRY[field.slice(6)]?.(entry, audited, groups) : customOf(entry.custom, slot);
    },
  };
}

function reportFact(audited: Audited, field: string): Fact {
  const slot = SLOT.exec(field)?.[2];
  if (slot !== undefined) return customOf(audited.report.custom, slot);
  const [of, name = ''] = field.split('.');
  if (of === 'report') return OF_REPORT[name]?.(audited);
  return audited.traveler && OF_TRAVELER[name]?.(audited.traveler);
}
