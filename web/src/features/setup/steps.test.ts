import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isStep, openStep, stepAfter, STEPS, type Setup } from './steps.ts';

const setup = (states: readonly Setup[number]['state'][]): Setup =>
  STEPS.map((step, index) => ({ step, state: states[index] ?? 'open', changedAt: null }));

it('goes on at the first page that nobody has left, and begins anew after the last', () => {
  assert.equal(openStep(setup([])), 'introduction');
  assert.equal(openStep(setup(['done', 'skipped'])), 'employees');
  assert.equal(openStep(setup(['done', 'done', 'done', 'skipped', 'done'])), 'introduction');
  assert.deepEqual([stepAfter('introduction'), stepAfter('reporting')], ['policies', undefined]);
  assert.deepEqual([isStep('payments'), isStep('nothing')], [true, false]);
});
