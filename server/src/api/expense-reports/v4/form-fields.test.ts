import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';

const hex = (id: string): string => id.replaceAll('-', '').toUpperCase();

describe('forms and their fields in v4', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let company: string;
  let projects: { listId: string; apollo: string; hermes: string; policyId: string; headerId: string };
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    company = cast.asCompany();
    projects = await program.unitOfWork.write(cast.home, async (ctx) => {
      const { lists, expense } = program.modules;
      const list = await lists.createList(ctx, { name: 'Projects', levelCount: 2 });
      const items = await lists.addItems(ctx, {
        listId: list.id,
        items: [
          { shortCode: 'APO', value: 'Apollo', items: [{ shortCode: 'P1', value: 'Design' }] },
          { shortCode: 'HER', value: 'Hermes' },
        ],
      });
      const connected = { dataType: 'ConnectedList', listId: list.id } as const;
      const project = { fieldId: 'Custom1', label: 'Project', listLevel: 1, ...connected };
      const phase = { fieldId: 'Custom2', label: 'Phase', listLevel: 2, parentFieldId: 'Custom1', ...connected };
      const header = await expense.configuration.createForm(ctx, {
        kind: 'report',
        name: 'Project Header',
        fields: [
          { fieldId: 'Name', label: 'Report Name', maxLength: 255, isRequired: true },
          { ...project, isCopyDownSource: true, isRequired: true },
          { ...phase, isCopyDownSource: true },
          { fieldId: 'Custom3', label: 'Approved Plan', access: { traveler: 'RO' } },
        ],
      });
      const entry = await expense.configuration.createForm(ctx, {
        kind: 'entry',
        name: 'Project Entry',
        fields: [
          { ...project, copyDownAction: 'ConfiguredCopyDown' },
          { ...phase, copyDownAction: 'ConfiguredCopyDown' },
          { fieldId: 'Custom5', label: 'Head Count', dataType: 'Integer', defaultValue: '1' },
          { fieldId: 'Custom6', label: 'Order', validationExpression: 'PO-\\d{4}', validationMessage: 'is no order number.' },
        ],
      });
      const meal = await expense.configuration.createForm(ctx, {
        kind: 'entry',
        name: 'Business Meal',
        fields: [{ fieldId: 'Custom7', label: 'Occasion', isRequired: true }],
      });
      const itemization = await expense.configuration.createForm(ctx, {
        kind: 'itemization',
        name: 'Project Itemization',
        fields: [{ ...project, copyDownAction: 'ParentExpense' }],
      });
      const policy = await expense.createPolicy(ctx, { name: 'Project Policy' });
      for (const formId of [header.id, entry.id, itemization.id])
        await expense.configuration.useForm(ctx, { policyId: policy.id, formId });
      await expense.configuration.useForm(ctx, { policyId: policy.id, formId: meal.id, expenseTypeId: 'BUSML' });
      const idOf = (code: string) => items.find(({ shortCode }) => shortCode === code)?.id ?? '';
      return { listId: list.id, apollo: idOf('APO'), hermes: idOf('HER'), policyId: policy.id, headerId: header.id };
    });
  });
  after(() => program.close());

  const own = (path = '') => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports${path}`;
  const short = (path: string) => `/expensereports/v4/reports/${path}`;
  const newReport = async (customData: object[] = [], policyId = projects.policyId): Promise<string> => {
    const made = await call('POST', own(), { as, body: { name: 'Trip', policyId: hex(policyId), customData } });
    assert.equal(made.status, 201, made.text);
    return made.json.uri.split('/').at(-1);
  };
  const newExpense = async (reportId: string, more: object = {}): Promise<string> => {
    const made = await call('POST', own(`/${reportId}/expenses`), { as, body: { ...taxi, ...more } });
    assert.equal(made.status, 201, made.text);
    return made.json.uri.split('/').at(-1);
  };
  const taxi = {
    expenseSource: 'OTHER',
    expenseType: { id: 'TAXIX' },
    transactionDate: '2026-02-20',
    transactionAmount: { value: 12, currencyCode: 'USD' },
  };
  const slots = async (path: string): Promise<Record<string, string>> =>
    Object.fromEntries(((await call('GET', own(path), { as })).json.customData ?? []).map(({ id, value }: Json) => [id, value]));
  const refused = async (reportId: string, customData: object[]) => {
    const reply = await call('PATCH', own(`/${reportId}`), { as, body: { customData } });
    assert.equal(reply.status, 400, reply.text);
    return reply.json.validationErrors[0].source as string;
  };

  it('are named by the reports that they hold for', async () => {
    const formsOf = async (policyId: string) => {
      const id = await newReport([], policyId);
      const report = (await call('GET', own(`/${id}`), { as })).json;
      const listed = (await call('GET', own('?page=0&size=1'), { as })).json.content[0];
      assert.deepEqual(
        [listed.reportId, listed.reportFormId, listed.allocationFormId],
        [id, report.reportFormId, report.allocationFormId],
      );
      return [report.reportFormId, report.allocationFormId];
    };
    const plain = await formsOf(cast.policyId);
    for (const id of plain) assert.match(id, /^[0-9A-F]{32}$/);
    assert.notEqual(plain[0], plain[1]);
    const [header, allocation] = await formsOf(projects.policyId);
    assert.deepEqual([header, allocation], [hex(projects.headerId), plain[1]]);
  });

  it('200 with the fields of the header, for both kinds of token', async () => {
    const id = await newReport();
    const mine = await call('GET', short(`${id}/formFields`), { as });
    assert.equal(mine.status, 200, mine.text);
    const [name, project, phase, plan] = mine.json;
    assert.deepEqual([name.fieldId, name.fieldAccess, name.isRequired, name.maximumLength], ['Name', 'RW', true, 255]);
    assert.deepEqual([project.listId, project.listLevel, project.isCopyDownSource], [hex(projects.listId), 1, true]);
    assert.deepEqual([phase.parentFieldId, plan.fieldAccess], ['Custom1', 'RO']);
    assert.deepEqual((await call('GET', short(`${id}/formFields`), { as: company })).json, mine.json);
    const other = await call('GET', short(`${id}/formFields?policyId=${hex(cast.policyId)}`), { as });
    assert.ok(other.json.some(({ fieldId }: Json) => fieldId === 'Purpose'));
  });

  it('200 with the fields of an expense, and of the type that it could have', async () => {
    const id = await newReport();
    const expense = await newExpense(id);
    const path = short(`${id}/expenses/${expense}/formFields`);
    const labels = (reply: { json: Json }) => reply.json.map(({ fieldName }: Json) => fieldName);
    assert.deepEqual(labels(await call('GET', path, { as })), ['Project', 'Phase', 'Head Count', 'Order']);
    assert.deepEqual(labels(await call('GET', `${path}?expenseTypeId=BUSML`, { as: company })), ['Occasion']);
  });

  it('400, 401, 403 and 404 where they are due', async () => {
    const id = await newReport();
    const path = short(`${id}/formFields`);
    const expense = short(`${id}/expenses/${await newExpense(id)}/formFields`);
    assert.equal((await call('GET', `${path}?policyId=x`, { as })).status, 400);
    assert.equal((await call('GET', `${path}?policyId=${'0'.repeat(32)}`, { as })).status, 400);
    assert.equal((await call('GET', `${expense}?expenseTypeId=NOPE`, { as })).status, 400);
    assert.equal((await call('GET', path)).status, 401);
    assert.equal((await call('GET', path, { as: cast.as(cast.traveler, []) })).status, 403);
    assert.equal((await call('GET', path, { as: cast.as(cast.colleague) })).status, 403);
    assert.equal((await call('GET', short(`${'0'.repeat(20)}/formFields`), { as })).status, 404);
    assert.equal((await call('GET', short(`${id}/expenses/${'0'.repeat(32)}/formFields`), { as })).status, 404);
  });

  it('takes items of lists by id and code, the lower under the upper, and nothing else', async () => {
    const id = await newReport([{ id: 'custom1', value: hex(projects.apollo) }]);
    assert.equal((await slots(`/${id}`))['custom1'], hex(projects.apollo));
    assert.equal(
      (await call('PATCH', own(`/${id}`), { as, body: { customData: [{ id: 'custom2', value: 'P1' }] } })).status,
      204,
    );
    assert.match((await slots(`/${id}`))['custom2'] ?? '', /^[0-9A-F]{32}$/);
    assert.equal(await refused(id, [{ id: 'custom1', value: 'NOPE' }]), 'custom1');
    // Another item above: the one below is no longer chosen.
    assert.equal(
      (await call('PATCH', own(`/${id}`), { as, body: { customData: [{ id: 'custom1', value: 'HER' }] } })).status,
      204,
    );
    assert.deepEqual(await slots(`/${id}`), { custom1: hex(projects.hermes) });
    assert.equal(await refused(id, [{ id: 'custom2', value: 'P1' }]), 'custom2');
  });

  it('keeps items of lists that are given back as they were read', async () => {
    const id = await newReport([{ id: 'custom1', value: hex(projects.apollo) }]);
    const held = async () => (await call('GET', own(`/${id}`), { as })).json.customData;
    const give = async (customData: readonly object[]) => {
      const reply = await call('PATCH', own(`/${id}`), { as, body: { customData } });
      assert.equal(reply.status, 204, reply.text);
    };
    const before = await held();
    assert.match(before[0].listItemUrl, /\/list\/v4\/items/);
    await give(before);
    assert.deepEqual(await held(), before);
    // What hangs on it is found below it all the same.
    await give([...before, { id: 'custom2', value: 'P1' }]);
    assert.deepEqual([(await held()).length, (await held())[0]], [2, before[0]]);
    assert.ok((await held())[1].listItemUrl);
  });

  it('hold for allocations: items of lists by id and code, types, and what only others change', async () => {
    const policyId = await program.unitOfWork.write(cast.home, async (ctx) => {
      const { expense } = program.modules;
      const form = await expense.configuration.createForm(ctx, {
        kind: 'allocation',
        name: 'Project Allocation',
        fields: [
          {
            fieldId: 'Custom1',
            label: 'Project',
            dataType: 'ConnectedList',
            listId: projects.listId,
            listLevel: 1,
            copyDownAction: 'ConfiguredCopyDown',
          },
          { fieldId: 'Custom3', label: 'Hours', dataType: 'Integer', defaultValue: '8' },
          { fieldId: 'Custom4', label: 'Checked', access: { traveler: 'RO', approver: 'RW', processor: 'RW' } },
        ],
      });
      const policy = await expense.createPolicy(ctx, { name: 'Allocated' });
      for (const formId of [form.id, projects.headerId])
        await expense.configuration.useForm(ctx, { policyId: policy.id, formId });
      return policy.id;
    });
    const id = await newReport([], policyId);
    const added = await call('POST', own(`/${id}/expenses`), { as, body: taxi });
    assert.equal(added.status, 201, added.text);
    const expense = added.json.uri.split('/').at(-1);
    const allocate = (customData: readonly object[]) =>
      call('POST', own(`/${id}/expenses/${expense}/allocations`), {
        as,
        body: { allocations: [{ percentage: 100, customData }] },
      });
    for (const wrong of [
      { id: 'custom1', value: 'NOPE' },
      { id: 'custom3', value: 'many' },
      { id: 'custom4', value: 'yes' },
    ])
      assert.equal((await allocate([wrong])).status, 400, wrong.id);
    assert.equal((await allocate([{ id: 'custom1', value: 'APO' }])).status, 201);
    const read = async () => (await call('GET', own(`/${id}/expenses/${expense}/allocations`), { as })).json[0];
    const { allocationId, customData } = await read();
    assert.deepEqual(
      customData.map((field: Json) => [field.id, field.value, field.listItemUrl !== null]),
      [
        ['custom1', hex(projects.apollo), true],
        ['custom3', '8', false],
      ],
    );
    const patch = (fields: readonly object[]) =>
      call('PATCH', own(`/${id}/allocations/${allocationId}`), {
        as,
        body: { allocation: { customData: fields }, expenseIds: [expense] },
      });
    assert.equal((await patch([{ id: 'custom1', value: 'NOPE' }])).status, 400);
    assert.equal((await patch([{ id: 'custom1', value: hex(projects.hermes) }])).status, 204);
    const [changed] = (await read()).customData;
    assert.deepEqual([changed.value, changed.listItemUrl !== null], [hex(projects.hermes), true]);
    // The header goes down to them: where they are made, and when it is asked to.
    const rename = (body: object) => call('PATCH', own(`/${id}`), { as, body });
    assert.equal((await rename({ customData: [{ id: 'custom1', value: 'APO' }] })).status, 204);
    assert.equal((await read()).customData[0].value, hex(projects.hermes));
    assert.equal((await rename({ customData: [{ id: 'custom1', value: 'APO' }], isCopyDownInherited: true })).status, 204);
    assert.equal((await read()).customData[0].value, hex(projects.apollo));
    assert.equal((await allocate([])).status, 201);
    assert.equal((await read()).customData[0].value, hex(projects.apollo));
  });

  it('lets users leave a read-only field alone, and a company write it', async () => {
    const id = await newReport();
    assert.equal(await refused(id, [{ id: 'custom3', value: 'mine' }]), 'custom3');
    const body = { customData: [{ id: 'custom3', value: 'theirs' }] };
    assert.equal((await call('PATCH', short(id), { as: company, body })).status, 204);
    // Sending back what stands is no change.
    assert.equal((await call('PATCH', own(`/${id}`), { as, body })).status, 204);
  });

  it('copies down, applies defaults, and cascades on request', async () => {
    const id = await newReport([{ id: 'custom1', value: 'APO' }]);
    const expense = await newExpense(id);
    assert.deepEqual(await slots(`/${id}/expenses/${expense}`), { custom1: hex(projects.apollo), custom5: '1' });
    const chosen = await newExpense(id, { customData: [{ id: 'custom1', value: 'HER' }] });
    assert.equal((await slots(`/${id}/expenses/${chosen}`))['custom1'], hex(projects.hermes));
    const patch = (more: object) =>
      call('PATCH', own(`/${id}`), { as, body: { customData: [{ id: 'custom1', value: 'HER' }], ...more } });
    await patch({});
    assert.equal((await slots(`/${id}/expenses/${expense}`))['custom1'], hex(projects.apollo));
    assert.equal((await patch({ isCopyDownInherited: true })).status, 204);
    assert.equal((await slots(`/${id}/expenses/${expense}`))['custom1'], hex(projects.hermes));
  });

  it('checks texts by type and expression', async () => {
    const id = await newReport([{ id: 'custom1', value: 'APO' }]);
    const post = (customData: object[]) => call('POST', own(`/${id}/expenses`), { as, body: { ...taxi, customData } });
    assert.equal((await post([{ id: 'custom5', value: 'many' }])).status, 400);
    const order = await post([{ id: 'custom6', value: 'PO-1' }]);
    assert.match(order.json.validationErrors[0].message, /is no order number/);
    assert.equal((await post([{ id: 'custom6', value: 'PO-1234' }])).status, 201);
  });

  it('expense 5: stops a submit that lacks required fields, until they are filled', async () => {
    const id = await newReport();
    await newExpense(id);
    const meal = await newExpense(id, { expenseType: { id: 'BUSML' } });
    const submit = () => call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${id}/submit`, { as, body: {} });
    const first = await submit();
    assert.equal(first.status, 400, first.text);
    assert.equal(first.json.validationErrors[0].id, 'error.submit.missing_reqd_fields');
    assert.match(first.json.errorMessage, /Custom1, Custom7/);
    assert.equal((await call('GET', own(`/${id}`), { as })).json.approvalStatusId, 'A_NOTF');
    await call('PATCH', own(`/${id}`), { as, body: { customData: [{ id: 'custom1', value: 'APO' }] } });
    await call('PATCH', own(`/${id}/expenses/${meal}`), {
      as,
      body: { expenseSource: 'OTHER', customData: [{ id: 'custom7', value: 'Launch' }] },
    });
    assert.equal((await submit()).status, 204);
    const fields = (await call('GET', short(`${id}/formFields`), { as })).json;
    assert.equal(fields[0].fieldAccess, 'RO');
  });
});
