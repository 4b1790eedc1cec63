import { decimal, sum, type Decimal } from '../../../platform/money/money.ts';
import type { AssociationFact } from '../attendee/association-queries.ts';
import { postedAmount } from '../entry/conversion.ts';
import { isMissing, type EntryFold } from '../report/report-folds.ts';
import type { HeldRow } from '../report/report-queries.ts';
import type { Allocation, CustomValues, Person } from '../types.ts';
import type { AuditScope, Fact, Facts } from './rule.ts';

export type AuditedAttendee = AssociationFact & { readonly typeCode: string | undefined };

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
  /** Of all entries and itemizations; absent where no rule asks. */
  readonly allocations?: readonly Allocation[] | undefined;
  readonly attendees?: readonly AuditedAttendee[] | undefined;
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
  attendeeCount: (entry) => decimal(entry.attendee_count),
  /** Without attendees there is none. */
  amountPerAttendee: (entry) =>
    entry.attendee_count === 0 ? null : decimal(entry.posted_amount).dividedBy(entry.attendee_count),
  /** On business, in the unit that it was given in. */
  distance: ({ mileage }) => businessDistance(mileage),
  passengerCount: ({ mileage }) => (mileage?.passengerCount === undefined ? null : decimal(mileage.passengerCount)),
  /** What was spent on each mile or kilometre; nothing without a distance. */
  amountPerDistance: (entry) => {
    const distance = businessDistance(entry.mileage);
    return distance && !distance.isZero() ? decimal(entry.transaction_amount).dividedBy(distance) : null;
  },
  /** What this report claims of the same type on the same day, in the same city. */
  dayTotalOfType: (entry, _audited, groups) => postedBy(groups.sameDay(entry)),
  dayTotalOfTypeInCity: (entry, _audited, groups) =>
    postedBy(groups.sameDay(entry).filter((other) => cityOf(other)?.toLowerCase() === cityOf(entry)?.toLowerCase())),
  /** Another entry of this report with the same type, day, amount and currency. */
  isDuplicate: (entry, _audited, groups) => groups.sameDay(entry).filter((other) => isLike(other, entry)).length > 1,
  isDuplicateElsewhere: (entry, { likesElsewhere }) => likesElsewhere?.has(entry.id),
};

const businessDistance = (mileage: EntryFold['mileage']): Decimal | null =>
  mileage?.totalDistance === undefined ? null : decimal(mileage.totalDistance - (mileage.personalDistance ?? 0));

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

/** Of itemizations too. */
const OF_ALLOCATION: Readonly<Record<string, (allocation: Allocation) => Fact>> = {
  percentage: ({ percentage }) => percentage,
  amount: ({ amount }) => amount.amount,
  claimedAmount: ({ claimed }) => claimed.amount,
  accountCode: ({ accountCode }) => accountCode,
  /** The one that every entry has from the start. */
  isHidden: ({ isSystem }) => isSystem,
};

const amountOf = (attendee: AuditedAttendee): Decimal =>
  postedAmount(
    decimal(attendee.transaction_amount),
    { value: decimal(attendee.exchange_rate), operation: attendee.rate_operation },
    attendee.currency_code,
  );

const OF_ATTENDEE: Readonly<Record<string, (attendee: AuditedAttendee) => Fact>> = {
  type: ({ typeCode }) => typeCode,
  amount: amountOf,
  /** Who came along unnamed included. */
  heads: ({ associated_count }) => decimal(associated_count),
  amountPerHead: (attendee) => amountOf(attendee).dividedBy(attendee.associated_count),
  isNoShow: ({ is_no_show }) => is_no_show,
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
const SLOT = /^(entry|report|allocation|attendee)\.((?:custom|orgUnit)\d+)$/;
const FIELDS: Readonly<Record<string, object>> = {
  report: OF_REPORT,
  traveler: OF_TRAVELER,
  entry: OF_ENTRY,
  allocation: OF_ALLOCATION,
  attendee: OF_ATTENDEE,
};

/** Whether any audited thing has such a fact, in a rule of this scope: what is looked at one by one is looked at with its report alone. */
export function isField(field: string, scope: AuditScope): boolean {
  const [of = '', name = ''] = field.split('.');
  if (of !== 'report' && of !== 'traveler' && of !== scope) return false;
  return SLOT.test(field) || Object.hasOwn(FIELDS[of] ?? {}, name);
}

interface FactsOf {
  readonly report: Facts;
  entry(entry: EntryFold): Facts;
  allocation(allocation: Allocation): Facts;
  attendee(attendee: AuditedAttendee): Facts;
}

/** Facts of the report alone, and of each thing in it with them. */
export function factsOf(audited: Audited): FactsOf {
  const groups = groupsOf(audited.entries);
  const known = new Map<string, Fact>();
  const report: Facts = (field) => {
    if (!known.has(field)) known.set(field, reportFact(audited, field));
    return known.get(field);
  };
  const own =
    (of: string, custom: CustomValues, fact: (name: string) => Fact): Facts =>
    (field) => {
      if (!field.startsWith(`${of}.`)) return report(field);
      const slot = SLOT.exec(field)?.[2];
      return slot === undefined ? fact(field.slice(of.length + 1)) : customOf(custom, slot);
    };
  return {
    report,
    entry: (entry) => own('entry', entry.custom, (name) => OF_ENTRY[name]?.(entry, audited, groups)),
    allocation: (one) => own('allocation', one.custom, (name) => OF_ALLOCATION[name]?.(one)),
    attendee: (one) => own('attendee', one.custom, (name) => OF_ATTENDEE[name]?.(one)),
  };
}

function reportFact(audited: Audited, field: string): Fact {
  const slot = SLOT.exec(field)?.[2];
  if (slot !== undefined) return customOf(audited.report.custom, slot);
  const [of, name = ''] = field.split('.');
  if (of === 'report') return OF_REPORT[name]?.(audited);
  return audited.traveler && OF_TRAVELER[name]?.(audited.traveler);
}
