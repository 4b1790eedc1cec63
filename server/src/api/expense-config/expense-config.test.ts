import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client } from '../../../test/harness/reports.ts';
import { foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { opaqueId } from '../../platform/ids/index.ts';

const SCOPES = [
  ...['policies', 'expensetypes', 'paymenttypes', 'attendeetypes', 'groups'].map(
    (what) => `expense.config.${what}.restricted.read`,
  ),
  'CONFIG',
  'EXPRPT',
];
const hex = (id: string): string => id.replaceAll('-', '').toUpperCase();

describe('expense configuration', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let own: string;
  let company: string;
  let sales: { policyId: string; nodeId: string; formId: string; workflowId: string };
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    own = cast.as(cast.traveler, SCOPES);
    company = cast.asCompany(SCOPES);
    sales = await program.unitOfWork.write(cast.home, async (ctx) => {
      const { lists, identity, expense, workflow } = program.modules;
      const list = await lists.createList(ctx, { name: 'Organization', levelCount: 2 });
      const [node] = await lists.addItems(ctx, {
        listId: list.id,
        items: [{ shortCode: 'SALES', value: 'Sales', items: [{ shortCode: 'EAST', value: 'East' }] }],
      });
      await identity.setGroupHierarchy(ctx, { area: 'Expense', listId: list.id });
      const slot = (level: number) => ({
        slot: `orgUnit${level}`,
        label: `Level ${level}`,
        controlType: 'edit',
        dataType: 'ConnectedList',
        required: false,
        access: 'RW' as const,
        sequence: level,
        listId: list.id,
        hierLevel: level,
        ...(level > 1 ? { parentSlot: 'orgUnit1' } : {}),
      });
      await identity.setFormFields(ctx, [slot(1), slot(2)]);
      await identity.changeSpending(ctx, {
        userId: cast.colleague.id,
        spend: { customData: { orgUnit1: { value: 'SALES' }, orgUnit2: { value: 'EAST' } } },
      });
      const policy = await expense.createPolicy(ctx, {
        name: 'Sales Policy',
        expenseTypeIds: ['TAXIX', 'LUNCH'],
        isOffered: false,
      });
      const card = (await expense.listPaymentTypes(ctx)).find(({ code }) => code === 'CBCP')?.id ?? '';
      const spouse = (await program.modules.attendees.listTypes(ctx)).find(({ code }) => code === 'SPOUSE')?.id ?? '';
      const form = await expense.configuration.createForm(ctx, { kind: 'attendee-list', name: 'Attendee List' });
      const definition = await workflow.createDefinition(ctx, {
        name: 'Advances',
        steps: [{ role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null }],
      });
      await expense.configuration.defineGroup(ctx, {
        code: 'SALES',
        allowUserDigitalTaxInvoice: true,
        attendeeListFormId: form.id,
        cashAdvance: {
          workflowId: definition.id,
          name: 'Advances',
          allowUserCarryBalance: true,
          allowUserLinkMultiple: false,
          allowUserUpdateExchangeRate: true,
        },
        policies: [{ policyId: policy.id, isDefault: true }],
        paymentTypes: [{ paymentTypeId: card, isDefault: true }],
        attendeeTypeIds: [spouse],
      });
      return { policyId: policy.id, nodeId: node?.id ?? '', formId: form.id, workflowId: definition.id };
    });
  });
  after(() => program.close());

  const users = (id: string) => `/expenseconfig/v4/users/${id}`;
  const groups = () => `/expenseconfig/v4/companies/${cast.home.companyId}/groupconfigs`;

  it('200 with the policies of a user, by groups', async () => {
    const mine = await call('GET', `${users(cast.traveler.id)}/policies`, { as: own });
    assert.equal(mine.status, 200, mine.text);
    assert.deepEqual(mine.json, [
      { policyId: hex(cast.policyId), policyName: 'Expense Policy', isDefault: true, isInheritable: true },
    ]);
    const theirs = await call('GET', `${users(cast.colleague.id)}/policies`, { as: company });
    assert.deepEqual(
      theirs.json.map(({ policyName, isDefault }: Record<string, unknown>) => [policyName, isDefault]),
      [
        ['Sales Policy', true],
        ['Expense Policy', false],
      ],
    );
  });

  it("names a report's group as the configuration of groups does", async () => {
    const shown = async (user: Cast['traveler']) => {
      const as = cast.as(user);
      const made = await call('POST', '/api/v3.0/expense/reports', { as, body: { Name: 'Fair' } });
      assert.equal(made.status, 200, made.text);
      const uri = `/expensereports/v4/users/${user.id}/context/TRAVELER/reports`;
      const one = (await call('GET', `${uri}/${made.json.ID}`, { as })).json.hierarchyNodeId;
      assert.equal((await call('GET', uri, { as })).json.content[0].hierarchyNodeId, one);
      assert.equal((await call('GET', `${groups()}/${one}`, { as: company })).status, 200);
      return one;
    };
    assert.equal(await shown(cast.colleague), hex(sales.nodeId));
    assert.notEqual(await shown(cast.traveler), hex(sales.nodeId));
    const V3 = '/api/v3.0/expense';
    const ownersIn = async (id: string) => {
      const address = `${V3}/reports?user=ALL&expenseGroupConfigID=${encodeURIComponent(id)}`;
      const reply = await call('GET', address, { as: company });
      assert.equal(reply.status, 200, reply.text);
      return reply.json.Items.map(({ OwnerLoginID }: Record<string, unknown>) => OwnerLoginID);
    };
    const configured = (await call('GET', `${V3}/expensegroupconfigurations?user=ALL`, { as: company })).json.Items;
    const idOf = (name: string) => configured.find(({ Name }: Record<string, unknown>) => Name === name).ID;
    assert.deepEqual(await ownersIn(idOf('Sales')), [cast.colleague.userName]);
    assert.deepEqual(await ownersIn(idOf('Global')), [cast.traveler.userName]);
    assert.deepEqual(await ownersIn(opaqueId('g', 'expense-group', cast.policyId)), []);
    assert.equal((await call('GET', `${V3}/reports?user=ALL&expenseGroupConfigID=x`, { as: company })).status, 400);
  });

  it('200 with the expense types of a policy under their categories', async () => {
    const reply = await call('GET', `${users(cast.colleague.id)}/policies/${hex(sales.policyId)}/expensetypes`, { as: company });
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(
      reply.json.map(({ expenseTypeId, isCategory, parentName }: Record<string, unknown>) => [
        expenseTypeId,
        isCategory,
        parentName,
      ]),
      [
        ['TRANS', true, undefined],
        ['MLENT', true, undefined],
        ['LUNCH', false, '03. Meals and Entertainment'],
        ['TAXIX', false, '02. Transportation'],
      ],
    );
    assert.deepEqual(reply.json[3], {
      expenseTypeId: 'TAXIX',
      expenseTypeName: 'Taxi',
      spendCategoryCode: 'GRTRN',
      spendCategoryName: 'Ground Transportation',
      isCategory: false,
      parentExpenseTypeId: 'TRANS',
      parentName: '02. Transportation',
    });
    // Dashed, as other pages print policies; nobody chooses an undefined type.
    const all = await call('GET', `${users(cast.traveler.id)}/policies/${cast.policyId}/expensetypes`, { as: own });
    assert.ok(!all.json.some(({ expenseTypeId }: Record<string, unknown>) => expenseTypeId === 'UNDEF'));
  });

  it('200 with payment types and the group', async () => {
    const cash = await call('GET', `${users(cast.traveler.id)}/paymenttypes`, { as: own });
    assert.deepEqual(cash.json[0], { paymentTypeId: 'CASH', paymentTypeName: 'Cash', isDefault: true });
    const group = await call('GET', `${users(cast.colleague.id)}/groupconfigs`, { as: company });
    assert.equal(group.status, 200, group.text);
    const { policies, paymentTypes, attendeeTypes, ...settings } = group.json;
    assert.deepEqual(settings, {
      hierarchyNodeId: hex(sales.nodeId),
      groupName: 'Sales',
      allowUserDigitalTaxInvoice: true,
      allowUserRegisterYodlee: false,
      attendeeListFormId: hex(sales.formId),
      attendeeListFormName: 'Attendee List',
      cashAdvance: {
        allowUserCarryBalance: true,
        allowUserLinkMultiple: false,
        allowUserUpdateExchangeRate: true,
        name: 'Advances',
        workflowId: hex(sales.workflowId),
      },
    });
    assert.equal(policies.length, 2);
    assert.deepEqual(paymentTypes, [{ paymentTypeId: 'CBCP', paymentTypeName: 'Company Card', isDefault: true }]);
    assert.deepEqual(attendeeTypes, [{ attendeeTypeCode: 'SPOUSE', attendeeTypeName: 'Spouse/Partner' }]);
  });

  it('200 with the attendee types of a group, or where it has none those that can be chosen', async () => {
    const path = `${users(cast.colleague.id)}/attendeetypes`;
    const spouse = { attendeeTypeCode: 'SPOUSE', attendeeTypeName: 'Spouse/Partner' };
    const theirs = await call('GET', path, { as: company });
    assert.deepEqual([theirs.status, theirs.json], [200, [spouse]]);
    const mine = (await call('GET', `${users(cast.traveler.id)}/attendeetypes`, { as: own })).json;
    const codes = mine.map(({ attendeeTypeCode }: Record<string, unknown>) => attendeeTypeCode);
    assert.ok(codes.includes('BUSGUEST') && codes.includes('SPOUSE'), codes.join());
    for (const system of ['NOSHOWS', 'SYSEMP', 'UNDEF']) assert.ok(!codes.includes(system), system);
    assert.equal((await call('GET', path, { as: own })).status, 403);
    assert.equal((await call('GET', path, { as: cast.asCompany(['CONFIG']) })).status, 403);
    assert.equal((await call('GET', path)).status, 401);
    assert.equal((await call('GET', `${users('nobody')}/attendeetypes`, { as: company })).status, 400);
    assert.equal((await call('GET', `${users(cast.home.companyId)}/attendeetypes`, { as: company })).status, 404);
    // Of a type that the company does not have, a group knows nothing.
    const unknown = { code: 'SALES', attendeeTypeIds: [cast.policyId] };
    await assert.rejects(
      program.unitOfWork.write(cast.home, (ctx) => program.modules.expense.configuration.defineGroup(ctx, unknown)),
      /attendeeType .* is not known/,
    );
  });

  it('200 with the groups of a company, and one by its node', async () => {
    const all = await call('GET', groups(), { as: company });
    assert.deepEqual(
      all.json.map(({ groupName }: Record<string, unknown>) => groupName),
      ['Global', 'Sales'],
    );
    const bare = await call('GET', `${groups()}/${hex(sales.nodeId)}`, { as: company });
    assert.deepEqual([bare.json.groupName, bare.json.policies], ['Sales', undefined]);
    const whole = await call('GET', `${groups()}/${hex(sales.nodeId)}?applicableConfigs=attendeeTypes,paymentTypes,policies`, {
      as: company,
    });
    assert.deepEqual([whole.json.policies.length, whole.json.paymentTypes.length, whole.json.attendeeTypes.length], [2, 1, 1]);
    assert.equal((await call('GET', groups().replace('companies', 'company'), { as: company })).status, 200);
  });

  it('200 for the calls that no page names', async () => {
    const inContext = `${users(cast.traveler.id)}/context/TRAVELER`;
    for (const path of ['/policies', '/expensetypes', '/paymenttypes', '/attendeetypes', '/groupconfigs'])
      assert.equal((await call('GET', inContext + path, { as: own })).status, 200, path);
    assert.equal((await call('GET', '/expenseconfig/v4/paymenttypes', { as: own })).json.length, 5);
    const types = await call('GET', '/expenseconfig/v4/expensetypes', { as: company });
    assert.ok(types.json.length > 20);
    assert.equal((await call('GET', '/expenseconfig/v4/expensetypes', { as: own })).json.length, types.json.length);
  });

  it('400 where an id, a context or a configuration is none', async () => {
    for (const path of [
      `${users('nobody')}/policies`,
      `${users(cast.traveler.id)}/policies/nothing/expensetypes`,
      `${users(cast.traveler.id)}/context/BOSS/policies`,
      `${groups()}/nothing`,
      `${groups()}/${hex(sales.nodeId)}?applicableConfigs=colours`,
    ])
      assert.equal((await call('GET', path, { as: company })).status, 400, path);
  });

  it('401 without a token, 403 without the scope, the right or the context', async () => {
    const path = `${users(cast.colleague.id)}/policies`;
    assert.equal((await call('GET', path)).status, 401);
    assert.equal((await call('GET', path, { as: cast.asCompany(['CONFIG']) })).status, 403);
    assert.equal((await call('GET', path, { as: own })).status, 403);
    assert.equal((await call('GET', `${users(cast.colleague.id)}/context/PROXY/policies`, { as: own })).status, 403);
    assert.equal((await call('GET', groups(), { as: own })).status, 403);
    assert.equal((await call('GET', path, { as: cast.as(cast.admin, SCOPES) })).status, 200);
  });

  it("404 for another company, a stranger, a node and a policy that the user's group has not", async () => {
    const other = await foundCompany(program);
    const nowhere = 'F'.repeat(32);
    for (const path of [
      `/expenseconfig/v4/companies/${other.companyId}/groupconfigs`,
      `${users(other.companyId ?? '')}/policies`,
      `${groups()}/${nowhere}`,
      `${users(cast.traveler.id)}/policies/${hex(sales.policyId)}/expensetypes`,
    ]) {
      const reply = await call('GET', path, { as: company });
      assert.equal(reply.status, 404, path);
      assert.match(reply.json.errorMessage, /not found/);
    }
  });

  it('gives a new report the policy of its owner’s group, and no other', async () => {
    const as = cast.as(cast.colleague, SCOPES);
    const { ID } = (await call('POST', '/api/v3.0/expense/reports', { as, body: { Name: 'East' } })).json;
    const { PolicyID } = (await call('GET', `/api/v3.0/expense/reports/${ID}`, { as })).json;
    const v3 = await call('GET', '/api/v3.0/expense/expensegroupconfigurations', { as });
    assert.equal(v3.json.Items[0].Policies.find(({ ID: id }: { ID: string }) => id === PolicyID).Name, 'Sales Policy');
    const writing = cast.as(cast.traveler);
    const path = `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
    const refused = await call('POST', path, { as: writing, body: { name: 'x', policyId: hex(sales.policyId) } });
    assert.equal(refused.status, 400, refused.text);
  });

  describe('in v3', () => {
    const list = '/api/v3.0/expense/expensegroupconfigurations';
    it("200 with the caller's group, another's and all, in pages", async () => {
      const mine = await call('GET', list, { as: own });
      assert.equal(mine.status, 200, mine.text);
      const [group] = mine.json.Items;
      assert.deepEqual([group.Name, group.CashAdvance, mine.json.NextPage], ['Global', null, null]);
      assert.ok(
        group.Policies[0].ExpenseTypes.some(
          ({ Code, ExpenseCode }: Record<string, string>) => Code === 'LODNG' && ExpenseCode === 'LODGING',
        ),
      );
      const theirs = await call('GET', `${list}?user=${cast.colleague.userName}`, { as: cast.as(cast.admin, SCOPES) });
      assert.equal(theirs.json.Items[0].Name, 'Sales');
      const first = await call('GET', `${list}?user=ALL&limit=1`, { as: company });
      assert.equal(first.json.Items[0].Name, 'Global');
      const second = await call('GET', first.json.NextPage, { as: company });
      assert.deepEqual([second.json.Items[0].Name, second.json.NextPage], ['Sales', null]);
      const one = await call('GET', second.json.Items[0].URI, { as: company });
      assert.deepEqual(one.json, second.json.Items[0]);
      const xml = await call('GET', second.json.Items[0].URI, { as: company, accept: 'application/xml' });
      assert.equal(element(xml.text, 'AttendeeListFormName'), 'Attendee List');
      assert.match(xml.text, /<AttendeeTypes><AttendeeType><Code>SPOUSE<\/Code><Name>Spouse\/Partner<\/Name>/);
      assert.match(xml.text, /<Policies><Policy><ID>gW[^<]+<\/ID>/);
    });

    it('400 for a wrong user or limit, 401, 403, 404', async () => {
      const message = async (path: string, as: string) => {
        const reply = await call('GET', path, { as });
        return `${reply.status} ${reply.json.Error.Message}`;
      };
      assert.match(await message(`${list}?user=nobody@nowhere.example`, company), /^400 .*Invalid User/);
      assert.match(await message(`${list}?limit=11`, own), /^400 /);
      assert.match(await message(list, company), /^400 .*user/);
      assert.match(await message(`${list}?user=ALL`, own), /^403 .*Administrator/);
      assert.match(await message(`${list}?user=${cast.colleague.userName}`, own), /^403 /);
      assert.match(await message(list, cast.as(cast.traveler, [])), /^403 .*CONFIG/);
      assert.match(await message(`${list}/gWnothing$`, company), /^404 /);
      assert.equal((await call('GET', list)).status, 401);
    });
  });
});
