import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isDay } from './day.ts';

it('takes days of the calendar alone', () => {
  for (const day of ['2026-03-02', '2024-02-29']) assert.ok(isDay(day), day);
  for (const none of ['', 'nonsense', '2026-02-29', '2026-3-2', '0000-01-01', '2026-03-02T00:00', '12026-03-02'])
    assert.equal(isDay(none), false, none);
});
