import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SessionPlanning } from './planning.ts';

const ONCE = 'set plan_cache_mode = force_generic_plan';
const AUTO = 'set plan_cache_mode = auto';

test('a session is told how to plan only when that changes, and never for what is planned alike', () => {
  const session = new SessionPlanning();
  assert.equal(session.settingFor('begin', undefined), undefined);
  assert.equal(session.settingFor('select 1', 'once'), ONCE);
  assert.equal(session.settingFor('select 2', 'once'), undefined);
  assert.equal(session.settingFor('insert into "event" values ($1)', undefined), undefined);
  assert.equal(session.settingFor('select 3', undefined), AUTO);
  assert.equal(session.settingFor('select 4', 'anew'), undefined);
});

test('what is rolled back, or failed, takes its setting along', () => {
  const session = new SessionPlanning();
  session.settingFor('select 1', 'once');
  session.settingFor('rollback', undefined);
  assert.equal(session.settingFor('select 1', 'once'), ONCE);
  session.settingFor('rollback to savepoint "s"', undefined);
  assert.equal(session.settingFor('select 1', 'once'), ONCE);
  session.forget();
  assert.equal(session.settingFor('select 1', 'once'), ONCE);
});
