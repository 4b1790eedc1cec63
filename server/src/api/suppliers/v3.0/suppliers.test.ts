import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { registerApp, SYSTEM } from '../../../../test/harness/apps.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { clientOf, type Client, type Json } from '../../../../test/harness/reports.ts';

const SUPPLIERS = '/api/v3.0/common/suppliers';

describe('the directory of suppliers', () => {
  let program: TestProgram;
  let call: Client;
  let as: string;
  let id: string;
  before(async () => {
    program = await testProgram();
    call = clientOf(program);
    as = program.actingAs({ kind: 'app', appId: 'any', scopes: new Set(['SUPSVC']) });
    const enter = async (businessName: string, more: object): Promise<string> => {
      const app = await registerApp(program, { name: businessName });
      const entry = { businessName, ...more };
      await program.unitOfWork.write(SYSTEM, (ctx) =>
        program.modules.connectionRequests.enterSupplier(ctx, { id: app.id, entry }),
      );
      return app.id;
    };
    id = await enter('Skylark Airways', {
      city: 'Dublin',
      countryCode: 'IE',
      mccCode: '3058',
      merchantType: 'VI',
      creditCardVendorId: '900',
      webUrl: 'https://skylark.example',
    });
    await enter('Harbour House', { city: 'Dublin', countryCode: 'IE' });
  });
  after(() => program.close());

  const names = async (query: string): Promise<string[]> => {
    const reply = await call('GET', `${SUPPLIERS}?${query}`, { as });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.json.NextPage, null);
    return reply.json.Items.map(({ BusinessName }: Json) => BusinessName);
  };

  it('is searched by each criterion, and by relevance', async () => {
    assert.deepEqual(await names(''), ['Harbour House', 'Skylark Airways']);
    assert.deepEqual(await names('name=sky'), ['Skylark Airways']);
    assert.deepEqual(await names('merchantType=VI&merchantID=900'), ['Skylark Airways']);
    for (const query of ['address', 'address2', 'state', 'zip', 'phone', 'taxId', 'iataCode'])
      assert.deepEqual(await names(`${query}=none`), [], query);
    assert.deepEqual(await names('city=dublin&mcCode=3058'), ['Skylark Airways']);
    assert.deepEqual(await names('city=dublin&mcCode=3058&relevance=50'), ['Skylark Airways', 'Harbour House']);
    for (const query of ['relevance=101', 'relevance=x', 'colour=blue', 'name='])
      assert.equal((await call('GET', `${SUPPLIERS}?${query}`, { as })).status, 400, query);
  });

  it('shows little in a list and all of one', async () => {
    const [item] = (await call('GET', `${SUPPLIERS}?name=sky`, { as })).json.Items;
    assert.deepEqual(item, {
      ID: id,
      URI: `http://us.localhost:8080${SUPPLIERS}/${id}`,
      BusinessName: 'Skylark Airways',
      City: 'Dublin',
      CountryCode: 'IE',
      PostalCode: null,
      State: null,
      StreetAddress: null,
      StreetAddress2: null,
    });
    const { json } = await call('GET', `${SUPPLIERS}/${id}`, { as });
    assert.equal(Object.keys(json).length, 32);
    assert.deepEqual(
      [json.MccCode, json.CreditCardVendorId, json.WebUrl, json.TollFree],
      ['3058', '900', 'https://skylark.example', null],
    );
    for (const unknown of [(await registerApp(program)).id, 'nonsense'])
      assert.equal((await call('GET', `${SUPPLIERS}/${unknown}`, { as })).status, 404);
  });

  it('identity 25: is XML where the caller has no wish', async () => {
    const reply = await call('GET', SUPPLIERS, { as, accept: '' });
    assert.equal(reply.headers['content-type'], 'application/xml');
    assert.match(reply.text, /<Suppliers [^>]*><Items><Supplier><ID>/);
  });

  it('is closed to a token without the scope', async () => {
    const other = program.actingAs({ kind: 'app', appId: 'any', scopes: new Set(['CONREQ']) });
    assert.equal((await call('GET', SUPPLIERS, { as: other })).status, 403);
  });
});
