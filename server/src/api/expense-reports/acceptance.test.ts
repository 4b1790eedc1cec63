import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json, type Reply } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { hex32, newId, opaqueId, parseReportKey } from '../../platform/ids/index.ts';

const V3 = '/api/v3.0/expense';

/** What a stateful implementation must get right, by the numbers of the list; other numbers stand where their subject is tested. */
describe('expense reports', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let asCompany: string;
  let cash: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    asCompany = cast.asCompany();
    const types = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    cash = opaqueId('g', 'payment-type', types.find(({ code }) => code === 'CASH')?.id ?? '');
  });
  after(() => program.close());

  const reports = (context = 'TRAVELER', user: { id: string } = cast.traveler) =>
    `/expensereports/v4/users/${user.id}/context/${context}/reports`;
  const short = (id: string) => `/expensereports/v4/reports/${id}`;
  function says(reply: Reply, status: number, words?: RegExp): Json {
    assert.equal(reply.status, status, reply.text);
    if (words) assert.match(reply.text, words);
    return reply.json;
  }
  const idOf = (uri: string): string => uri.split('/').at(-1) ?? '';
  const newReport = async (more: object = {}): Promise<{ uri: string; id: string }> => {
    const { uri } = says(
      await call('POST', reports(), { as, body: { name: 'Report', policyId: hex32(cast.policyId), ...more } }),
      201,
    );
    return { uri, id: idOf(uri) };
  };
  const taxi = (value: number, more: object = {}) => ({
    expenseType: { id: 'TAXIX' },
    transactionDate: '2026-03-01',
    transactionAmount: { value, currencyCode: 'USD' },
    ...more,
  });
  const addTo = async (uri: string, body: object = taxi(20)): Promise<string> =>
    says(await call('POST', `${uri}/expenses`, { as, body }), 201).uri;
  const read = async (url: string, token = as): Promise<Json> => says(await call('GET', url, { as: token }), 200);
  const submit = (id: string) => call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${id}/submit`, { as });
  const approve = async (id: string): Promise<void> => {
    for (const user of [cast.manager, cast.processor])
      says(await call('PATCH', `${reports('MANAGER', user)}/${id}/approve`, { as: cast.as(user), body: {} }), 204);
  };
  /** Its payment has been confirmed by a financial system. */
  const pay = (id: string) =>
    program.unitOfWork.write({ actor: companyActor(), correlationId: 'test' }, async (ctx) => {
      const on = { access: { kind: 'any' }, reportId: parseReportKey(id) ?? '' } as const;
      await program.modules.expense.markProcessing(ctx, on);
      await program.modules.expense.markPaid(ctx, on);
    });
  const base = () => ({ companyId: cast.home.companyId, appId: newId(program.clock), scopes: new Set<string>() });
  const companyActor = () => ({ ...base(), kind: 'company' as const });

  it('expense 3: v3 puts no entry on a report that was ever submitted, recalled or not', async () => {
    const { ID } = says(await call('POST', `${V3}/reports`, { as, body: { Name: 'Once submitted' } }), 200);
    const entry = {
      ReportID: ID,
      ExpenseTypeCode: 'TAXIX',
      TransactionDate: '2026-03-01',
      TransactionAmount: 12,
      TransactionCurrencyCode: 'USD',
      PaymentTypeID: cash,
    };
    const post = () => call('POST', `${V3}/entries`, { as, body: entry });
    says(await post(), 200);
    says(await submit(ID), 204);
    says(await post(), 400);
    says(await call('PATCH', `${reports()}/${ID}/recall`, { as, body: {} }), 204);
    says(await post(), 400, /entered a workflow/);
    assert.equal((await read(`${V3}/entries?reportID=${ID}`)).Items.length, 1);
    // v4 has no such rule: an unsubmitted report takes expenses.
    await addTo(`${reports()}/${ID}`);
  });

  it('expense 4: totals follow what is personal, who paid and what the approver cut', async () => {
    const { uri, id } = await newReport();
    await addTo(uri, taxi(100));
    const personal = await addTo(uri, taxi(30, { isPersonalExpense: true }));
    await addTo(uri, taxi(50, { paymentType: { id: 'CPAI' } }));
    await addTo(uri, taxi(40, { paymentType: { id: 'CBCP' } }));
    const totals = async () => {
      const report = await read(uri);
      const names = ['reportTotal', 'claimedAmount', 'personalAmount', 'approvedAmount', 'amountDueEmployee'] as const;
      return [...names, 'amountDueCompanyCard', 'amountCompanyPaid', 'amountNotApproved'].map((name) => report[name].value);
    };
    assert.deepEqual(await totals(), [220, 190, 30, 190, 100, 40, 50, 0]);
    says(await call('PATCH', personal, { as, body: { isPersonalExpense: false } }), 204);
    assert.deepEqual(await totals(), [220, 220, 0, 220, 130, 40, 50, 0]);
    says(await submit(id), 204);
    const manager = { ...base(), kind: 'user', userId: cast.manager.id } as const;
    await program.unitOfWork.write({ actor: manager, correlationId: 'test' }, async (ctx) => {
      const { expense } = program.modules;
      const access = { kind: 'user', context: 'MANAGER', userId: cast.manager.id } as const;
      const on = { access, reportId: parseReportKey(id) ?? '' };
      const [first] = await expense.listEntries(ctx, { ...on, access: { kind: 'any' } });
      assert.ok(first);
      const approvedAmount = first.claimed.amount.minus(10);
      await expense.approveReport(ctx, { ...on, adjustments: [{ entryId: first.id, approvedAmount }] });
    });
    const [total, claimed, , approved, , , , notApproved] = await totals();
    assert.deepEqual([total, claimed, approved, notApproved], [220, 220, 210, 10]);
  });

  it('expense 9: a wrong context, a foreign user and the wrong token get 400, 401 and 403, and not 404', async () => {
    const { uri, id } = await newReport();
    const expense = await addTo(uri);
    const theirs = cast.as(cast.colleague);
    const wrong: readonly (readonly [number, Promise<Reply>])[] = [
      [400, call('GET', `${reports('BOSS')}/${id}`, { as })],
      [403, call('GET', `${reports('MANAGER')}/${id}/expenses`, { as })],
      [403, call('PATCH', `${reports('MANAGER')}/${id}`, { as, body: { name: 'x' } })],
      [403, call('PATCH', `${uri}/approve`, { as, body: {} })],
      [403, call('GET', `${reports('TRAVELER', cast.colleague)}/${id}`, { as })],
      [403, call('GET', `${reports('TRAVELER', cast.colleague)}/${id}`, { as: theirs })],
      [403, call('GET', uri, { as: theirs })],
      [403, call('GET', expense, { as: theirs })],
      [403, call('POST', reports('TRAVELER', cast.colleague), { as, body: { name: 'x', policyId: hex32(cast.policyId) } })],
      [
        403,
        call(
          'GET',
          `/expensereports/v4/users/${cast.manager.id}/context/MANAGER/reportsToApprove?includeDelegateApprovals=true`,
          { as },
        ),
      ],
      [401, call('PATCH', short(id), { as, body: { name: 'x' } })],
      [401, call('PATCH', `${short(id)}/expenses/${idOf(expense)}`, { as, body: { expenseSource: 'UI' } })],
      [401, call('GET', `${short(id)}/comments`, { as })],
      [401, call('GET', `${short(id)}/expenses/${idOf(expense)}/taxes`, { as: cast.as(cast.traveler, ['expense.report.read']) })],
      [401, call('PATCH', `${short(id)}/approve`, { as, body: {} })],
      [401, call('POST', `${uri}/comments`, { as: asCompany, body: { comment: 'x' } })],
    ];
    for (const [index, [status, reply]] of wrong.entries()) {
      const answer = await reply;
      assert.equal(answer.status, status, `${index}: ${answer.text}`);
    }
    assert.equal((await read(uri)).name, 'Report');
  });

  it('expense 10: a header’s patch leaves what is absent, clears what is null, merges slots by id and stores nothing read-only', async () => {
    const { uri, id } = await newReport({
      businessPurpose: 'Fair',
      startDate: '2026-02-01',
      customData: [
        { id: 'custom1', value: 'one' },
        { id: 'custom2', value: 'two' },
      ],
    });
    const before = await read(uri);
    const patch = (body: object) => call('PATCH', uri, { as, body });
    says(
      await patch({
        customData: [
          { id: 'custom2', value: 'zwei' },
          { id: 'custom3', value: 'drei' },
        ],
      }),
      204,
    );
    const slots = async () => (await read(uri)).customData.map(({ id: slot, value }: Json) => [slot, value]);
    assert.deepEqual(await slots(), [
      ['custom1', 'one'],
      ['custom2', 'zwei'],
      ['custom3', 'drei'],
    ]);
    says(await patch({ businessPurpose: null, customData: [{ id: 'custom1', value: null }] }), 204);
    const cleared = await read(uri);
    assert.deepEqual([cleared.businessPurpose, cleared.startDate, cleared.name], [null, before.startDate, 'Report']);
    assert.equal((await slots()).length, 2);
    for (const readOnly of [
      { approvalStatusId: 'A_APPR' },
      { reportTotal: { value: 1, currencyCode: 'USD' } },
      { reportId: 'x' },
    ]) {
      const reply = await patch(readOnly);
      assert.ok([204, 400].includes(reply.status), reply.text);
    }
    const after_ = await read(uri);
    assert.deepEqual([after_.approvalStatusId, after_.reportTotal, after_.reportId], ['A_NOTF', before.reportTotal, id]);
  });

  it('expense 11: the short path changes its few fields before and after the submission, and nothing of a paid report', async () => {
    const { uri, id } = await newReport();
    const expense = idOf(await addTo(uri));
    const header = (body: object) => call('PATCH', short(id), { as: asCompany, body });
    const line = (body: object) =>
      call('PATCH', `${short(id)}/expenses/${expense}`, { as: asCompany, body: { expenseSource: 'OTHER', ...body } });
    for (const other of [
      { policyId: hex32(cast.policyId) },
      { startDate: '2026-02-01' },
      { countryCode: 'US' },
      { reportDate: '2026-02-01' },
      { redirectFund: { amount: { value: 1, currencyCode: 'USD' } } },
    ])
      says(await header(other), 400);
    for (const other of [
      { transactionAmount: { value: 1, currencyCode: 'USD' } },
      { transactionDate: '2026-02-02' },
      { vendor: null },
    ])
      says(await line(other), 400);
    says(await header({ businessPurpose: 'x'.repeat(65) }), 400);
    const fields = (text: string) => ({ businessPurpose: text, customData: [{ id: 'custom4', value: text }] });
    const changes = async (text: string): Promise<void> => {
      says(await header({ name: text, comment: text, isPaperReceiptsReceived: true, ...fields(text) }), 204);
      says(await line({ isPaperReceiptReceived: true, ...fields(text) }), 204);
      const [report, shown] = [await read(uri), await read(`${uri}/expenses/${expense}`)];
      assert.deepEqual([report.name, report.businessPurpose, report.customData[0].value], [text, text, text]);
      assert.deepEqual([shown.businessPurpose, shown.customData[0].value, shown.isPaperReceiptReceived], [text, text, true]);
    };
    await changes('before');
    says(await submit(id), 204);
    await changes('after');
    await approve(id);
    await changes('approved');
    await pay(id);
    assert.equal((await read(uri)).paymentStatusId, 'P_PAID');
    for (const refused of [await header({ name: 'paid' }), await line(fields('paid'))]) says(refused, 400, /paid/);
    assert.equal((await read(uri)).name, 'approved');
  });

  it('expense 13: one idempotency-id makes one report, also of calls that come at once', async () => {
    const create = (key: string) =>
      call('POST', reports(), { as, headers: { 'idempotency-id': key }, body: { name: 'Once', policyId: hex32(cast.policyId) } });
    const replies = await Promise.all([1, 2, 3, 4].map(() => create('at once')));
    const made = replies.filter(({ status }) => status === 201);
    // The embedded engine has one connection, so they follow each other; on a server who comes meanwhile is told 409 (races).
    assert.ok(made.length > 0 && replies.every(({ status }) => status === 201 || status === 409));
    const uris = new Set([...made.map(({ json }) => json.uri), says(await create('at once'), 201).uri]);
    assert.equal(uris.size, 1);
    assert.notEqual(says(await create('another'), 201).uri, [...uris][0]);
    // A key is its caller's own.
    const theirs = await call('POST', reports('TRAVELER', cast.colleague), {
      as: cast.as(cast.colleague),
      headers: { 'idempotency-id': 'at once' },
      body: { name: 'Once', policyId: hex32(cast.policyId) },
    });
    assert.ok(!uris.has(says(theirs, 201).uri));
  });

  for (const place of ['report', 'expense'] as const)
    it(`expense 14: of the comments of a ${place} the newest alone is rewritten and taken away, and the one before is then the latest`, async () => {
      const { uri, id } = await newReport();
      const expense = await addTo(uri);
      const at = `${place === 'report' ? uri : expense}/comments`;
      const system = `${short(id)}${place === 'report' ? '' : `/expenses/${idOf(expense)}`}/comments`;
      const latest = async () => (await read(at)).map(({ comment, isLatest }: Json) => [comment, isLatest]);
      for (const [path, token] of [
        [at, as],
        [system, asCompany],
      ] as const) {
        says(await call('PUT', path, { as: token, body: { comment: 'x' } }), 404);
        says(await call('DELETE', path, { as: token }), 404);
        for (const comment of ['one', 'two', 'three']) {
          says(await call('POST', path, { as: token, body: { comment } }), 201);
          program.clock.advance(1000);
        }
        assert.deepEqual(await latest(), [
          ['three', true],
          ['two', false],
          ['one', false],
        ]);
        says(await call('PUT', path, { as: token, body: { comment: 'drei' } }), 200);
        assert.deepEqual(await latest(), [
          ['drei', true],
          ['two', false],
          ['one', false],
        ]);
        says(await call('DELETE', path, { as: token }), 204);
        assert.deepEqual(await latest(), [
          ['two', true],
          ['one', false],
        ]);
        for (let left = 2; left > 0; left--) says(await call('DELETE', path, { as: token }), 204);
        says(await call('DELETE', path, { as: token }), 404);
        assert.deepEqual(await latest(), []);
      }
    });

  it('expense 15: what an API added it takes away; what a rule raised goes with its cause, and stops a submit until then', async () => {
    await program.unitOfWork.write(cast.home, async (ctx) => {
      const { expense } = program.modules;
      const exception = { code: 'OWNPURP', message: 'Say why.', severity: 'ERROR', visibility: 'ALL', isBlocking: true } as const;
      await expense.defineExceptions(ctx, [exception]);
      const condition = {
        all: [
          { field: 'report.name', operator: 'equals', value: 'Needs a purpose' },
          { field: 'report.businessPurpose', operator: 'isEmpty' },
        ],
      } as const;
      const rule = { name: 'Purpose', event: 'entry-saved', scope: 'report', condition, exceptionCode: 'OWNPURP' } as const;
      await expense.configuration.defineRule(ctx, rule);
    });
    const { uri, id } = await newReport({ name: 'Needs a purpose' });
    await addTo(uri);
    const remove = (code: string) => call('DELETE', `${short(id)}/exceptions/${code}`, { as: asCompany });
    const codes = async () => (await read(`${uri}/exceptions`)).map(({ exceptionCode }: Json) => exceptionCode);
    const blocked = async () => says(await submit(id), 400, /error\.submit\.rptXctMaxThreshold/);
    assert.deepEqual(await codes(), ['OWNPURP']);
    says(await remove('OWNPURP'), 400, /only if the exception was initially added by the API/);
    await blocked();
    const body = { exceptionCode: 'APIBLOCK', exceptionVisibility: 'ALL' };
    says(await call('PUT', `${short(id)}/exceptions`, { as: asCompany, body }), 200);
    says(await call('PATCH', uri, { as, body: { businessPurpose: 'Fair' } }), 204);
    assert.deepEqual(await codes(), ['APIBLOCK']);
    await blocked();
    assert.equal((await read(uri)).approvalStatusId, 'A_NOTF');
    says(await remove('APIBLOCK'), 204);
    says(await submit(id), 204);
  });

  it('expense 25: pages keep their filters and lose or double nothing, and ALL needs an administrator', async () => {
    const made: string[] = [];
    for (let index = 0; index < 7; index++) {
      program.clock.advance(1000);
      const { uri, id } = await newReport({ name: `Page ${index}` });
      await addTo(uri, taxi(index + 1, index % 2 ? { paymentType: { id: 'CBCP' } } : {}));
      if (index < 6) says(await submit(id), 204);
      made.push(id);
    }
    const walk = async (first: string, token: string): Promise<string[]> => {
      const found: string[] = [];
      for (let next: string | null = first; next;) {
        const page: Json = await read(next, token);
        found.push(...page.Items.map(({ ID, ReportID }: Json) => ReportID ?? ID));
        if (page.NextPage) {
          const [asked, offered] = [new URL(first, 'http://x'), new URL(page.NextPage)];
          for (const [name, value] of asked.searchParams) assert.equal(offered.searchParams.get(name), value, name);
        }
        next = page.NextPage;
      }
      return found;
    };
    const wanted = made.slice(0, 6).toReversed();
    const own = await walk(`${V3}/reports?limit=2&approvalStatusCode=A_PEND&currencyCode=USD`, as);
    assert.deepEqual(
      own.filter((id) => made.includes(id)),
      wanted,
    );
    assert.equal(new Set(own).size, own.length);
    const all = await walk(`${V3}/reports?user=ALL&limit=2&approvalStatusCode=A_PEND`, cast.as(cast.admin));
    assert.deepEqual(
      all.filter((id) => made.includes(id)),
      wanted,
    );
    const card = await walk(`${V3}/entries?limit=1&expenseTypeCode=TAXIX&reportID=${made[1]}`, as);
    assert.deepEqual(card, [made[1]]);
    const login = cast.traveler.userName;
    const everyEntry = await walk(`${V3}/entries?user=${login}&limit=3&expenseTypeCode=TAXIX`, cast.as(cast.admin));
    assert.deepEqual(
      everyEntry.filter((id) => made.includes(id)),
      made.toReversed(),
    );
    for (const family of ['reports', 'entries', 'itemizations', 'allocations', 'entryattendeeassociations']) {
      says(await call('GET', `${V3}/${family}?user=ALL`, { as }), 403);
      says(await call('GET', `${V3}/${family}?user=ALL`, { as: cast.as(cast.admin) }), 200);
      says(await call('GET', `${V3}/${family}?user=ALL`, { as: asCompany }), 200);
    }
    says(await call('GET', `${V3}/reports/${made[0]}?user=ALL`, { as: cast.as(cast.admin) }), 400);
  });
});
