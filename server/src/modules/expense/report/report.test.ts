import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  NEW_REPORT,
  approved,
  canRecall,
  handedToOwner,
  isSubmitted,
  recalled,
  reportFlags,
  sentBack,
  stateRefusal,
  submitRefusal,
  submitted,
  type ReportAction,
  type ReportState,
} from './report.ts';

const pending = submitted(NEW_REPORT, 'A_PEND');
const done = approved(pending, null);
const states: Record<string, ReportState> = {
  new: NEW_REPORT,
  pending,
  returned: sentBack(pending),
  recalled: recalled(pending),
  approved: done,
  held: { ...done, paymentStatus: 'P_HOLD' },
  processing: { ...done, paymentStatus: 'P_PROC' },
  paid: { ...done, paymentStatus: 'P_PAID' },
  confirmed: { ...done, paymentStatus: 'P_PAYC' },
};

const EDITABLE = { edit: 'yes', delete: 'yes', 'edit-submitted': 'yes', comment: 'yes', submit: 'yes' };
const NOT_PENDING = { approve: 'expense.approve.not-pending', 'send-back': 'expense.approve.not-pending' };
const SUBMITTED = {
  edit: 'expense.report.not-editable',
  delete: 'expense.report.not-editable',
  'edit-submitted': 'yes',
  comment: 'yes',
  submit: 'expense.submit.already-submitted',
};
const NO_RECALL = { recall: 'expense.recall.not-possible' };
const PAID = {
  edit: 'expense.report.paid',
  delete: 'expense.report.paid',
  'edit-submitted': 'expense.report.paid',
  comment: 'expense.report.paid',
  submit: 'expense.submit.already-submitted',
  approve: 'expense.report.paid',
  'send-back': 'expense.report.paid',
  ...NO_RECALL,
};
const NO_PAYMENT = 'expense.payment.not-possible';
const UNPAYABLE = { process: NO_PAYMENT, hold: NO_PAYMENT, release: NO_PAYMENT, pay: NO_PAYMENT, confirm: NO_PAYMENT };
const unsubmitted = { ...EDITABLE, ...NOT_PENDING, ...NO_RECALL, ...UNPAYABLE };

/** State -> action -> 'yes' or the refusal. */
const TABLE: Record<string, Record<ReportAction, string>> = {
  new: unsubmitted,
  returned: unsubmitted,
  recalled: unsubmitted,
  pending: { ...SUBMITTED, approve: 'yes', 'send-back': 'yes', recall: 'yes', ...UNPAYABLE },
  approved: { ...SUBMITTED, ...NOT_PENDING, ...NO_RECALL, ...UNPAYABLE, process: 'yes', hold: 'yes' },
  held: { ...SUBMITTED, ...NOT_PENDING, ...NO_RECALL, ...UNPAYABLE, release: 'yes' },
  processing: {
    ...SUBMITTED,
    approve: 'expense.report.paid',
    'send-back': 'expense.report.paid',
    ...NO_RECALL,
    ...UNPAYABLE,
    hold: 'yes',
    pay: 'yes',
    confirm: 'yes',
  },
  paid: { ...PAID, ...UNPAYABLE, confirm: 'yes' },
  confirmed: { ...PAID, ...UNPAYABLE, pay: 'yes' },
};

describe('what a report allows in each state', () => {
  for (const [name, actions] of Object.entries(TABLE))
    for (const [action, expected] of Object.entries(actions))
      it(`${name}: ${action}`, () => {
        const state = states[name];
        assert.ok(state);
        assert.equal(stateRefusal(state, action as ReportAction)?.code ?? 'yes', expected);
      });
});

describe('where actions lead', () => {
  it('remembers for ever that it was sent back, and that it is until the next submission', () => {
    const back = sentBack(pending);
    assert.deepEqual([back.approvalStatus, back.isSentBack, back.isEverSentBack], ['A_RESU', true, true]);
    const again = submitted(back, 'A_PEND');
    assert.deepEqual([again.approvalStatus, again.isSentBack, again.isEverSentBack], ['A_PEND', false, true]);
  });

  it('takes the status of the next step, or A_APPR after the last', () => {
    assert.equal(approved(pending, 'A_ACCO').approvalStatus, 'A_ACCO');
    assert.equal(canRecall(approved(pending, 'A_ACCO')), true);
    assert.equal(done.approvalStatus, 'A_APPR');
    assert.equal(done.isPending, false);
  });

  it('ends the review of a delegate with the submission', () => {
    const handed = handedToOwner(NEW_REPORT);
    assert.equal(handed.isPendingDelegatorReview, true);
    assert.equal(isSubmitted(handed), false);
    assert.equal(submitted(handed, 'A_PEND').isPendingDelegatorReview, false);
  });

  it('keeps submitted and pending apart from editable, whatever is done', () => {
    const moves = fc.array(fc.constantFrom('submit', 'approve', 'finish', 'back', 'recall'), { maxLength: 12 });
    fc.assert(
      fc.property(moves, (list) => {
        let state = NEW_REPORT;
        let everBack = false;
        for (const move of list) {
          if (move === 'submit' && !stateRefusal(state, 'submit')) state = submitted(state, 'A_PEND');
          if (move === 'approve' && !stateRefusal(state, 'approve')) state = approved(state, 'A_ACCO');
          if (move === 'finish' && !stateRefusal(state, 'approve')) state = approved(state, null);
          if (move === 'recall' && !stateRefusal(state, 'recall')) state = recalled(state);
          if (move === 'back' && !stateRefusal(state, 'send-back')) {
            state = sentBack(state);
            everBack = true;
          }
          assert.equal(stateRefusal(state, 'edit') === undefined, !isSubmitted(state));
          assert.equal(stateRefusal(state, 'submit') === undefined, !isSubmitted(state));
          assert.equal(state.isPending, canRecall(state));
          assert.equal(state.isEverSentBack, everBack);
          if (state.isPending) assert.ok(isSubmitted(state));
        }
      }),
    );
  });
});

describe('what stops a submission', () => {
  const entry = { id: 'e', expenseTypeId: 'LUNCH', typeCode: 'MEALS', mustItemize: false, itemizationCount: 0, isOff: false };
  const having = (given: Partial<typeof entry>) => ({ entries: [entry, { ...entry, id: 'f', ...given }], blocking: [] });
  const facts = { entries: [entry], blocking: [] };
  const cases: [string, Parameters<typeof submitRefusal>, string | undefined][] = [
    ['nothing', [NEW_REPORT, facts], undefined],
    ['being submitted', [pending, facts], 'expense.submit.already-submitted'],
    ['no entries', [NEW_REPORT, { entries: [], blocking: [] }], 'expense.submit.no-entries'],
    ['an undefined type', [NEW_REPORT, having({ expenseTypeId: 'UNDEF' })], 'expense.submit.undefined-expense-type'],
    [
      'lodging that is not itemised',
      [NEW_REPORT, having({ typeCode: 'LODGING', mustItemize: true })],
      'expense.submit.lodging-not-itemized',
    ],
    ['another type that must be itemised', [NEW_REPORT, having({ mustItemize: true })], 'expense.submit.not-itemized'],
    [
      'lodging that is itemised',
      [NEW_REPORT, having({ typeCode: 'LODGING', mustItemize: true, itemizationCount: 1 })],
      undefined,
    ],
    [
      'itemizations that differ from their entry',
      [NEW_REPORT, having({ mustItemize: true, itemizationCount: 2, isOff: true })],
      'expense.submit.itemizations-differ',
    ],
    [
      "a blocking exception of the report's own",
      [NEW_REPORT, { ...facts, blocking: [{ code: 'X', entryId: null }] }],
      'expense.submit.report-blocked',
    ],
    [
      'a blocking exception of an entry',
      [
        NEW_REPORT,
        {
          ...facts,
          blocking: [
            { code: 'X', entryId: null },
            { code: 'Y', entryId: 'e' },
          ],
        },
      ],
      'expense.submit.entry-blocked',
    ],
  ];
  for (const [name, given, expected] of cases) it(name, () => assert.equal(submitRefusal(...given)?.code, expected));
});

describe('flags of receipts', () => {
  const none = { imagesRequired: 0, imagesMissing: 0, images: 0, hasReportImage: false, isPaperReceived: false };
  const image = (given: Partial<typeof none>) => reportFlags(NEW_REPORT, { ...none, ...given }).imageStatus;
  it('tell whether images are required and there', () => {
    assert.equal(image({}), 'NOT_REQUIRED');
    assert.equal(image({ images: 1 }), 'RECEIVED_NOT_REQUIRED');
    assert.equal(image({ imagesRequired: 2, imagesMissing: 1, images: 1 }), 'NOT_RECEIVED');
    assert.equal(image({ imagesRequired: 2, imagesMissing: 0, images: 2 }), 'RECEIVED');
    assert.equal(image({ imagesRequired: 2, imagesMissing: 2, hasReportImage: true }), 'RECEIVED');
    assert.equal(reportFlags(NEW_REPORT, { ...none, isPaperReceived: true }).receiptStatus, 'RECEIVED_NOT_REQUIRED');
  });
});
