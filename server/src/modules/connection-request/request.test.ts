import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answered, isUserError, OUTCOMES, PARKING, situationOf, type Outcome, type Progress } from './request.ts';

const NOON = new Date('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;
const fresh: Progress = {
  state: 'pending',
  availableAt: NOON,
  handedOutAt: undefined,
  outcome: undefined,
  userErrors: 0,
  retries: 0,
};
const later = (hours: number): Date => new Date(NOON.getTime() + hours * HOUR);
const failures = OUTCOMES.filter((outcome) => outcome !== 'CRSUC');

/** A supplier that answers as soon as it sees the request. */
function promptly(outcomes: readonly Outcome[]): { progress: Progress; now: Date; answers: number } {
  let [progress, now, answers] = [fresh, NOON, 0];
  for (const outcome of outcomes) {
    if (progress.state !== 'pending') break;
    if (progress.availableAt > now) now = progress.availableAt;
    progress = answered(progress, outcome, now);
    answers += 1;
  }
  return { progress, now, answers };
}

describe('a connection request', () => {
  it('is connected by a success, whenever it comes', () => {
    assert.equal(answered(fresh, 'CRSUC', NOON).state, 'connected');
    const parked = answered(fresh, 'CREU1', NOON);
    assert.equal(answered(parked, 'CRSUC', later(1)).state, 'connected');
  });

  it('is parked for a day by an error of the user and for an hour by one of the supplier', () => {
    for (const outcome of failures) {
      const parked = answered({ ...fresh, handedOutAt: NOON }, outcome, NOON);
      const hours = isUserError(outcome) ? 24 : 1;
      assert.deepEqual(parked, {
        ...fresh,
        availableAt: later(hours),
        outcome,
        userErrors: hours === 24 ? 1 : 0,
        retries: hours === 24 ? 0 : 1,
      });
    }
    assert.deepEqual(failures.filter(isUserError), ['CREU1', 'CREU2', 'CREU3']);
  });

  it('fails with the fifth error of the user and with the forty-ninth retry', () => {
    for (const [outcome, most] of [
      ['CREU2', 4],
      ['CRRET', 48],
    ] as const) {
      const repeat = (times: number) => promptly(Array.from({ length: times }, () => outcome)).progress;
      assert.equal(repeat(most).state, 'pending', `${most} ${outcome}`);
      assert.equal(repeat(most + 1).state, 'failed', `${most + 1} ${outcome}`);
    }
  });

  const outcome = fc.constantFrom(...OUTCOMES);
  const answer = fc.record({ outcome, minutes: fc.nat({ max: 3000 }) });

  it('never goes back from an end, never counts past a limit, never moves up in the queue', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 200 }), (answers) => {
        let [progress, now] = [fresh, NOON];
        for (const { outcome: given, minutes } of answers) {
          now = new Date(now.getTime() + minutes * 60_000);
          const waiting = progress.availableAt > now;
          const after = answered(progress, given, now);
          assert.ok(after.userErrors <= PARKING.userErrors.most && after.retries <= PARKING.retries.most);
          assert.ok(after.availableAt >= progress.availableAt);
          if (after === progress) assert.ok(waiting && given !== 'CRSUC');
          else assert.equal(after.outcome, given);
          if (after.state === 'pending' && after !== progress) assert.ok(after.availableAt > now && !after.handedOutAt);
          if (after.state !== 'pending') return;
          progress = after;
        }
      }),
    );
  });

  it('ends after at most 53 failures that are told as soon as they can be', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...failures), { minLength: 53, maxLength: 60 }), (outcomes) => {
        const { progress, answers } = promptly(outcomes);
        assert.equal(progress.state, 'failed');
        assert.ok(answers <= PARKING.userErrors.most + PARKING.retries.most + 1);
      }),
    );
  });

  it('is in one situation at a time', () => {
    assert.equal(situationOf(fresh, NOON), 'pending');
    assert.equal(situationOf({ ...fresh, handedOutAt: NOON }, NOON), 'processing');
    for (const failure of failures) {
      const parked = answered(fresh, failure, NOON);
      assert.equal(situationOf(parked, NOON), isUserError(failure) ? 'failed' : 'retry');
      assert.equal(situationOf(parked, parked.availableAt), 'pending');
    }
    assert.equal(situationOf(answered(fresh, 'CRSUC', NOON), NOON), 'connected');
    assert.equal(situationOf({ ...fresh, state: 'failed' }, NOON), 'failed');
  });
});
