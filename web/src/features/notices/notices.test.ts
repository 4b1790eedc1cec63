import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seenOf, unseen, type Notices } from './notices.ts';

const report = { id: '1', name: 'Chicago', owner: 'Maya', amount: '1', currency: 'USD', submittedAt: null, comment: null };
const mail = (sentAt: string) => ({ id: sentAt, sentAt, to: [], subject: '' });
const NOTICES: Notices = {
  toApprove: { reports: [report, report], more: false },
  sentBack: { reports: [report], more: false },
  mails: [mail('2026-03-02T00:00:00.000Z'), mail('2026-03-01T00:00:00.000Z')],
};

describe('the bell', () => {
  it('counts what waits, and mail until it was seen', () => {
    assert.equal(unseen(NOTICES, { mailsUntil: '' }), 5);
    assert.equal(unseen(NOTICES, { mailsUntil: '2026-03-01T00:00:00.000Z' }), 4);
    assert.equal(unseen(NOTICES, seenOf(NOTICES)), 3);
    assert.equal(unseen({ ...NOTICES, mails: null }, { mailsUntil: '' }), 3);
  });
});
