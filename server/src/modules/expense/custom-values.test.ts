import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mergeCustom, slotsOf } from './custom-values.ts';
import { isDay } from './values.ts';

it('merges custom fields slot by slot', () => {
  const before = { custom1: { value: 'a' }, orgUnit6: { value: 'b' } };
  assert.deepEqual(mergeCustom(before, undefined, slotsOf.report), before);
  assert.deepEqual(mergeCustom(before, { custom1: null, custom20: { value: 'c' } }, slotsOf.report), {
    orgUnit6: { value: 'b' },
    custom20: { value: 'c' },
  });
  assert.deepEqual(before, { custom1: { value: 'a' }, orgUnit6: { value: 'b' } });
});

it('refuses slots that do not exist and values that are too long', () => {
  for (const slot of ['custom0', 'custom21', 'custom01', 'orgUnit7', 'Custom1', '__proto__', 'constructor'])
    assert.throws(() => mergeCustom({}, JSON.parse(`{"${slot}":{"value":"x"}}`), slotsOf.report), {
      code: 'expense.value.refused',
    });
  assert.deepEqual(mergeCustom({}, { custom40: { value: 'x'.repeat(48) } }, slotsOf.entry), {
    custom40: { value: 'x'.repeat(48) },
  });
  assert.throws(() => mergeCustom({}, { custom40: { value: 'x'.repeat(49) } }, slotsOf.entry), { code: 'expense.value.refused' });
});

it('knows the days of the calendar', () => {
  for (const day of ['2024-02-29', '0001-01-01', '2026-12-31']) assert.equal(isDay(day), true, day);
  for (const day of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-04-31', '2026-01-01T00:00:00'])
    assert.equal(isDay(day), false, day);
});
