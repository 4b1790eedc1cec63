import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { castOf, clientOf, element, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { asUser, inContext, run } from '../../../../test/harness/expense.ts';
import { pdf, PNG } from '../../../../test/harness/receipts.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32, opaqueId, parseOpaqueId, parseReportKey } from '../../../platform/ids/index.ts';
import type { User } from '../../../modules/identity/index.ts';

const PATH = '/api/v3.0/expense/receiptimages';
const SCOPES = ['IMAGE', 'EXPRPT', 'expense.report.read', 'expense.report.readwrite'];
const TIFF = Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(200)]);
/** Begins as one does, and goes on as none. */
const BROKEN_JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40)]);

describe('receipt images v3', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
  });
  after(() => program.close());

  const by = (user: User = cast.traveler, scopes: readonly string[] = SCOPES) => cast.as(user, scopes);
  const send = async (method: 'POST' | 'PUT', url: string, payload: Buffer, type = 'image/png', as = by()) => {
    const headers = { host: 'us.localhost:8080', authorization: as, accept: 'application/json', 'content-type': type };
    const reply = await program.app.inject({ method, url, payload, headers });
    return { status: reply.statusCode, text: reply.body, json: reply.body ? reply.json() : undefined };
  };
  const upload = async (payload: Buffer, type?: string, as?: string, query = ''): Promise<string> => {
    const made = await send('POST', PATH + query, payload, type, as);
    assert.equal(made.status, 200, made.text);
    assert.equal(made.json.URI, `http://us.localhost:8080${PATH}/${encodeURIComponent(made.json.ID)}`);
    return made.json.ID;
  };
  const at = (id: string, query = '') => `${PATH}/${encodeURIComponent(id)}${query}`;
  const read = (url: string, as = by()) => call('GET', url, { as });
  const fetched = async (id: string) => {
    const { json } = await read(at(id));
    const reply = await program.app.inject({ url: String(json.URI), headers: { host: 'us.localhost:8080' } });
    assert.equal(reply.statusCode, 200, reply.body);
    return { type: reply.headers['content-type'], bytes: reply.rawPayload };
  };
  const pagesOf = async (id: string) => (await PDFDocument.load((await fetched(id)).bytes)).getPageCount();
  const refused = (reply: { status: number; json: { Error: { Message: string } } }, status: number, words: RegExp) => {
    assert.equal(reply.status, status, JSON.stringify(reply.json));
    assert.match(reply.json.Error.Message, words);
  };

  it('are uploaded as the bytes they are, and read by an address that ends', async () => {
    const document = await pdf();
    for (const [bytes, type] of [
      [PNG, 'image/png'],
      [TIFF, 'image/tiff'],
      [document, 'application/pdf'],
    ] as const) {
      const id = await upload(bytes, type);
      const answer = await fetched(id);
      assert.equal(answer.type, type);
      assert.ok(answer.bytes.equals(bytes));
    }
    const xml = await call('GET', at(await upload(PNG)), { as: by(), accept: 'application/xml' });
    assert.match(element(xml.text, 'URI') ?? '', /\/content\?company=/);
    const { json } = await read(at(await upload(PNG)));
    const open = (url: string) => program.app.inject({ url, headers: { host: 'us.localhost:8080' } });
    const other = at(opaqueId('g', 'image', '0195a000-0000-7000-8000-000000000001')).slice(PATH.length);
    for (const wrong of [
      String(json.URI).replace(/signature=./, 'signature=.'),
      String(json.URI).replace(/until=\d+/, 'until=99999999999999'),
      String(json.URI).replace(/\/[^/]+\/content/, `${other}/content`),
    ])
      assert.equal((await open(wrong)).statusCode, 404, wrong);
    program.clock.advance(15 * 60 * 1000);
    assert.equal((await open(String(json.URI))).statusCode, 404);
  });

  it('are refused when they are none', async () => {
    refused(await send('POST', PATH, Buffer.alloc(0)), 400, /empty/);
    refused(await send('POST', PATH, Buffer.from('no image')), 400, /neither PNG/);
    refused(await send('POST', PATH, Buffer.from('{}'), 'application/json'), 415, /image\/\* or application\/pdf/);
    refused(await send('PUT', at(await upload(PNG)), Buffer.from('no image')), 400, /neither PNG/);
    refused(await send('PUT', at(await upload(PNG)), TIFF, 'image/tiff'), 400, /TIFF/);
    refused(await send('PUT', at(await upload(PNG)), BROKEN_JPEG, 'image/jpeg'), 400, /broken or locked/);
  });

  it('become one PDF with what is appended', async () => {
    const id = await upload(PNG);
    assert.equal((await send('PUT', at(id), await pdf(2), 'application/pdf')).status, 200);
    assert.equal(await pagesOf(id), 3);
    const both = await Promise.all([send('PUT', at(id), PNG), send('PUT', at(id), PNG)]);
    const done = both.filter(({ status }) => status === 200).length;
    for (const reply of both.filter(({ status }) => status !== 200)) refused(reply, 409, /changed meanwhile/);
    assert.ok(done > 0);
    assert.equal(await pagesOf(id), 3 + done);
    assert.equal((await fetched(id)).type, 'application/pdf');
  });

  it('are listed by pages, and are their owner’s alone', async () => {
    const mine: string[] = [];
    for (let count = 0; count < 3; count++) {
      mine.push(await upload(PNG, 'image/png', by(cast.colleague)));
      program.clock.advance(1);
    }
    const seen: string[] = [];
    for (let url: string | null = `${PATH}?limit=2`; url;) {
      const { json }: { json: { Items: { ID: string }[]; NextPage: string | null } } = await read(url, by(cast.colleague));
      seen.push(...json.Items.map(({ ID }) => ID));
      url = json.NextPage;
    }
    assert.deepEqual(seen, mine);
    const [id = ''] = mine;
    const elsewhere = await castOf(program);
    const admin = elsewhere.as(elsewhere.admin, SCOPES);
    refused(await read(at(id)), 404, /does not exist/);
    refused(await read(at(id), by(cast.admin)), 404, /does not exist/);
    refused(await send('PUT', at(id), PNG), 404, /does not exist/);
    refused(await call('DELETE', at(id), { as: by() }), 404, /does not exist/);
    refused(await read(at(id), admin), 404, /does not exist/);
    refused(await read(at(id, `?user=${cast.colleague.userName}`), admin), 400, /Invalid User/);
    refused(await read(at('gWnonsense$')), 404, /does not exist/);
    refused(await read(`${PATH}?offset=nonsense`), 400, /offset/);
  });

  it('are handled for others by administrators and the company', async () => {
    const user = `?user=${cast.colleague.userName}`;
    for (const as of [by(cast.admin), cast.asCompany(SCOPES)]) {
      const id = await upload(PNG, 'image/png', as, user);
      assert.equal((await read(at(id), by(cast.colleague))).status, 200);
      assert.equal((await read(at(id, user), as)).status, 200);
      assert.ok(((await read(PATH + user + '&limit=100', as)).json.Items as { ID: string }[]).some(({ ID }) => ID === id));
      assert.equal((await call('DELETE', at(id, user), { as })).status, 200);
      refused(await read(at(id), by(cast.colleague)), 404, /does not exist/);
    }
    refused(await send('POST', PATH + user, PNG), 403, /Web Services Administrator/);
    refused(await read(PATH + user), 403, /Web Services Administrator/);
    refused(await read(PATH, cast.asCompany(SCOPES)), 400, /company token/);
  });

  /** A dear expense on a report of the traveler, in v4 and v3. */
  const dearExpense = async () => {
    const reports = `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
    const report = await call('POST', reports, { as: by(), body: { name: 'Fair', policyId: cast.policyId } });
    const body = {
      expenseType: { id: 'LODNG' },
      transactionDate: '2026-02-20',
      transactionAmount: { value: 900, currencyCode: 'USD' },
      paymentType: { id: 'CASH' },
    };
    const made = await call('POST', `${report.json.uri}/expenses`, { as: by(), body });
    assert.equal(made.status, 201, made.text);
    const reportId = String(report.json.uri).split('/').at(-1) ?? '';
    return { reportId, report: String(report.json.uri), expense: String(made.json.uri) };
  };
  const entryOf = async (reportId: string) =>
    (await read(`/api/v3.0/expense/entries?reportID=${reportId}`)).json.Items[0] as { HasImage: boolean };
  const withImages = async (reportId: string) =>
    ((await read('/api/v3.0/expense/reports?hasImages=true&limit=100')).json.Items as { ID: string }[]).some(
      ({ ID }) => ID === reportId,
    );
  const exceptions = async (expense: string) => (await read(`${expense}/exceptions`)).json.length as number;

  it('are attached to an entry, which needs no receipt any more', async () => {
    for (const [bytes, type] of [
      [PNG, 'image/png'],
      [await pdf(), 'application/pdf'],
    ] as const) {
      const { reportId, report, expense } = await dearExpense();
      assert.deepEqual(
        [(await entryOf(reportId)).HasImage, await withImages(reportId), await exceptions(expense)],
        [false, false, 1],
      );
      const id = await upload(bytes, type);
      const changed = await call('PATCH', expense, { as: by(), body: { receiptImageId: id } });
      assert.equal(changed.status, 204, changed.text);
      const uuid = parseOpaqueId('g', 'image', id) ?? '';
      assert.equal((await read(expense)).json.receiptImageId, hex32(uuid));
      assert.deepEqual(
        [(await entryOf(reportId)).HasImage, await withImages(reportId), await exceptions(expense)],
        [true, true, 0],
      );
      assert.equal((await read(report)).json.isReceiptImageAvailable, true);
      refused(await call('DELETE', at(id), { as: by() }), 400, /attached/);
      assert.equal((await fetched(id)).type, type);
      assert.equal((await send('PUT', at(id), PNG)).status, 200);
      assert.equal((await read(expense)).json.receiptImageId, hex32(uuid));
      assert.equal((await call('PATCH', expense, { as: by(), body: { receiptImageId: null } })).status, 204);
      assert.deepEqual([(await entryOf(reportId)).HasImage, await exceptions(expense)], [false, 1]);
      assert.equal((await call('DELETE', at(id), { as: by() })).status, 200);
      const gone = await call('PATCH', expense, { as: by(), body: { receiptImageId: id } });
      assert.equal(gone.status, 400, gone.text);
    }
  });

  it('stand on a report as a whole', async () => {
    const { reportId, report } = await dearExpense();
    const id = await upload(await pdf(2), 'application/pdf');
    const on = { access: inContext('TRAVELER', cast.traveler), reportId: parseReportKey(reportId) ?? '' };
    const attach = (receiptImageId: string | null) =>
      run(program, asUser(cast.traveler), (expense, ctx) => expense.updateReport(ctx, { ...on, changes: { receiptImageId } }));
    await attach(parseOpaqueId('g', 'image', id) ?? '');
    assert.deepEqual([await withImages(reportId), (await entryOf(reportId)).HasImage], [true, false]);
    assert.equal((await read(report)).json.imageStatus, 'RECEIVED');
    refused(await call('DELETE', at(id), { as: by() }), 400, /attached/);
    await assert.rejects(attach(parseOpaqueId('g', 'image', await upload(PNG, 'image/png', by(cast.colleague))) ?? ''));
    await attach(null);
    assert.equal(await withImages(reportId), false);
    assert.equal((await call('DELETE', at(id), { as: by() })).status, 200);
  });
});
