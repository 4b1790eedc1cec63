import type { Column, ColumnKind } from './columns.ts';

/** What a column says: a value, null where it empties, undefined where it says nothing; or what is wrong with it. */
export type Said = { readonly value?: string | boolean | null } | { readonly wrong: string; readonly rule: string };

const SAYS_NOTHING: Said = {};
const wrong = (rule: string, message: string): Said => ({ rule, wrong: message });

/** YYYY-MM-DD or YYYYMMDD. */
function dayOf(text: string): Said {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text) ?? [];
  const value = `${year}-${month}-${day}`;
  const moment = new Date(`${value}T00:00Z`);
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
  return exists ? { value } : wrong('date', 'must be a day, YYYYMMDD or YYYY-MM-DD');
}

function oneOf(words: Readonly<Record<string, string>>, text: string): Said {
  const value = words[text.toUpperCase()];
  return value === undefined ? wrong('enum', `must be one of ${Object.keys(words).join(', ')}`) : { value };
}

const GENDERS = { M: 'Male', F: 'Female', MALE: 'Male', FEMALE: 'Female' };
/** The words of the page, and the codes that older files hold. */
const REIMBURSEMENTS = {
  ACCOUNTS_PAYABLE: 'ACCOUNTS_PAYABLE',
  ADP_PAYROLL: 'ADP_PAYROLL',
  CONCUR_PAY: 'CONCUR_PAY',
  OTHER: 'OTHER',
  PAY_PAL: 'PAY_PAL',
  APCHECK: 'ACCOUNTS_PAYABLE',
  ADPPAYR: 'ADP_PAYROLL',
  CNQRPAY: 'CONCUR_PAY',
  PMTSERV: 'OTHER',
};
const FLAGS: Readonly<Record<string, boolean>> = { Y: true, N: false };

function flagOf(text: string): Said {
  const value = FLAGS[text.toUpperCase()];
  return value === undefined ? wrong('flag', 'must be Y or N') : { value };
}

const READ: Readonly<Record<ColumnKind, (text: string) => Said>> = {
  text: (value) => ({ value }),
  employee: (value) => ({ value }),
  person: (value) => ({ value }),
  flag: flagOf,
  day: dayOf,
  locale: (text) =>
    /^[a-z]{2}[_-][A-Z]{2}$/.test(text) ? { value: text.replace('_', '-') } : wrong('locale', 'must look like en_US'),
  subdivision: (text) => ({ value: text.replace(/^[A-Z]{2}-/, '') }),
  gender: (text) => oneOf(GENDERS, text),
  reimbursement: (text) => oneOf(REIMBURSEMENTS, text),
  receipts: (text) =>
    text.toUpperCase() in FLAGS ? flagOf(text) : oneOf({ FAX: 'FAX', DETAILED: 'DETAILED', RECEIPTS: 'RECEIPTS' }, text),
  amount: (text) =>
    /^\d{1,15}(\.\d{1,8})?$/.test(text) ? { value: text } : wrong('amount', 'must be an amount such as 1000.00'),
  level: (text) => (/^[1-9]\d{0,3}$/.test(text) ? { value: text } : wrong('level', 'must be a number from 1')),
  ignored: () => SAYS_NOTHING,
  lacking: (text) => (text.toUpperCase() === 'N' ? SAYS_NOTHING : wrong('not-supported', 'is not kept by this platform')),
};

/** Parts of a change that may be emptied; the others need a value. */
const EMPTIABLE = new Set([
  'details',
  'phones',
  'addresses',
  'custom',
  'spend',
  'travel',
  'payroll',
  'approvers',
  'biManager',
  'travelManager',
]);
const NEEDED = new Set(['locale', 'country', 'reimbursementCurrency']);
const isEmptiable = ({ kind, path: [first = '', second = ''] }: Column): boolean =>
  kind !== 'flag' &&
  ((EMPTIABLE.has(first) && !(first === 'spend' && NEEDED.has(second))) ||
    (first === 'emails' && second !== 'work') ||
    (first === 'name' && !['givenName', 'familyName'].includes(second)));

/** What a field says in its column; blank says nothing, unless the file replaces what is there. */
export function saidBy(column: Column, text: string, replaces: boolean): Said {
  if (text !== '') return READ[column.kind](text);
  return replaces && isEmptiable(column) ? { value: null } : SAYS_NOTHING;
}
