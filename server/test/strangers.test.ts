import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { facades } from '../src/api/register.ts';
import { inOneTransaction } from '../src/platform/db/unit-of-work.ts';
import type { Actor, PrincipalKind } from '../src/platform/actor.ts';
import type { Facade, Route } from '../src/platform/http/facade.ts';
import { newId } from '../src/platform/ids/index.ts';
import { foundCompany, hire, systemIn } from './harness/people.ts';
import { testProgram, type TestProgram } from './harness/program.ts';
import { PNG } from './harness/receipts.ts';

interface Door {
  readonly facade: Facade;
  readonly route: Route;
  readonly path: string;
}
interface Reply {
  readonly status: number;
  readonly body: string;
}

const PARAM = /\{(\w+)\}/g;
const CONTEXTS = ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY'];
const VIEWS = ['ACTIVE', 'APPROVED', 'TOAPPROVE'];
/** What looks like an id, an address of one, or a login. */
const ID =
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9A-F]{32}\b|\b[0-9A-F]{20}\b|\b[gn][A-Za-z0-9_-]{16,}\$|[\w.+-]+@[\w.-]+/gi;
/** What every company shares: a directory of suppliers, schemas, roles as groups. */
const SHARED = /\/(suppliers|Schemas|ResourceTypes|Groups)\/\{/;
const ALL_ROLES = ['EXP_USER', 'EXP_APPROVER', 'EXP_PROCESSOR', 'EXP_PROXY_USER', 'CompanyAdmin', 'SHD_WEB_SERVICES_ADMIN'];

/**
 * A company with a year of history, and strangers to it who may do everything in a company of their own. Whatever a stranger names of the
 * other company is answered like what does not exist, nothing of it is seen in lists, and nothing of it changes.
 */
describe('strangers', () => {
  let program: TestProgram;
  let doors: Door[];
  let inhabitants: string[];
  let outsiders: Readonly<Record<PrincipalKind, string>>;
  let home: string;
  /** Path as declared -> the same with ids of the company that exist there. */
  const known = new Map<string, string>();
  const found = new Set<string>();
  /** Path as declared -> ids that its answers held. */
  const seen = new Map<string, readonly string[]>();
  let users: readonly string[];
  let hints: Readonly<Record<string, readonly string[]>>;

  before(async () => {
    program = await testProgram({ config: { sandbox: true, limits: { perApp: 1e9, perAddress: 1e9 } } });
    const { database, modules, clock } = program;
    await inOneTransaction({ root: database.root, clock, enqueue: async () => {} }, (work) =>
      modules.sandbox.create({ work, clock }),
    );
    const record = await program.unitOfWork.read(systemIn(newId(clock)), (ctx) => modules.sandbox.find(ctx));
    assert.ok(record);
    home = record.companyId;
    doors = facades(program).flatMap((facade) =>
      facade.routes
        .filter(({ principals, path }) => principals !== 'anyone' || path.includes('/keys/principals/'))
        .map((route) => ({ facade, route, path: facade.prefix + route.path })),
    );
    const scopes = new Set(doors.flatMap(({ route }) => route.scopes));
    const token = (actor: Actor) => program.actingAs(actor);
    inhabitants = [
      token({ kind: 'company', companyId: home, appId: record.appId, scopes }),
      ...['traveler', 'manager', 'processor', 'admin']
        .map((key) => record.users[key] ?? '')
        .map((userId) => token({ kind: 'user', userId, companyId: home, appId: record.appId, scopes })),
      token({ kind: 'app', appId: record.appId, scopes }),
    ];
    const { id: legalEntityId } = await program.unitOfWork.write(systemIn(home), (ctx) =>
      modules.legalEntities.createLegalEntity(ctx, { name: 'Demo Holding', active: true }),
    );
    const image = await modules.receipts.keep({ companyId: home, bytes: PNG });
    const ownerId = record.users['traveler'] ?? '';
    await program.unitOfWork.write(systemIn(home), (ctx) => modules.receipts.add(ctx, { kept: image, ownerId }));
    hints = {
      appId: [record.appId],
      companyId: [home],
      legalEntityId: [legalEntityId],
      provisionId: [await provisioned()],
      exceptionCode: ['MISSINGRCP'],
    };
    const abroad = await foundCompany(program);
    await program.unitOfWork.write(abroad, (ctx) => modules.expense.createDefaults(ctx, { currencyCode: 'USD' }));
    const user = await hire(program, abroad, {
      spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' },
      roles: ALL_ROLES.map((code) => ({ code })),
    });
    const { companyId } = abroad;
    const appId = newId(clock);
    outsiders = {
      user: token({ kind: 'user', userId: user.id, companyId, appId, scopes }),
      company: token({ kind: 'company', companyId, appId, scopes }),
      app: token({ kind: 'app', appId, scopes }),
    };
    await learn(Object.values(record.users));
  });
  after(() => program.close());

  async function call(method: string, url: string, authorization: string, body?: string): Promise<Reply> {
    const answer = await program.app.inject({
      method: method as 'GET',
      url,
      headers: {
        host: 'us.localhost:8080',
        authorization,
        accept: 'application/json, application/xml;q=0.9',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.body };
  }

  /** Ids of an answer, copied out of it so that it need not stay in memory. */
  /** A provision request of the company. */
  async function provisioned(): Promise<string> {
    const login = 'provisioned@larkspur.example';
    const document = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
      userName: login,
      active: true,
      name: { givenName: 'Pro', familyName: 'Visioned' },
      emails: [{ type: 'work', value: login }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { companyId: home },
    };
    const made = await call('POST', '/profile/v4/Users', inhabitants[0] ?? '', JSON.stringify(document));
    assert.equal(made.status, 201, made.body);
    return (JSON.parse(made.body) as { meta: { provisionId: string } }).meta.provisionId;
  }

  const idsIn = (text: string): string[] => [...new Set([...text.matchAll(ID)].map(([id]) => Buffer.from(id).toString()))];

  const keep = (path: string, text: string): void => {
    const ids = idsIn(text).slice(0, 200);
    seen.set(path, [...new Set([...(seen.get(path) ?? []), ...ids])]);
    for (const id of ids) found.add(id);
  };

  /** Reads what the company's own people and programs can, and notes which ids stand at which place of which path. */
  async function learn(people: readonly string[]): Promise<void> {
    users = people;
    for (const id of [home, ...people]) found.add(id);
    const isRead = ({ route }: Door): number => (route.method === 'GET' ? 0 : 1);
    // What is read comes first, shorter paths before longer ones.
    const order = (a: Door, b: Door) => isRead(a) - isRead(b) || paramsOf(a.path).length - paramsOf(b.path).length;
    for (const { path, route } of doors.toSorted(order)) {
      const place = known.get(path) ?? (await placeOf(path, doors));
      if (place !== undefined) known.set(path, place);
      if (route.method !== 'GET' || place === undefined) continue;
      for (const one of inhabitants) {
        const answer = await call('GET', place, one);
        if (answer.status === 200) keep(path, answer.body);
      }
    }
  }

  /** The path with ids that exist: as far as a shorter path is known its ids stand, the next one is tried out of what was seen. */
  async function placeOf(path: string, all: readonly Door[]): Promise<string | undefined> {
    const shorter = [...known].filter(([one]) => path.startsWith(one)).sort((a, b) => b[0].length - a[0].length)[0];
    const rest = shorter ? path.replace(shorter[0], shorter[1]) : path;
    if (paramsOf(rest).length === 0) return rest;
    // What only can be written stands where its like is read.
    if (!all.some((door) => door.path === path && door.route.method === 'GET')) return filled(rest, path);
    for (const candidate of candidatesFor(rest, path))
      for (const one of inhabitants) if ((await call('GET', candidate, one)).status === 200) return candidate;
    return undefined;
  }

  /** Parameters by the values that they have elsewhere; undefined while one has none. */
  function filled(path: string, declared: string): string | undefined {
    const values = new Map<string, string>();
    for (const [pattern, url] of known) {
      const parts = url.split('/');
      for (const [at, part] of pattern.split('/').entries()) {
        const [name] = paramsOf(part);
        if (name && part === `{${name}}`) values.set(name, parts[at] ?? '');
      }
    }
    for (const [name, [value]] of Object.entries(hints)) if (value) values.set(name, value);
    const open = paramsOf(path);
    for (const name of open.filter((one) => !values.has(one))) {
      const ids = seen.get(declared.slice(0, declared.indexOf(`/{${name}}`))) ?? [];
      const listed = ids.find((id) => !hints['appId']?.includes(id));
      if (listed) values.set(name, listed);
    }
    if (!open.every((name) => values.has(name))) return undefined;
    return path.replace(PARAM, (_, name: string) => values.get(name) ?? '');
  }

  function* candidatesFor(path: string, declared: string): Generator<string> {
    const [name = '', ...more] = paramsOf(path);
    for (const value of valuesFor(name, declared)) {
      const next = path.replace(`{${name}}`, encodeURIComponent(value));
      if (more.length === 0) yield next;
      else yield* candidatesFor(next, declared);
    }
  }

  /** What may stand at a parameter: ids seen in the list that the path goes on from come first, then those of the same family. */
  function valuesFor(name: string, declared: string): readonly string[] {
    if (name === 'contextType') return CONTEXTS;
    if (name === 'view') return VIEWS;
    if (name === 'userId') return users;
    if (name in hints) return hints[name] ?? [];
    if (declared.includes('/LegalEntities/')) return hints['legalEntityId'] ?? [];
    if (declared.includes('/provisions/')) return hints['provisionId'] ?? [];
    const list = declared.slice(0, declared.indexOf(`/{${name}}`));
    const family = declared.split('/').slice(0, 4).join('/');
    const near = [...seen].filter(([path]) => path === list || path.startsWith(list));
    const kin = [...seen].filter(([path]) => path.startsWith(family));
    const ids = [...near, ...kin].flatMap(([, ids]) => ids.filter((id) => !id.includes('@')).slice(0, 25));
    return [...new Set([...ids, ...users.slice(0, 2), home])].slice(0, 80);
  }

  const paramsOf = (path: string): string[] => [...path.matchAll(PARAM)].map(([, name = '']) => name);

  /** The same address with ids of the same shape that nobody has. */
  const elsewhere = (url: string): string =>
    url.replace(ID, (id) => (id.includes('@') ? id : id.replace(/[0-9]/g, (digit) => String((Number(digit) + 7) % 10))));

  /** An answer without what differs from call to call. */
  const plain = ({ status, body }: Reply, ...urls: string[]): string => {
    let text = body;
    for (const url of urls.flatMap((one) => [one, decodeURIComponent(one)])) {
      text = text.replaceAll(url, 'URL');
      for (const [id] of url.matchAll(ID)) text = text.replaceAll(new RegExp(id.replace(/[$.]/g, '\\$&'), 'gi'), 'ID');
    }
    return `${status} ${text.replace(ID, 'ID')}`;
  };

  it('are known places enough to ask about', () => {
    const asked = new Set(doors.map(({ path }) => path).filter((path) => paramsOf(path).length > 0 && !SHARED.test(path)));
    const missing = [...asked].filter((path) => !known.has(path));
    assert.ok(missing.length <= 0.2 * asked.size, `${missing.length} of ${asked.size} are not known: ${missing.join('\n')}`);
  });

  it('are told of another company’s what they are told of nothing', async () => {
    const before = await contents();
    const told: string[] = [];
    for (const { route, path } of doors) {
      const url = known.get(path);
      if (!url || paramsOf(path).length === 0 || SHARED.test(path)) continue;
      const body = bodyFor(route, before.get(path));
      for (const kind of kindsOf(route)) {
        const where: string = `${kind} ${route.method} ${url}`;
        const theirs: Reply = await call(route.method, url, outsiders[kind], body);
        const nobodys: Reply = await call(route.method, elsewhere(url), outsiders[kind], body);
        const [said, toNobody] = [plain(theirs, url), plain(nobodys, elsewhere(url))];
        if (theirs.status >= 500 || said !== toNobody) told.push(`${where}:\n  ${said}\n  ${toNobody}`);
      }
    }
    assert.deepEqual(told, []);
    const afterwards = await contents();
    for (const [path, text] of before) assert.equal(afterwards.get(path), text, path);
  });

  it('find nothing of another company in lists', async () => {
    const secret = [...found].filter((id) => id.length > 5);
    const shared = await ownView();
    for (const { route, path } of doors.filter((door) => door.route.method === 'GET' && paramsOf(door.path).length === 0)) {
      for (const kind of kindsOf(route)) {
        const { body } = await call('GET', path, outsiders[kind]);
        const leaked = secret.filter((id) => body.includes(id) && !shared.has(id));
        assert.deepEqual(leaked, [], `${kind} ${path}`);
      }
    }
  });

  it('learn nothing by asking for another company’s people', async () => {
    const [userId = ''] = users;
    const traveler = await program.unitOfWork.read(systemIn(home), (ctx) => program.modules.identity.getUser(ctx, userId));
    const facts: Readonly<Record<string, string | undefined>> = {
      userName: traveler.userName,
      employeeNumber: traveler.employeeNumber,
      'emails.value': traveler.emails[0]?.value,
      'name.familyName': traveler.name.familyName,
      id: traveler.id,
    };
    let asked = 0;
    for (const { route, path } of doors.filter((door) => paramsOf(door.path).length === 0)) {
      for (const ask of questions(route, path, facts)) {
        for (const kind of kindsOf(route)) {
          const [theirs, nobodys] = [await ask(outsiders[kind], (value) => value), await ask(outsiders[kind], elsewhereValue)];
          const where = `${kind} ${route.method} ${path}: ${theirs.body.slice(0, 300)}`;
          const values = Object.values(facts).flatMap((value) => (value ? [value, elsewhereValue(value)] : []));
          const blank = (reply: Reply) => values.reduce((text, value) => text.replaceAll(value, 'VALUE'), plain(reply));
          assert.equal(blank(theirs), blank(nobodys), where);
          assert.ok(
            !Object.values(facts).some((value) => value && theirs.status === 200 && theirs.body.includes(`"${value}"`)),
            where,
          );
          if (theirs.status === 200) asked += 1;
        }
      }
    }
    assert.ok(asked > 40, `only ${asked} questions were answered`);
  });

  type Ask = (as: string, change: (value: string) => string) => Promise<Reply>;
  const elsewhereValue = (value: string): string =>
    `nobody-${value}`.replace(/^nobody-(?=[0-9a-f]{8}-)/, '').replace(/[0-9]/g, '9');

  /** Ways to ask a list or a search for somebody: by a parameter of its own, by a filter, by a body. */
  function questions(route: Route, path: string, facts: Readonly<Record<string, string | undefined>>): Ask[] {
    const known = Object.entries(facts).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
    const filters = known.map(
      ([name, value]) =>
        (change: (text: string) => string) =>
          `${name} eq "${change(value)}"`,
    );
    if (route.method === 'POST' && path.endsWith('.search'))
      return filters.map((filter) => (as, change) => {
        const concur = path.includes('/identity/') ? 'concur:' : '';
        const schemas = [`urn:ietf:params:scim:api:messages:${concur}2.0:SearchRequest`];
        return call('POST', path, as, JSON.stringify({ schemas, filter: filter(change) }));
      });
    if (route.method !== 'GET') return [];
    const asked = Object.keys((route.schema.query as { properties?: object } | undefined)?.properties ?? {});
    return asked.flatMap((parameter): Ask[] => {
      if (parameter === 'filter')
        return filters.map((filter) => (as, change) => call('GET', `${path}?filter=${encodeURIComponent(filter(change))}`, as));
      if (!/^(user|userName|login|loginId|employeeNumber|employeeId|primaryEmail|lastName|approverLoginId)$/i.test(parameter))
        return [];
      return known.map(
        ([, value]) =>
          (as, change) =>
            call('GET', `${path}?${parameter}=${encodeURIComponent(change(value))}`, as),
      );
    });
  }

  const kindsOf = (route: Route): readonly PrincipalKind[] => (route.principals === 'anyone' ? ['company'] : route.principals);

  /** What was read of a resource is a body that its writer understands. */
  const bodyFor = (route: Route, read: string | undefined): string | undefined => {
    if (route.method === 'GET' || route.method === 'DELETE') return undefined;
    return read?.startsWith('{') ? read : '{}';
  };

  /** Everything that the company reads of its own, by declared path. */
  async function contents(): Promise<Map<string, string>> {
    const read = new Map<string, string>();
    for (const { route, path } of doors) {
      const url = known.get(path);
      // Reading a connection request mints a token.
      if (route.method !== 'GET' || !url || path.includes('connectionrequests')) continue;
      for (const one of inhabitants) {
        const answer = await call('GET', url, one);
        if (answer.status !== 200) continue;
        read.set(path, answer.body);
        break;
      }
    }
    return read;
  }

  /** Ids that any company sees: roles, schemas, suppliers. A company founded for nothing else sees them too. */
  async function ownView(): Promise<Set<string>> {
    const third = await foundCompany(program);
    await program.unitOfWork.write(third, (ctx) => program.modules.expense.createDefaults(ctx, { currencyCode: 'USD' }));
    const scopes = new Set(doors.flatMap(({ route }) => route.scopes));
    const as = program.actingAs({ kind: 'company', companyId: third.companyId, appId: newId(program.clock), scopes });
    const shared = new Set<string>();
    for (const { route, path } of doors) {
      if (route.method !== 'GET' || paramsOf(path).length > 0) continue;
      for (const id of idsIn((await call('GET', path, as)).body)) shared.add(id);
    }
    return shared;
  }
});
