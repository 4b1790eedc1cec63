import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { multipart, pdf, PNG, sendParts, type Part } from '../../../../test/harness/receipts.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { parseHex32 } from '../../../platform/ids/index.ts';

const SCOPE = ['quickexpense.writeonly', 'receipts.writeonly'];
const LUNCH = {
  comment: 'Offsite team lunch.',
  expenseTypeId: 'BUSML',
  entryDetails: 'test-entry',
  location: { city: 'Bellevue', countryCode: 'US', countrySubDivisionCode: 'US-WA', id: '', name: 'Bellevue' },
  paymentTypeId: 'CASHX',
  transactionAmount: { currencyCode: 'USD', value: 88.05 },
  transactionDate: '2026-02-04',
  vendor: 'Diner',
};

describe('quick expenses through v4', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'perdiem-quick-'));
    program = await testProgram({ config: { dataDir } });
    cast = await castOf(program);
    call = clientOf(program);
  });
  after(async () => {
    await program.close();
    await rm(dataDir, { recursive: true });
  });

  const path = (userId: string, context = 'TRAVELER', tail = '') =>
    `/quickexpense/v4/users/${userId}/context/${context}/quickexpenses${tail}`;
  const create = (body: unknown, as = cast.as(cast.traveler, SCOPE), url = path(cast.traveler.id)) =>
    call('POST', url, { as, body });
  const withImage = (
    parts: readonly Part[],
    as = cast.as(cast.traveler, SCOPE),
    url = path(cast.traveler.id, 'TRAVELER', '/image'),
  ) => sendParts(program, url, as, parts);
  const image = (content: Uint8Array, fileName = 'receipt.png'): Part => ({
    name: 'fileContent',
    content,
    fileName,
    type: 'image/png',
  });
  const request = (body: object = LUNCH): Part => ({ name: 'quickExpenseRequest', content: JSON.stringify(body) });
  const inbox = () =>
    program.unitOfWork.read(cast.home, (ctx) =>
      program.modules.quickExpenses.listQuickExpenses(ctx, { ownerId: cast.traveler.id }),
    );
  const stored = async () => {
    const all = await readdir(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true });
    return all.filter((entry) => entry.isFile()).length;
  };

  it('201: adds one for a user, by the user or a company token', async () => {
    for (const as of [cast.as(cast.traveler, SCOPE), cast.asCompany(SCOPE)]) {
      const made = await create(LUNCH, as, path(cast.traveler.id.toUpperCase()));
      assert.equal(made.status, 201, made.text);
      const [, id = ''] =
        /^http:\/\/us\.localhost:8080(?:.*)\/quickexpenses\/([0-9A-F]{32})$/.exec(made.json.quickExpenseIdUri) ?? [];
      const item = (await inbox()).find((one) => one.id === parseHex32(id));
      assert.ok(item);
      assert.deepEqual(
        [item.expenseTypeId, item.transactionAmount.toString(), item.transactionCurrency, item.vendorName, item.paymentType],
        ['BUSML', '88.05', 'USD', 'Diner', 'CASHX'],
      );
      assert.deepEqual(item.location, { city: 'Bellevue', countryCode: 'US', countrySubDivisionCode: 'US-WA', name: 'Bellevue' });
    }
  });

  it('201: reads NULL as the undefined type', async () => {
    const { expenseTypeId: _, ...rest } = LUNCH;
    const made = await create({ ...rest, expenseTypeId: 'NULL', vendor: null });
    assert.equal(made.status, 201, made.text);
    const id = parseHex32(made.json.quickExpenseIdUri.split('/').at(-1) ?? '');
    assert.equal((await inbox()).find((one) => one.id === id)?.expenseTypeId, 'UNDEF');
  });

  it('400: refuses what is missing, unknown or not true of the world', async () => {
    const without = (field: keyof typeof LUNCH) => Object.fromEntries(Object.entries(LUNCH).filter(([name]) => name !== field));
    for (const body of [
      without('transactionAmount'),
      without('transactionDate'),
      without('expenseTypeId'),
      { ...LUNCH, transactionDate: '2026-02-30' },
      { ...LUNCH, transactionAmount: { currencyCode: 'XXQ', value: 1 } },
      { ...LUNCH, transactionAmount: { currencyCode: 'USD', value: 1e20 } },
      { ...LUNCH, expenseTypeId: 'NOPE' },
      { ...LUNCH, paymentTypeId: 'GOLD' },
      { ...LUNCH, location: { countryCode: 'QQ' } },
      { ...LUNCH, location: { countrySubDivisionCode: 'US-WASH' } },
      { ...LUNCH, vendor: 'x'.repeat(65) },
      { ...LUNCH, surprise: 1 },
    ]) {
      const reply = await create(body);
      assert.equal(reply.status, 400, `${JSON.stringify(body)} ${reply.text}`);
      assert.ok(reply.json.validationErrors[0].source, reply.text);
    }
    assert.equal((await create(LUNCH, undefined, path(cast.traveler.id, 'MANAGER'))).status, 400);
    assert.equal((await create(LUNCH, undefined, path('nobody'))).status, 400);
  });

  it('201: a delegate who may prepare adds one for the owner', async () => {
    const delegate = cast.as(cast.manager, SCOPE);
    assert.equal((await create(LUNCH, delegate)).status, 403);
    await program.unitOfWork.write(cast.home, (ctx) =>
      program.modules.identity.setDelegates(ctx, {
        userId: cast.traveler.id,
        delegates: [{ delegateId: cast.manager.id, product: 'EXP', permissions: ['canPrepare'] }],
      }),
    );
    assert.equal((await create(LUNCH, delegate)).status, 201);
  });

  it('401, 403: is for the user, a delegate or the company, with the scope', async () => {
    assert.equal((await call('POST', path(cast.traveler.id), { body: LUNCH })).status, 401);
    assert.equal((await create(LUNCH, cast.as(cast.colleague, SCOPE))).status, 403);
    assert.equal((await create(LUNCH, cast.as(cast.traveler, []))).status, 403);
    const elsewhere = await castOf(program);
    assert.equal((await create(LUNCH, elsewhere.asCompany(SCOPE))).status, 403);
  });

  it('201: keeps the image of the receipt, whatever its name says', async () => {
    for (const content of [PNG, await pdf()]) {
      const reply = await withImage([image(content, 'scan.txt'), request()]);
      assert.equal(reply.statusCode, 201, reply.body);
      const id = parseHex32(reply.json().quickExpenseIdUri.split('/').at(-1) ?? '');
      const receiptId = (await inbox()).find((one) => one.id === id)?.receiptId;
      assert.ok(receiptId);
      const kept = await program.modules.receipts.content({ companyId: cast.home.companyId, contentId: receiptId });
      assert.ok(Buffer.from(kept).equals(content));
    }
    const json = { ...request(), type: 'application/json' };
    assert.equal((await withImage([json, image(PNG), { name: 'stray', content: 'x' }])).statusCode, 201);
  });

  it('400: refuses files of other kinds, and requests that are none, and keeps nothing of them', async () => {
    const before = await stored();
    const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');
    for (const parts of [
      [image(gif), request()],
      [image(Buffer.from('no image')), request()],
      [image(Buffer.alloc(0)), request()],
      [request()],
      [image(PNG)],
      [image(PNG), image(PNG), request()],
      [image(PNG), { name: 'quickExpenseRequest', content: '{' }],
      [image(PNG), { ...request(), content: '{', type: 'application/json' }],
      [image(PNG), request({ ...LUNCH, transactionDate: 'today' })],
      [image(PNG), request({ ...LUNCH, expenseTypeId: 'NOPE' })],
    ]) {
      const reply = await withImage(parts);
      assert.equal(reply.statusCode, 400, reply.body);
      assert.equal(reply.json().httpStatus, '400 Bad Request');
    }
    assert.equal((await withImage([image(PNG), request()], cast.as(cast.colleague, SCOPE))).statusCode, 403);
    assert.equal(await stored(), before);
  });

  it('413, 415: refuses a file beyond the limit and another media type', async () => {
    const large = Buffer.alloc(50 * 1024 * 1024 + 1);
    PNG.copy(large);
    assert.equal((await withImage([image(large), request()])).statusCode, 413);
    assert.equal((await create(LUNCH, undefined, path(cast.traveler.id, 'TRAVELER', '/image'))).status, 415);
    assert.equal((await withImage([image(PNG), request()], undefined, path(cast.traveler.id))).statusCode, 415);
    const { payload } = multipart([image(PNG), request()]);
    const headers = {
      authorization: cast.as(cast.traveler, SCOPE),
      'content-type': 'multipart/form-data; boundary=a-boundary-of-tests',
    };
    const cut = payload.subarray(0, payload.length - 40);
    const url = path(cast.traveler.id, 'TRAVELER', '/image');
    assert.equal((await program.app.inject({ method: 'POST', url, payload: cut, headers })).statusCode, 400);
    const bare = { ...headers, 'content-type': 'multipart/form-data' };
    assert.equal((await program.app.inject({ method: 'POST', url, payload, headers: bare })).statusCode, 400);
  });

  it('429: counts 120 calls of both operations in five minutes, for each user alone', async () => {
    const of = (user: { id: string }) => (call: number) =>
      call % 2 === 0
        ? create({}, cast.asCompany(SCOPE), path(user.id))
        : withImage([], cast.asCompany(SCOPE), path(user.id, 'TRAVELER', '/image'));
    const next = of(cast.admin);
    for (let call = 0; call < 120; call++) {
      const reply = await next(call);
      assert.equal('status' in reply ? reply.status : reply.statusCode, 400);
    }
    const reply = await create({}, cast.asCompany(SCOPE), path(cast.admin.id));
    assert.equal(reply.status, 429);
    assert.equal(reply.json.httpStatus, '429 Too Many Requests');
    assert.ok(Number(reply.headers['retry-after']) >= 1);
    assert.equal((await create({}, cast.asCompany(SCOPE), path(cast.processor.id))).status, 400);
  });
});
