import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { hex32, parseOpaqueId } from '../../platform/ids/index.ts';

/** The leaves of a JSON document: path and text, null as null. */
function leavesOf(value: Json, path = ''): [string, string | null][] {
  if (value === null) return [[path, null]];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}/${index}`));
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${path}/${name}`));
  return [[path, String(value)]];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '?');

/** The same of an XML document without attributes but xsi:nil; the children of `Items` count from 0. */
function leavesOfXml(xml: string): [string, string | null][] {
  const leaves: [string, string | null][] = [];
  const open: { path: string; children: number; text: string }[] = [];
  for (const [, closing, name = '', attributes = '', empty, text = ''] of xml.matchAll(
    /<(\/?)([A-Za-z]\w*)([^>]*?)(\/?)>([^<]*)/g,
  )) {
    if (!closing) {
      const parent = open.at(-1);
      const step = parent?.path.endsWith('/Items') ? String(parent.children) : name;
      if (parent) parent.children += 1;
      const path = parent ? `${parent.path}/${step}` : '';
      if (empty) leaves.push([path, attributes.includes('nil="true"') ? null : '']);
      else open.push({ path, children: 0, text });
      continue;
    }
    const closed = open.pop();
    if (closed?.children === 0) leaves.push([closed.path, unescaped(closed.text)]);
  }
  return leaves;
}

/** Moments end in zeros that are not written, and documents may order members differently. */
const sorted = (leaves: [string, string | null][]) => leaves.toSorted(([a], [b]) => a.localeCompare(b));

describe('one report in the generations that are current', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let key: string;
  let v4Url: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    const body = {
      Name: 'Nantes & <back>',
      Purpose: 'Fair',
      Custom20: 'twenty',
      OrgUnit1: 'unit',
    };
    key = (await call('POST', '/api/v3.0/expense/reports', { as, body })).json.ID;
    v4Url = `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports/${key}`;
    const add = async (change: object): Promise<string> => {
      const made = await call('POST', `${v4Url}/expenses`, {
        as,
        body: {
          expenseType: { id: 'LODNG' },
          transactionDate: '2026-02-20',
          transactionAmount: { value: 100.1, currencyCode: 'EUR' },
          ...change,
        },
      });
      assert.equal(made.status, 201, made.text);
      return made.json.uri;
    };
    const hotel = await add({
      vendor: { id: '0195a0000000700080000000000000a1', description: "L'Hôtel" },
      location: { id: '0195a0000000700080000000000000a2', name: 'Nantes', countryCode: 'FR', countrySubDivisionCode: 'FR-44' },
      businessPurpose: 'Two & a half nights',
      comment: 'With breakfast',
      customData: [{ id: 'custom40', value: 'forty' }],
      isExpenseBillable: true,
      receiptType: { id: 'T' },
      smartExpense: { trip: { tripId: 7, segmentId: 8, segmentTypeId: 'HOTEL' }, creditCardTransactionId: 'C1' },
      mileage: { vehicleId: 'V', totalDistance: 12, personalDistance: 2 },
      travel: { startLocation: 'A', endLocation: 'B' },
    });
    const plain = await add({ expenseType: { id: 'TAXIX' }, paymentType: { id: 'CBCP' }, isPersonalExpense: true });
    assert.equal((await call('GET', plain, { as })).json.claimedAmount.value, 0);
    const entries = (await call('GET', `/api/v3.0/expense/entries?reportID=${key}`, { as })).json.Items;
    const parent = entries.find((entry: Json) => entry.ExpenseTypeCode === 'LODNG');
    for (const part of [
      { ExpenseTypeCode: 'ROOMR', TransactionAmount: 90.05 },
      { ExpenseTypeCode: 'MISCL', TransactionAmount: 10.05, IsPersonal: true, Description: 'Films', Custom1: 'one' },
    ]) {
      const made = await call('POST', '/api/v3.0/expense/itemizations', {
        as,
        body: { EntryID: parent.ID, TransactionDate: '2026-02-21', ...part },
      });
      assert.equal(made.status, 200, made.text);
    }
    const allocations = [{ percentage: 33.33333333, customData: [{ id: 'custom7', value: 'seven' }] }, { percentage: 50 }];
    assert.equal((await call('POST', `${hotel}/allocations`, { as, body: { allocations } })).status, 201);
    const sent = await call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${key}/submit`, { as });
    assert.equal(sent.status, 204, sent.text);
  });
  after(() => program.close());

  const get = async (url: string, accept = 'application/json') => {
    const reply = await call('GET', url, { as, accept });
    assert.equal(reply.status, 200, reply.text);
    return reply;
  };
  const v3 = async (path: string): Promise<Json> => (await get(`/api/v3.0/expense/${path}`)).json;
  const v4 = async (path: string): Promise<Json> => (await get(`${v4Url}${path}`)).json;
  const hexOf = (kind: 'entry' | 'itemization' | 'allocation' | 'list-item' | 'location', id: string | null) =>
    id && hex32(parseOpaqueId('g', kind, id) ?? '');

  it('expense 30: says in XML what it says in JSON, member by member', async () => {
    for (const path of [
      `reports/${key}`,
      `reports?user=${cast.traveler.userName}`.replace(/\?.*/, ''),
      `entries?reportID=${key}`,
      `itemizations?reportID=${key}`,
      `allocations?reportID=${key}`,
    ]) {
      const [json, xml] = [await v3(path), await get(`/api/v3.0/expense/${path}`, 'application/xml')];
      const leaves = sorted(leavesOf(json));
      assert.ok(leaves.length > 20, path);
      assert.deepEqual(sorted(leavesOfXml(xml.text)), leaves, path);
    }
  });

  it('expense 1: shows the report alike in v3 and v4, total by total', async () => {
    const [three, four] = [await v3(`reports/${key}`), await v4('')];
    assert.deepEqual(
      {
        id: three.ID,
        name: three.Name,
        currency: three.CurrencyCode,
        total: three.Total,
        personal: three.PersonalAmount,
        claimed: three.TotalClaimedAmount,
        approved: three.TotalApprovedAmount,
        dueEmployee: three.AmountDueEmployee,
        dueCard: three.AmountDueCompanyCard,
        approval: [three.ApprovalStatusCode, three.ApprovalStatusName],
        payment: [three.PaymentStatusCode, three.PaymentStatusName],
        country: three.Country,
        date: three.UserDefinedDate.slice(0, 10),
        created: Date.parse(`${three.CreateDate}Z`),
        submitted: Date.parse(`${three.SubmitDate}Z`),
        custom: [three.Custom20.Value, three.OrgUnit1.Value],
        sentBack: three.EverSentBack,
      },
      {
        id: four.reportId,
        name: four.name,
        currency: four.currencyCode,
        total: four.reportTotal.value,
        personal: four.personalAmount.value,
        claimed: four.claimedAmount.value,
        approved: four.approvedAmount.value,
        dueEmployee: four.amountDueEmployee.value,
        dueCard: four.amountDueCompanyCard.value,
        approval: [four.approvalStatusId, four.approvalStatus],
        payment: [four.paymentStatusId, four.paymentStatus],
        country: four.countryCode,
        date: four.reportDate,
        created: Date.parse(four.creationDate),
        submitted: Date.parse(four.submitDate),
        custom: ['custom20', 'orgUnit1'].map((id) => four.customData.find((field: Json) => field.id === id).value),
        sentBack: four.isReportEverSentBack,
      },
    );
    // 100.10 EUR twice at 1.25; the films of the hotel and the whole taxi are personal, the taxi with the company's card.
    assert.deepEqual(
      [four.reportTotal, four.personalAmount, four.amountDueEmployee, four.amountDueCompany].map(({ value }: Json) => value),
      [250.26, 137.69, 112.57, 125.13],
    );
  });

  const ofThree = (entry: Json, kind: 'entry' | 'itemization') => ({
    id: hexOf(kind, entry.ID),
    type: [entry.ExpenseTypeCode, entry.ExpenseTypeName],
    date: entry.TransactionDate.slice(0, 10),
    amount: entry.TransactionAmount,
    posted: entry.PostedAmount,
    approved: entry.ApprovedAmount,
    purpose: entry.Description,
    place: [hexOf('location', entry.LocationID), entry.LocationName, entry.LocationSubdivision, entry.LocationCountry],
    isPersonal: entry.IsPersonal,
    isBillable: entry.IsBillable,
    isImageRequired: entry.IsImageRequired,
    hasExceptions: entry.HasExceptions,
    allocation: { N: 'NOT_ALLOCATED', P: 'PARTIALLY_ALLOCATED', F: 'FULLY_ALLOCATED' }[entry.AllocationType as 'N'],
    custom: ['Custom1', 'Custom40'].map((name) => entry[name]?.Value),
    modified: Date.parse(`${entry.LastModified}Z`),
  });
  const ofFour = (expense: Json) => ({
    id: expense.expenseId,
    type: [expense.expenseType.id, expense.expenseType.name],
    date: expense.transactionDate,
    amount: expense.transactionAmount.value,
    posted: expense.postedAmount.value,
    approved: expense.approvedAmount.value,
    purpose: expense.businessPurpose,
    place: [
      expense.location?.id ?? null,
      expense.location?.name ?? null,
      expense.location?.countrySubDivisionCode ?? null,
      expense.location?.countryCode ?? null,
    ],
    isPersonal: expense.isPersonalExpense,
    isBillable: expense.isExpenseBillable,
    isImageRequired: expense.isImageRequired,
    hasExceptions: expense.hasExceptions,
    allocation: expense.allocationState,
    custom: ['custom1', 'custom40'].map((id) => expense.customData.find((field: Json) => field.id === id)?.value),
    modified: Date.parse(expense.lastModifiedDate),
  });

  it('expense 2: opens in v4 the entries and itemizations of v3, and shows them alike', async () => {
    const { Items: entries } = await v3(`entries?reportID=${key}`);
    const { Items: parts } = await v3(`itemizations?reportID=${key}`);
    assert.deepEqual([entries.length, parts.length], [2, 2]);
    for (const entry of entries) {
      const expense = await v4(`/expenses/${entry.ExpenseID}`);
      assert.deepEqual(ofThree(entry, 'entry'), ofFour(expense));
      assert.deepEqual(
        [entry.TransactionCurrencyCode, entry.ExchangeRate, entry.TaxReceiptType, entry.VendorDescription, entry.PaymentTypeName],
        [
          expense.transactionAmount.currencyCode,
          expense.exchangeRate.value,
          expense.receiptType.id,
          expense.vendor?.description ?? null,
          expense.paymentType.name,
        ],
      );
      const ids = expense.expenseSourceIdentifiers;
      assert.deepEqual(
        [entry.TripID, entry.CompanyCardTransactionID, hexOf('list-item', entry.VendorListItemID)],
        [ids?.tripId?.toString() ?? null, ids?.creditCardTransactionId ?? null, expense.vendor?.id ?? null],
      );
      assert.deepEqual(
        [entry.Journey?.BusinessDistance, entry.Journey?.StartLocation],
        expense.mileage
          ? [expense.mileage.totalDistance - expense.mileage.personalDistance, expense.travel.startLocation]
          : [undefined, undefined],
      );
      assert.equal(entry.HasItemizations, (await v4(`/expenses/${entry.ExpenseID}/itemizations`)).length > 0);
      const url = (id: string) => `${v4Url}/expenses/${encodeURIComponent(id)}`;
      assert.equal((await call('GET', url(entry.ID), { as })).status, 400);
      assert.equal((await call('GET', `/api/v3.0/expense/entries/${entry.ExpenseID}`, { as })).status, 404);
    }
    for (const part of parts) {
      const expense = await v4(`/expenses/${hexOf('itemization', part.ID)}`);
      assert.deepEqual(ofThree(part, 'itemization'), ofFour(expense));
      assert.equal(hexOf('entry', part.EntryID), expense.parentExpenseId);
    }
  });

  it('expense 30: shows the allocations of v3 in v4', async () => {
    const { Items: three } = await v3(`allocations?reportID=${key}`);
    const expenses = await v4('/expenses');
    const lists = await Promise.all(expenses.map((expense: Json) => v4(`/expenses/${expense.expenseId}/allocations`)));
    const four = lists.flat();
    // Three shares of each of the two itemizations, one of them hidden, and the hidden one of the taxi.
    assert.deepEqual([three.length, four.length], [7, 7]);
    for (const allocation of three) {
      const same = four.find((one: Json) => one.allocationId === hexOf('allocation', allocation.ID));
      assert.deepEqual(
        [
          Number(allocation.Percentage),
          allocation.IsPercentEdited,
          allocation.IsHidden,
          allocation.AccountCode1,
          allocation.AccountCode2,
        ],
        [same.percentage, same.isPercentEdited, same.isSystemAllocation, same.accountCode, same.overLimitAccountCode],
      );
      assert.equal(hexOf('itemization', allocation.EntryID) || hexOf('entry', allocation.EntryID), same.expenseId);
      assert.equal(allocation.Custom7?.Value, same.customData.find((field: Json) => field.id === 'custom7')?.value);
    }
  });
});
