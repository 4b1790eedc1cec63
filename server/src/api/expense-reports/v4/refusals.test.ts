import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Reply } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32 } from '../../../platform/ids/index.ts';

describe('what v4 refuses, and how', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let uri: string;
  let id: string;
  let expenseUri: string;
  let as: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    uri = await create('Mine');
    id = uri.split('/').at(-1) ?? '';
    expenseUri = (await call('POST', `${uri}/expenses`, { as, body: taxi })).json.uri;
  });
  after(() => program.close());

  const taxi = {
    expenseType: { id: 'TAXIX' },
    transactionDate: '2026-03-01',
    transactionAmount: { value: 20, currencyCode: 'USD' },
  };
  const reports = (context = 'TRAVELER', user: { id: string } = cast.traveler) =>
    `/expensereports/v4/users/${user.id}/context/${context}/reports`;
  const short = () => `/expensereports/v4/reports/${id}`;
  async function create(name: string): Promise<string> {
    const made = await call('POST', reports(), { as, body: { name, policyId: hex32(cast.policyId) } });
    assert.equal(made.status, 201, made.text);
    return made.json.uri;
  }
  function says(reply: Reply, status: number, words: RegExp, validation?: string): void {
    assert.equal(reply.status, status, reply.text);
    assert.match(reply.json.errorMessage, words);
    for (const name of ['timestamp', 'httpStatus', 'errorId', 'path']) assert.ok(reply.json[name], name);
    assert.ok(reply.json.httpStatus.startsWith(`${status} `));
    if (validation) assert.equal(reply.json.validationErrors[0].id, validation, reply.text);
  }

  it('a missing field, an unknown field, a value that is none', async () => {
    const post = (body: unknown) => call('POST', reports(), { as, body });
    const missing = await post({ name: 'x' });
    assert.deepEqual(missing.json.validationErrors, [
      { source: 'policyId', message: 'policyId is required', id: 'field.required' },
    ]);
    says(await post({ name: 'x', policyId: hex32(cast.policyId), nme: 1 }), 400, /nme/);
    says(await post({ name: 'x', policyId: 'nonsense' }), 400, /policyId/);
    says(await post({ name: 'x', policyId: hex32(cast.traveler.id) }), 400, /policyId/, 'field.invalidValue');
    says(await post({ name: '', policyId: hex32(cast.policyId) }), 400, /name/);
    says(await post({ name: 'x', policyId: hex32(cast.policyId), startDate: '2026-02-30' }), 400, /startDate/);
    const custom = [{ id: 'custom21', value: 'x' }];
    says(await post({ name: 'x', policyId: hex32(cast.policyId), customData: custom }), 400, /customData/);
    const add = (change: object) => call('POST', `${uri}/expenses`, { as, body: { ...taxi, ...change } });
    says(await add({ transactionAmount: { value: 1, currencyCode: 'XXQ' } }), 400, /currencyCode/);
    says(await add({ transactionAmount: { value: 1e16, currencyCode: 'USD' } }), 400, /transactionAmount/);
    says(await add({ transactionAmount: { value: 1e-9, currencyCode: 'USD' } }), 400, /transactionAmount/);
    says(await add({ expenseType: { id: 'NOPE' } }), 400, /expenseType/, 'field.invalidValue');
    says(await add({ paymentType: { id: 'NOPE' } }), 400, /paymentType/, 'field.invalidValue');
    says(await add({ mileage: { totalDistance: 3 } }), 400, /mileage/);
  });

  it('texts that are too long, by their characters', async () => {
    const taxis = (count: number) => '🚕'.repeat(count);
    const add = (change: object) => call('POST', `${uri}/expenses`, { as, body: { ...taxi, ...change } });
    const custom = (value: string) => ({ customData: [{ id: 'custom9', value }] });
    for (const fits of [{ businessPurpose: taxis(64) }, { vendor: { description: taxis(64) } }, custom(taxis(48))]) {
      const made = await add(fits);
      assert.equal(made.status, 201, made.text);
    }
    for (const over of [{ businessPurpose: taxis(65) }, { vendor: { description: taxis(65) } }, custom(taxis(49))])
      says(await add(over), 400, /characters/);
    const rename = (name: string) => call('PATCH', uri, { as, body: { name } });
    assert.equal((await rename(taxis(255))).status, 204);
    says(await rename(taxis(256)), 400, /name/);
  });

  it('a span that ends before it starts, a region of another country, a name that shows nothing', async () => {
    const policyId = hex32(cast.policyId);
    const post = (body: object) => call('POST', reports(), { as, body: { name: 'x', policyId, ...body } });
    says(
      await post({ startDate: '2026-03-02', endDate: '2026-03-01' }),
      400,
      /endDate is before startDate/,
      'field.invalidValue',
    );
    says(
      await post({ countryCode: 'FR', countrySubDivisionCode: 'US-WA' }),
      400,
      /not a subdivision of FR/,
      'field.invalidValue',
    );
    says(await post({ countrySubDivisionCode: 'FR-75' }), 400, /not a subdivision of US/);
    says(await post({ name: ' \u00a0\t' }), 400, /name is empty/, 'field.invalidValue');
    const territory = { countryCode: 'PR', countrySubDivisionCode: 'US-PR' };
    const made = await post({ startDate: '2026-03-01', endDate: '2026-03-01', ...territory });
    assert.equal(made.status, 201, made.text);
    const at = made.json.uri;
    const change = (body: object) => call('PATCH', at, { as, body });
    says(await change({ endDate: '2026-02-28' }), 400, /endDate is before startDate/);
    says(await change({ startDate: '2026-03-02' }), 400, /endDate is before startDate/);
    says(await change({ countrySubDivisionCode: 'FR-75' }), 400, /not a subdivision of PR/);
    says(await change({ name: '  ' }), 400, /name is empty/);
    for (const body of [{ startDate: '2026-04-01', endDate: '2026-04-02' }, { startDate: null }, { endDate: '2026-01-01' }])
      assert.equal((await change(body)).status, 204);
    const country = async () => {
      const { countryCode, countrySubDivisionCode } = (await call('GET', at, { as })).json;
      return [countryCode, countrySubDivisionCode];
    };
    for (const [body, shown] of [
      [{ countryCode: 'US' }, ['US', 'US-PR']],
      [{ countryCode: 'FR' }, ['FR', null]],
      [{ countrySubDivisionCode: 'FR-75' }, ['FR', 'FR-75']],
      [{ name: 'y' }, ['FR', 'FR-75']],
    ] as const) {
      assert.equal((await change(body)).status, 204);
      assert.deepEqual(await country(), shown);
    }
    const add = (location: object) => call('POST', `${uri}/expenses`, { as, body: { ...taxi, location } });
    says(await add({ countryCode: 'FR', countrySubDivisionCode: 'US-WA' }), 400, /location.countrySubDivisionCode is not a/);
    const added = await add({ countryCode: 'FR', countrySubDivisionCode: 'FR-75' });
    const patch = (location: object) => call('PATCH', added.json.uri, { as, body: { expenseSource: 'OTHER', location } });
    says(await patch({ countrySubDivisionCode: 'US-WA' }), 400, /not a subdivision of FR/);
    assert.equal((await patch({ countryCode: 'DE' })).status, 204);
    const { location } = (await call('GET', added.json.uri, { as })).json;
    assert.deepEqual([location.countryCode, location.countrySubDivisionCode], ['DE', null]);
  });

  it('ids that are none as 400, and ids that nothing has as 404', async () => {
    says(await call('GET', `${reports()}/123`, { as }), 400, /Invalid reportId/);
    says(await call('GET', `${reports()}/00000000000000000000`, { as }), 404, /reportId not found/);
    says(await call('GET', `${uri}/expenses/123`, { as }), 400, /Invalid expenseId/);
    says(await call('GET', `${uri}/expenses/${'0'.repeat(32)}`, { as }), 404, /expenseId not found/);
    says(await call('GET', `/expensereports/v4/users/me/context/TRAVELER/reports/${id}`, { as }), 400, /Invalid userId/);
    assert.equal((await call('GET', `${reports()}/${id.toLowerCase()}`, { as })).status, 200);
  });

  it('contexts', async () => {
    says(await call('GET', `${reports('NOBODY')}/${id}`, { as }), 400, /Specified context not supported/);
    const wrong = /Specified context type is invalid for this API/;
    says(await call('POST', reports('MANAGER'), { as, body: { name: 'x', policyId: hex32(cast.policyId) } }), 403, wrong);
    says(await call('GET', `${reports('PROCESSOR')}/${id}/expenses`, { as }), 403, wrong);
    says(await call('PATCH', `${reports('TRAVELER')}/${id}/approve`, { as, body: {} }), 403, wrong);
    says(await call('PATCH', `${reports('MANAGER')}/${id}/recall`, { as, body: {} }), 403, wrong);
    says(await call('GET', `${reports('MANAGER')}/${id}/expenses/${expenseUri.split('/').at(-1)}/comments`, { as }), 403, wrong);
    says(await call('GET', `${reports('PROXY')}/${id}`, { as }), 403, /proxy/);
  });

  it("somebody else's report and user", async () => {
    const other = cast.as(cast.colleague);
    assert.equal((await call('GET', uri, { as: other })).status, 403);
    assert.equal((await call('GET', `${reports('TRAVELER', cast.colleague)}/${id}`, { as: other })).status, 403);
    assert.equal((await call('PATCH', uri, { as: other, body: { name: 'x' } })).status, 403);
    assert.equal((await call('DELETE', short(), { as: other })).status, 403);
    assert.equal((await call('GET', reports(), { as: other })).status, 403);
  });

  it('user tokens on paths of the company, and the other way round', async () => {
    const only = /This endpoint is only accessible by a valid company JWT or a trusted caller/;
    const expense = `${short()}/expenses/${expenseUri.split('/').at(-1)}`;
    const exception = { exceptionCode: 'APIWARN', exceptionVisibility: 'ALL' };
    says(await call('PATCH', short(), { as, body: { name: 'x' } }), 401, only);
    says(await call('PATCH', expense, { as, body: { expenseSource: 'UI' } }), 401, only);
    says(await call('PATCH', `${short()}/approve`, { as, body: {} }), 401, only);
    says(await call('PATCH', `${short()}/sendBack`, { as, body: { comment: 'x' } }), 401, only);
    for (const at of [short(), expense]) {
      says(await call('GET', `${at}/comments`, { as }), 401, only);
      says(await call('POST', `${at}/comments`, { as, body: { comment: 'x' } }), 401, only);
      says(await call('GET', `${at}/exceptions`, { as }), 401, only);
      says(await call('PUT', `${at}/exceptions`, { as, body: exception }), 401, only);
      says(await call('DELETE', `${at}/exceptions/APIWARN`, { as }), 401, only);
    }
    says(await call('POST', `${uri}/comments`, { as: cast.asCompany(), body: { comment: 'x' } }), 401, /needs a user token/);
  });

  it('no token, no scope, a wrong method, a wrong medium, a body that is none', async () => {
    says(await call('GET', uri), 401, /No access token/);
    says(await call('GET', uri, { as: cast.as(cast.traveler, ['user.read']) }), 403, /expense\.report\.read/);
    says(await call('PATCH', uri, { as: cast.as(cast.traveler, ['expense.report.read']), body: {} }), 403, /readwrite/);
    const submit = `/expensereports/v4/users/${cast.traveler.id}/reports/${id}/submit`;
    const post = await call('POST', submit, { as, body: {} });
    says(post, 405, /PATCH/);
    assert.equal(post.headers['allow'], 'PATCH');
    says(await call('PATCH', uri, { as, xml: '<a/>' }), 415, /Content-Type/);
    says(await call('GET', uri, { as, accept: 'application/xml' }), 406, /Accept/);
    const broken = await program.app.inject({
      method: 'PATCH',
      url: uri.replace('http://us.localhost:8080', ''),
      headers: { authorization: as, 'content-type': 'application/json' },
      payload: '{"name":',
    });
    assert.equal(broken.statusCode, 400);
    says(await call('GET', `/expensereports/v4/nowhere`, { as }), 404, /There is no GET/);
  });

  it('changes of what is submitted, but for what the company may still change', async () => {
    const sent = await create('Sent');
    const added = await call('POST', `${sent}/expenses`, { as, body: taxi });
    const key = sent.split('/').at(-1) ?? '';
    const submit = `/expensereports/v4/users/${cast.traveler.id}/reports/${key}/submit`;
    assert.equal((await call('PATCH', submit, { as })).status, 204);
    says(await call('PATCH', sent, { as, body: { name: 'x' } }), 400, /submitted/);
    says(await call('POST', `${sent}/expenses`, { as, body: taxi }), 400, /submitted/);
    says(await call('PATCH', added.json.uri, { as, body: { businessPurpose: 'x' } }), 400, /submitted/);
    says(await call('DELETE', added.json.uri, { as }), 400, /submitted/);
    says(await call('DELETE', sent, { as }), 400, /submitted/);
    const company = cast.asCompany();
    const onShort = `/expensereports/v4/reports/${key}`;
    const patch = { name: 'Renamed', businessPurpose: null, customData: [{ id: 'custom1', value: 'a' }] };
    assert.equal((await call('PATCH', onShort, { as: company, body: patch })).status, 204);
    const after = (await call('GET', sent, { as })).json;
    assert.deepEqual([after.name, after.customData[0].value, after.approvalStatusId], ['Renamed', 'a', 'A_PEND']);
    says(await call('PATCH', onShort, { as: company, body: { policyId: 'x' } }), 400, /policyId/);
    const expense = `${onShort}/expenses/${added.json.uri.split('/').at(-1)}`;
    says(await call('PATCH', expense, { as: company, body: { businessPurpose: 'x' } }), 400, /expenseSource/, 'field.required');
    assert.equal(
      (await call('PATCH', expense, { as: company, body: { expenseSource: 'UI', businessPurpose: 'y' } })).status,
      204,
    );
    says(await call('PATCH', `${onShort}/approve`, { as: company, body: {} }), 403, /Caller cannot modify System workflow step/);
  });

  it('exceptions that only the rules may take away, and codes that are not configured', async () => {
    const company = cast.asCompany();
    const put = (exceptionCode: string, exceptionVisibility = 'ALL') =>
      call('PUT', `${short()}/exceptions`, { as: company, body: { exceptionCode, exceptionVisibility } });
    says(await put('NOSUCH'), 400, /exceptionCode/);
    says(await put('APIWARN', 'SOME'), 400, /exceptionVisibility/);
    assert.equal((await put('APIWARN', 'PROCESSOR')).status, 200);
    const seen = async (at: string, token: string) => (await call('GET', `${at}/exceptions`, { as: token })).json;
    assert.deepEqual(await seen(uri, as), []);
    assert.equal((await seen(short(), company))[0].exceptionVisibility, 'PROCESSOR');
    const remove = () => call('DELETE', `${short()}/exceptions/APIWARN`, { as: company });
    assert.equal((await remove()).status, 204);
    says(await remove(), 400, /only if the exception was initially added by the API/);
  });

  it('comments that are not there, and lets them be pushed, rewritten and popped', async () => {
    const at = `${uri}/comments`;
    says(await call('PUT', at, { as, body: { comment: 'x' } }), 404, /comment/);
    says(await call('DELETE', at, { as }), 404, /comment/);
    for (const comment of ['one', 'two']) {
      const made = await call('POST', at, { as, body: { comment } });
      assert.equal(made.status, 201, made.text);
      assert.equal(made.json.uri, at);
      program.clock.advance(1000);
    }
    assert.equal((await call('PUT', at, { as, body: { comment: 'three' } })).json.uri, at);
    const texts = async () => (await call('GET', at, { as })).json.map((item: { comment: string }) => item.comment);
    assert.deepEqual(await texts(), ['three', 'one']);
    assert.equal((await call('DELETE', at, { as })).status, 204);
    assert.deepEqual(await texts(), ['one']);
    says(await call('POST', at, { as, body: { comment: 'x'.repeat(2001) } }), 400, /comment/);
    says(await call('POST', at, { as, body: {} }), 400, /comment/, 'field.required');
    const system = await call('POST', `${short()}/comments`, { as: cast.asCompany(), body: { comment: 'From the ERP' } });
    assert.equal(system.status, 201);
    const latest = (await call('GET', `${short()}/comments`, { as: cast.asCompany() })).json[0];
    assert.deepEqual([latest.comment, latest.author, latest.isLatest], ['From the ERP', null, true]);
  });

  it('a second report for one idempotency-id, and the deletion of what is gone', async () => {
    const post = (key: string) =>
      call('POST', reports(), {
        as,
        body: { name: 'Once', policyId: hex32(cast.policyId) },
        headers: { 'idempotency-id': key },
      });
    const first = (await post('key-1')).json.uri;
    assert.equal((await post('key-1')).json.uri, first);
    says(await post('k'.repeat(256)), 400, /idempotency-id/);
    assert.equal((await post('k'.repeat(255))).status, 201);
    const second: string = (await post('key-2')).json.uri;
    assert.notEqual(second, first);
    const added: string = (await call('POST', `${first}/expenses`, { as, body: taxi })).json.uri;
    assert.equal((await call('DELETE', added, { as })).status, 204);
    says(await call('DELETE', added, { as }), 404, /expenseId not found/);
    assert.deepEqual((await call('GET', `${first}/expenses`, { as })).json, []);
    assert.equal((await call('DELETE', first, { as })).status, 204);
    says(await call('GET', first, { as }), 404, /reportId not found/);
    const key = second.split('/').at(-1) ?? '';
    assert.equal((await call('DELETE', `/expensereports/v4/reports/${key}`, { as: cast.asCompany() })).status, 204);
    says(await call('DELETE', `/expensereports/v4/reports/${key}`, { as }), 404, /reportId not found/);
  });
});
