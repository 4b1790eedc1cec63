import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { ADMINISTRATOR, APP, visitorWith } from '../../../test/harness/app-center.ts';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly kind: { readonly kind: string; readonly id: string; readonly name: string | null };
  readonly action: string;
  readonly actor: { readonly kind: string; readonly user: { readonly id: string; readonly name: string } | null };
}
interface Page {
  readonly entries: Entry[];
  readonly next: string | null;
}

const MINUTE = 60_000;

describe('the audit trail', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let administrator: WebVisitor & { readonly userId: string };
  let stranger: WebVisitor & { readonly userId: string };

  before(async () => {
    program = await testProgram({ config: { limits: { perApp: 1e9, perAddress: 1e9 } } });
    company = await foundCompany(program);
    administrator = await visitorWith(program, company, ['CompanyAdmin']);
    stranger = await visitorWith(program, await foundCompany(program), ADMINISTRATOR);
  });
  after(() => program.close());

  const trail = async (query = '', visitor: WebVisitor = administrator): Promise<Page> => {
    const answer = await visitor.call('GET', `/company/audit${query}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<Page>();
  };

  it('says who did what to whom, the latest first', async () => {
    const { app } = (await administrator.call('POST', '/apps', APP)).json<{ app: { id: string } }>();
    const [latest] = (await trail()).entries;
    assert.deepEqual([latest?.kind, latest?.action], [{ kind: 'app', id: app.id, name: 'Ledgerline' }, 'created']);
    assert.deepEqual(latest?.actor.user, { id: administrator.userId, name: 'Terry Brown' });
  });

  it('narrows by who, what, which and when', async () => {
    const before = program.clock.now();
    program.clock.advance(MINUTE);
    const then = program.clock.now();
    const user = await hire(program, company);
    program.clock.advance(MINUTE);
    const only = async (query: string) => (await trail(query)).entries.map(({ action, kind }) => `${kind.kind} ${action}`);
    assert.deepEqual(await only(`?kind=user&subject=${user.id}`), ['user created']);
    assert.deepEqual(await only(`?from=${then.toISOString()}`), ['user created']);
    assert.deepEqual(await only(`?from=${then.toISOString()}&until=${then.toISOString()}`), []);
    assert.ok(!(await only(`?until=${then.toISOString()}&from=${before.toISOString()}`)).includes(user.id));
    assert.deepEqual(await only(`?action=created&kind=app&actor=${administrator.userId}`), ['app created']);
    assert.deepEqual(await only(`?actor=${user.id}`), []);
    for (const path of ['/company/audit', '/company/audit.csv', '/company/events', '/exchanges'])
      for (const wrong of ['yesterday', '2026-02-30T00:00:00Z', '2016-12-31T23:59:60Z'])
        assert.equal((await administrator.call('GET', `${path}?from=${wrong}`)).statusCode, 400, `${path} ${wrong}`);
  });

  it('pages without a gap while more is written', async () => {
    for (let number = 0; number < 60; number += 1) await hire(program, company);
    const first = await trail();
    await hire(program, company);
    const rest = await trail(`?after=${first.next}`);
    assert.equal(first.entries.length, 50);
    const ids = [...first.entries, ...rest.entries].map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)].sort().reverse());
  });

  it('exports all of it, and no formula of anybody’s', async () => {
    await hire(program, company, { name: { givenName: '=cmd()', familyName: 'x, "y";@z' }, userName: 'formula@people.example' });
    const answer = await administrator.call('GET', '/company/audit.csv?action=created&kind=user');
    assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, 'text/csv; charset=utf-8']);
    const rows = parse(answer.body, { columns: true }) as Record<string, string>[];
    const { entries } = await trail('?action=created&kind=user');
    assert.deepEqual(
      rows.slice(0, 50).map(({ 'object id': id }) => id),
      entries.map(({ kind }) => kind.id),
    );
    assert.ok(rows.length > 60);
    assert.equal(rows[0]?.['object name'], `'=cmd() x, "y";'@z`);
  });

  it('is the administrators’ alone, each of their own company', async () => {
    const traveler = await visitorWith(program, company, ['EXP_USER']);
    for (const path of ['/company/audit', '/company/audit.csv']) {
      const answer = await traveler.call('GET', path);
      assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [403, 'http.role-missing']);
    }
    const theirs = await trail('', stranger);
    assert.ok(theirs.entries.length > 0);
    const own = new Set((await trail()).entries.map(({ id }) => id));
    assert.ok(!theirs.entries.some(({ id }) => own.has(id)));
    const foreign = await trail(`?actor=${administrator.userId}`, stranger);
    assert.deepEqual(foreign.entries, []);
  });

  it('shows events with their facts, by type and subject', async () => {
    const user = await hire(program, company);
    interface Events {
      readonly events: { readonly type: string; readonly subjectId: string; readonly facts: Record<string, unknown> }[];
      readonly next: string | null;
    }
    const events = async (query = '', visitor: WebVisitor = administrator): Promise<Events> =>
      (await visitor.call('GET', `/company/events${query}`)).json<Events>();
    const [latest] = (await events()).events;
    assert.equal(latest?.subjectId, user.id);
    const types = (await administrator.call('GET', '/company/event-types')).json<string[]>();
    assert.deepEqual(types, [...types].sort());
    assert.ok(types.includes(latest?.type ?? ''));
    const bySubject = await events(`?subject=${user.id}&type=${latest?.type}`);
    assert.equal(bySubject.events.length, 1);
    const first = await events();
    const rest = await events(`?after=${first.next}`);
    assert.equal(first.events.length, 50);
    assert.ok(rest.events.length > 0);
    assert.ok(!(await events('', stranger)).events.some(({ subjectId }) => subjectId === user.id));
  });
});
