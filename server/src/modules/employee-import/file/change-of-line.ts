import type { ApprovalType, ApproverKind, DelegationPermission, DelegationProduct } from '../../identity/index.ts';
import type { ApproverChange, DelegateChange, EmployeeChange, LimitChange, Text } from '../employee/employee-change.ts';
import type { Column } from './columns.ts';
import { LAYOUTS, UNMAPPED } from './layouts.ts';
import { saidBy } from './line-values.ts';
import type { Reason } from './parse-line.ts';

/** What a line says of an employee, or everything that is wrong with it. */
export interface ReadLine {
  readonly employeeNumber: string | undefined;
  readonly change?: EmployeeChange;
  /** Employee numbers of others whom it names. */
  readonly names: readonly string[];
  /** Labels of columns with text that nobody looks at. */
  readonly ignored: readonly string[];
  readonly reasons: readonly Reason[];
}

const nothing = (reason: Reason): ReadLine => ({ employeeNumber: undefined, names: [], ignored: [], reasons: [reason] });

/** Files may leave away what stands at the end and is not looked at. */
const fewest = (layout: readonly Column[]): number => layout.findLastIndex(({ kind }) => kind !== 'ignored') + 2;

export function changeOfLine(fields: readonly string[], { replaces }: { replaces: boolean }): ReadLine {
  const [type = ''] = fields;
  const layout = LAYOUTS.get(type);
  const why = UNMAPPED.get(type);
  if (!layout && why) return nothing({ rule: 'record-type', message: `Records of type ${type} cannot be imported: ${why}.` });
  if (!layout) return nothing({ rule: 'record-type', message: `There is no record type "${type.slice(0, 20)}".` });
  const most = layout.length + 1;
  if (fields.length < fewest(layout) || fields.length > most)
    return nothing({ rule: 'columns', message: `A record of type ${type} has ${most} columns; this one has ${fields.length}.` });
  return read(layout, fields, replaces);
}

function read(layout: readonly Column[], fields: readonly string[], replaces: boolean): ReadLine {
  const draft: Draft = {};
  const reasons: Reason[] = [];
  const ignored: string[] = [];
  for (const [index, column] of layout.entries()) {
    const field = fields[index + 1] ?? '';
    if (column.kind === 'ignored' && field !== '') ignored.push(column.label);
    const said = saidBy(column, field, replaces);
    if ('wrong' in said) reasons.push({ field: column.label, rule: said.rule, message: `${column.label} ${said.wrong}.` });
    else if (said.value !== undefined) put(draft, column, said.value);
  }
  const change = changeOf(fields[0] ?? '', draft);
  const wrong = new Set(reasons.map(({ field }) => field));
  for (const label of [...(draft['employeeNumber'] ? [] : ['Employee ID']), ...missingOf(layout, draft)])
    if (!wrong.has(label)) reasons.push({ field: label, rule: 'required', message: `${label} is missing or unknown.` });
  const employeeNumber = change.employeeNumber || undefined;
  return { employeeNumber, names: namesOf(change), ignored, reasons, ...(reasons.length === 0 ? { change } : {}) };
}

type Draft = Record<string, unknown>;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function put(draft: Draft, { kind, path }: Column, value: string | boolean | null): void {
  // One column of two meanings: whether mail comes, or how reports are printed.
  const member = typeof value === 'boolean' ? 'allowReceiptImageAvailEmails' : 'defaultReportPrintFormat';
  const whole = kind === 'receipts' ? [...path, member] : path;
  let at = draft;
  for (const name of whole.slice(0, -1)) at = (at[name] ??= {}) as Draft;
  at[whole.at(-1) ?? ''] = value;
}

/** Labels of what a delegate, a role or a limit cannot do without. */
function missingOf(layout: readonly Column[], draft: Draft): string[] {
  if (layout.some(({ path }) => path[0] === 'role') && !draft['role']) return ['Role Code'];
  if (layout.some(({ path }) => path[0] === 'limit')) return missingOfLimit((draft['limit'] ?? {}) as Draft);
  if (!layout.some(({ path }) => path[0] === 'delegate')) return [];
  const delegate = (draft['delegate'] ?? {}) as Draft;
  return [...(delegate['employeeNumber'] ? [] : ['Delegate ID']), ...(productOf(delegate) ? [] : ['Product Code'])];
}

/** The draft with its own words put into those of a change. */
function changeOf(recordType: string, draft: Draft): EmployeeChange {
  const { employeeNumber, approvers, delegate, limit, role, phones, ...plain } = draft;
  const limited = limit ? limitOf(recordType, limit as Draft) : undefined;
  const delegation = delegate ? delegateOf(delegate as Draft) : undefined;
  return {
    ...(plain as Partial<EmployeeChange>),
    employeeNumber: textOf(employeeNumber),
    ...(phones ? { phones: phonesOf(phones as Record<string, Text>) } : {}),
    ...(typeof role === 'string' ? { roles: { [role]: true } } : {}),
    ...(approvers ? { approvers: approversOf(approvers as Record<ApproverKind, Record<string, Text>>) } : {}),
    ...(delegation ? { delegates: [delegation] } : {}),
    ...(limited ? { limits: [limited] } : {}),
  };
}

/** An extension is written behind its number. */
function phonesOf({ extension, ...phones }: Record<string, Text>): NonNullable<EmployeeChange['phones']> {
  return extension && phones['work'] ? { ...phones, work: `${phones['work']} x${extension}` } : phones;
}

const approversOf = (kinds: Record<ApproverKind, Record<string, Text>>): ApproverChange[] =>
  (Object.keys(kinds) as ApproverKind[]).flatMap((kind) =>
    Object.entries(kinds[kind]).map(([place, employeeNumber]) => ({ kind, primary: place === 'primary', employeeNumber })),
  );

/** The words of the page, and the codes that older files hold. */
const PRODUCTS: Readonly<Record<string, DelegationProduct>> = {
  '': 'EXP',
  EXPENSE: 'EXP',
  EXP: 'EXP',
  PAYMENT: 'PMT',
  PMT: 'PMT',
  PURCHASEREQUEST: 'PUR',
  PUR: 'PUR',
  REQUEST: 'REQ',
  REQ: 'REQ',
};
const productOf = ({ product }: Draft): DelegationProduct | undefined => PRODUCTS[textOf(product).toUpperCase()];

function delegateOf(draft: Draft): DelegateChange | undefined {
  const { employeeNumber, product: _product, temporaryFrom, temporaryTo, ...permissions } = draft;
  const product = productOf(draft);
  if (typeof employeeNumber !== 'string' || !product) return undefined;
  return {
    employeeNumber,
    product,
    permissions: permissions as Partial<Record<DelegationPermission, boolean>>,
    ...(temporaryFrom === undefined ? {} : { temporaryFrom: temporaryFrom as Text }),
    ...(temporaryTo === undefined ? {} : { temporaryTo: temporaryTo as Text }),
  };
}

const APPROVAL_TYPES: Readonly<Record<string, ApprovalType>> = {
  REPORT: 'report',
  REQUEST: 'request',
  PAYMENT: 'payment',
  PURCHASEREQUEST: 'purchaseRequest',
};

/** The node to which segments lead from the top; undefined where one between them is missing. */
function groupOf(segments: Record<string, string> = {}): string | undefined {
  const places = Object.keys(segments).map(Number);
  return Math.max(0, ...places) === places.length
    ? places
        .sort((a, b) => a - b)
        .map((at) => segments[String(at)])
        .join('-')
    : undefined;
}

/** Labels of what a limit cannot do without. */
function missingOfLimit({ approvalType, amount, currency, segments }: Draft): string[] {
  return [
    ...(APPROVAL_TYPES[textOf(approvalType).toUpperCase()] ? [] : ['Approval Type']),
    ...(groupOf(segments as Record<string, string>) === undefined ? ['Segment'] : []),
    ...(amount ? [] : ['Approval Limit']),
    ...(currency ? [] : ['Approval Limit Currency Code']),
  ];
}

/** Records of type 710 are of cost object approvers, the others of authorized ones. */
function limitOf(recordType: string, draft: Draft): LimitChange | undefined {
  const approvalType = APPROVAL_TYPES[textOf(draft['approvalType']).toUpperCase()];
  const group = groupOf(draft['segments'] as Record<string, string>);
  if (!approvalType || group === undefined) return undefined;
  return {
    authority: recordType === '710' ? 'costObject' : 'authorized',
    approvalType,
    group,
    exceptionAuthority: draft['exceptionAuthority'] === true,
    amount: textOf(draft['amount']),
    currency: textOf(draft['currency']),
    ...(draft['level'] === undefined ? {} : { level: Number(draft['level']) }),
  };
}

const namesOf = ({ approvers = [], delegates = [], biManager, travelManager }: EmployeeChange): string[] =>
  [
    ...approvers.map(({ employeeNumber }) => employeeNumber),
    ...delegates.map(({ employeeNumber }) => employeeNumber),
    biManager,
    travelManager,
  ].filter((number) => typeof number === 'string');
