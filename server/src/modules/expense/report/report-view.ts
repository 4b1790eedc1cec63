import { invariant } from '../../../platform/errors.ts';
import { idNamed } from '../../../platform/ids/index.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { Held } from '../access.ts';
import { exceptionFlags } from '../exception/raised.ts';
import type { CustomTypes } from '../form/form.ts';
import type { Ledger, Person, Report, ReportForms, ReportTotals } from '../types.ts';
import type { Capacity } from './report-policy.ts';
import { isSubmitted, reportFlags, type ReceiptFacts, type ReportState } from './report.ts';
import { MENTIONED, type NamedReportRow, type ReportRow } from './report-queries.ts';

type StateColumns =
  | 'approval_status'
  | 'payment_status'
  | 'is_sent_back'
  | 'is_ever_sent_back'
  | 'is_pending_delegator_review'
  | 'step_id'
  | 'step_can_recall';

export const stateOf = (row: Pick<ReportRow, StateColumns>): ReportState => ({
  approvalStatus: row.approval_status,
  paymentStatus: row.payment_status,
  isSentBack: row.is_sent_back,
  isEverSentBack: row.is_ever_sent_back,
  isPendingDelegatorReview: row.is_pending_delegator_review,
  isPending: row.step_id !== null,
  isRecallable: row.step_can_recall === true,
});

export const heldOf = (
  row: Pick<ReportRow, StateColumns | 'id' | 'owner_id' | 'approver_id' | 'step_role' | 'process_id'>,
): Held => ({
  id: row.id,
  ownerId: row.owner_id,
  approverId: row.approver_id,
  stepRole: row.step_role,
  processId: row.process_id,
  isSubmitted: isSubmitted(stateOf(row)),
});

/** By id. */
type People = ReadonlyMap<string, Person>;

/** Whom the row names. */
function peopleNamedIn(row: NamedReportRow): People {
  const people = new Map<string, Person>();
  for (const who of MENTIONED) {
    const id = row[`${who}_id`];
    const login = row[`${who}_login`];
    if (id === null || login === null) continue;
    people.set(id, {
      id,
      login,
      employeeId: row[`${who}_employee_number`],
      firstName: row[`${who}_given_name`] ?? '',
      middleName: row[`${who}_middle_name`],
      lastName: row[`${who}_family_name`] ?? '',
      ledgerCode: row[`${who}_ledger_code`],
    });
  }
  return people;
}

/** The ids of whom the rows mention, each once. */
export const mentionedIn = (rows: readonly ReportRow[]): string[] => [
  ...new Set(rows.flatMap((row) => MENTIONED.map((who) => row[`${who}_id`])).filter((id) => id !== null)),
];

export const toNamedReport = (row: NamedReportRow, to: Omit<Seen, 'people'>): Report =>
  toReport(row, { people: peopleNamedIn(row), ...to });

/** What a report takes from beyond its row. */
interface Seen {
  readonly people: People;
  readonly forms: ReportForms;
  readonly hierarchyNodeId?: string | null;
  readonly customTypes: CustomTypes;
  /** Of whom it is shown to. */
  readonly capacity: Capacity;
}

export function toReport(row: ReportRow, to: Seen): Report {
  const find = (id: string | null): Person | null => (id === null ? null : (to.people.get(id) ?? null));
  const owner = find(row.owner_id);
  invariant(owner, `The owner of report ${row.id} is not known`);
  return {
    id: row.id,
    number: row.report_number,
    reportType: row.report_type,
    name: row.name,
    owner,
    submitter: find(row.submitter_id),
    policyId: row.policy_id,
    policyName: row.policy_name,
    forms: to.forms,
    ...(to.hierarchyNodeId === undefined ? {} : { hierarchyNodeId: to.hierarchyNodeId }),
    ledger: owner.ledgerCode ? ledgerOf(row.company_id, owner.ledgerCode) : null,
    businessPurpose: row.business_purpose,
    reportDate: row.report_date,
    startDate: row.start_date,
    endDate: row.end_date,
    countryCode: row.country_code,
    countrySubdivisionCode: row.country_subdivision_code,
    currencyCode: row.currency_code,
    custom: row.custom,
    customTypes: to.customTypes,
    approvalStatus: row.approval_status,
    paymentStatus: row.payment_status,
    isSentBack: row.is_sent_back,
    isEverSentBack: row.is_ever_sent_back,
    isPendingDelegatorReview: row.is_pending_delegator_review,
    isPaperReceiptsReceived: row.is_paper_receipts_received,
    receiptImageId: row.receipt_image_id,
    version: row.version,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    modifiedAt: row.modified_at,
    processingPaymentAt: row.processing_payment_at,
    paidAt: row.paid_at,
    entryCount: row.entry_count,
    ...exceptionFlags(row.raised, to.capacity),
    parentReportId: row.parent_report_id,
    lastComment: row.last_comment,
    totals: totalsOf(row),
    flags: reportFlags(stateOf(row), receiptsOf(row)),
    currentStep:
      row.step_id === null || row.process_id === null
        ? null
        : {
            stepId: row.step_id,
            processId: row.process_id,
            sequence: row.step_sequence ?? 0,
            stepCode: row.step_code,
            roleCode: row.step_role ?? '',
            approver: find(row.approver_id),
          },
  };
}

const ledgerOf = (companyId: string, code: string): Ledger => ({
  id: idNamed(`ledger:${companyId}:${code}`),
  code,
});

const receiptsOf = (row: ReportRow): ReceiptFacts => ({
  imagesRequired: row.image_required_count,
  imagesMissing: row.image_missing_count,
  images: row.image_count,
  hasReportImage: row.receipt_image_id !== null,
  isPaperReceived: row.is_paper_receipts_received,
});

const totalsOf = (row: ReportRow): ReportTotals => ({
  total: decimal(row.total),
  claimed: decimal(row.claimed),
  personal: decimal(row.personal),
  approved: decimal(row.approved),
  notApproved: decimal(row.not_approved),
  dueEmployee: decimal(row.due_employee),
  dueCompany: decimal(row.due_company),
  dueCompanyCard: decimal(row.due_company_card),
  companyPaid: decimal(row.company_paid),
  paymentConfirmed: decimal(row.payment_confirmed),
  paidEmployee: decimal(row.paid_employee),
});
