import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client, type Json } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { hex32, opaqueId, parseReportKey } from '../../platform/ids/index.ts';

/** What a report says in one generation, in words that all of them can be brought to. */
interface Said {
  readonly key: string;
  readonly name: string;
  readonly currency: string;
  readonly total: number;
  readonly claimed: number;
  readonly approved: number;
  readonly personal: number;
  readonly dueEmployee: number;
  readonly approval: string;
  readonly payment: string;
  readonly approvalName: string;
  readonly date: string;
  readonly created: string;
  readonly submitted: string | null;
  readonly everSentBack: boolean;
  readonly hasException: boolean;
}

interface SaidEntry {
  readonly type: string;
  readonly paid: string;
  readonly date: string;
  readonly amount: number;
  readonly posted: number;
  readonly rate: number;
  readonly vendor: string;
  readonly purpose: string;
  readonly isPersonal: boolean;
}

describe('one report in every generation', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let key: string;
  let expenseId: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    const as = cast.as(cast.traveler);
    const made = await call('POST', v4(''), { as, body: { name: 'Rome & <back>', policyId: hex32(cast.policyId) } });
    key = made.json.uri.split('/').at(-1);
    const body = {
      expenseType: { id: 'DINNR' },
      transactionDate: '2026-02-28',
      transactionAmount: { value: 41.6, currencyCode: 'EUR' },
      vendor: { description: "Mario's" },
      businessPurpose: 'Client',
      comment: 'Two of us',
    };
    const entry = await call('POST', `${v4(key)}/expenses`, { as, body });
    expenseId = entry.json.uri.split('/').at(-1);
    const own = { ...body, transactionAmount: { value: 8, currencyCode: 'USD' }, isPersonalExpense: true };
    assert.equal((await call('POST', `${v4(key)}/expenses`, { as, body: own })).status, 201);
    program.clock.freeze(new Date('2026-03-02T10:11:12.000Z'));
    const sent = `/expensereports/v4/users/${cast.traveler.id}/reports/${key}/submit`;
    assert.equal((await call('PATCH', sent, { as })).status, 204);
  });
  after(() => program.close());

  const v4 = (report: string) => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports${report && `/${report}`}`;
  const get = async (url: string, accept: string) => {
    const reply = await call('GET', url, { as: cast.as(cast.traveler), accept });
    assert.equal(reply.status, 200, reply.text);
    return reply;
  };

  const inV4 = (report: Json, exceptions: Json): Said => ({
    key: report.reportId,
    name: report.name,
    currency: report.currencyCode,
    total: report.reportTotal.value,
    claimed: report.claimedAmount.value,
    approved: report.approvedAmount.value,
    personal: report.personalAmount.value,
    dueEmployee: report.amountDueEmployee.value,
    approval: report.approvalStatusId,
    payment: report.paymentStatusId,
    approvalName: report.approvalStatus,
    date: report.reportDate,
    created: report.creationDate.slice(0, 19),
    submitted: report.submitDate?.slice(0, 19) ?? null,
    everSentBack: report.isReportEverSentBack,
    hasException: exceptions.length > 0,
  });
  const inV3 = (field: (name: string) => unknown): Said => ({
    key: String(field('ID')),
    name: String(field('Name')),
    currency: String(field('CurrencyCode')),
    total: Number(field('Total')),
    claimed: Number(field('TotalClaimedAmount')),
    approved: Number(field('TotalApprovedAmount')),
    personal: Number(field('PersonalAmount')),
    dueEmployee: Number(field('AmountDueEmployee')),
    approval: String(field('ApprovalStatusCode')),
    payment: String(field('PaymentStatusCode')),
    approvalName: String(field('ApprovalStatusName')),
    date: String(field('UserDefinedDate')).slice(0, 10),
    created: String(field('CreateDate')).slice(0, 19),
    submitted: field('SubmitDate') ? String(field('SubmitDate')).slice(0, 19) : null,
    everSentBack: String(field('EverSentBack')) === 'true',
    hasException: String(field('HasException')) === 'true',
  });
  const text = (xml: string) => (name: string) =>
    element(xml, name)?.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  const inXml = (field: (name: string) => string | undefined, names: Record<string, string>): Said => ({
    key: String(field(names['key'] ?? '')),
    name: String(field('ReportName')),
    currency: String(field(names['currency'] ?? '')),
    total: Number(field('ReportTotal')),
    claimed: Number(field('TotalClaimedAmount')),
    approved: Number(field('TotalApprovedAmount')),
    personal: Number(field('PersonalExpenses')),
    dueEmployee: Number(field('AmountDueEmployee')),
    approval: String(field(names['approval'] ?? '')),
    payment: String(field(names['payment'] ?? '')),
    approvalName: String(field(names['approvalName'] ?? '')),
    date: String(field('ReportDate')).slice(0, 10),
    created: String(field('CreationDate')),
    submitted: field('SubmitDate') === '0001-01-01T00:00:00' ? null : String(field('SubmitDate')),
    everSentBack: field('EverSentBack') === 'Y',
    hasException: field('HasException') === 'Y',
  });
  const v1Names = { key: 'ReportId', currency: 'CrnCode', approval: 'ApsKey', payment: 'PayKey', approvalName: 'ApvStatusName' };
  const v2Names = {
    key: 'ReportID',
    currency: 'CurrencyCode',
    approval: 'ApprovalStatusCode',
    payment: 'PaymentStatusCode',
    approvalName: 'ApprovalStatusName',
  };

  it('expense 1: says the same header in v4 JSON, v3 JSON and XML, v2 and v1.1', async () => {
    const opaque = encodeURIComponent(opaqueId('n', 'report', parseReportKey(key) ?? ''));
    const exceptions = await get(`${v4(key)}/exceptions`, 'application/json');
    const expected = inV4((await get(v4(key), 'application/json')).json, exceptions.json);
    assert.deepEqual(
      { ...expected },
      {
        key,
        name: 'Rome & <back>',
        currency: 'USD',
        total: 60,
        claimed: 52,
        approved: 52,
        personal: 8,
        dueEmployee: 52,
        approval: 'A_PEND',
        payment: 'P_NOTP',
        approvalName: 'Submitted & Pending Approval',
        date: '2026-03-02',
        created: '2026-03-02T09:00:00',
        submitted: '2026-03-02T10:11:12',
        everSentBack: false,
        // The dinner is dear enough to need a receipt.
        hasException: true,
      },
    );
    const v3 = (await get(`/api/v3.0/expense/reports/${key}`, 'application/json')).json;
    assert.deepEqual(
      inV3((name) => v3[name]),
      expected,
    );
    const v3xml = await get(`/api/v3.0/expense/reports/${key}`, 'application/xml');
    assert.match(v3xml.text, /<Report xmlns:xsi="[^"]*"><ID>[0-9A-F]{20}<\/ID><URI>/);
    assert.match(v3xml.text, /<PaidDate xsi:nil="true"\/>/);
    assert.deepEqual(inV3(text(v3xml.text)), expected);
    const v2 = await get(`/api/expense/expensereport/v2.0/report/${opaque}`, 'application/xml');
    assert.match(
      v2.text,
      /<ReportDetails xmlns="http:\/\/www.concursolutions.com\/api\/expense\/expensereport\/2012\/07" xmlns:i="/,
    );
    assert.match(v2.text, /<PaidDate i:nil="true"\/>/);
    assert.deepEqual(inXml(text(v2.text), v2Names), expected);
    const v1 = await get(`/api/expense/expensereport/v1.1/reportfulldetails/${opaque}`, 'application/xml');
    assert.match(
      v1.text,
      /<ReportDetails xmlns="http:\/\/www.concursolutions.com\/api\/expense\/expensereport\/2011\/03" xmlns:i="/,
    );
    assert.match(v1.text, /<Entries Count="2"><ExpenseEntry>/);
    assert.deepEqual(inXml(text(v1.text), v1Names), expected);
  });

  it('says the same entry in every generation', async () => {
    const one = (await get(`${v4(key)}/expenses/${expenseId}`, 'application/json')).json;
    const expected: SaidEntry = {
      type: one.expenseType.id,
      paid: one.paymentType.name,
      date: one.transactionDate,
      amount: one.transactionAmount.value,
      posted: one.postedAmount.value,
      rate: one.exchangeRate.value,
      vendor: one.vendor.description,
      purpose: one.businessPurpose,
      isPersonal: one.isPersonalExpense,
    };
    assert.deepEqual(expected, {
      type: 'DINNR',
      paid: 'Cash',
      date: '2026-02-28',
      amount: 41.6,
      posted: 52,
      rate: 1.25,
      vendor: "Mario's",
      purpose: 'Client',
      isPersonal: false,
    });
    const list = await get(`/api/v3.0/expense/entries?reportID=${key}`, 'application/json');
    const inList = list.json.Items.find((item: Json) => item.ExpenseID === expenseId);
    assert.ok(inList, list.text);
    const v3 = (field: (name: string) => unknown): SaidEntry => ({
      type: String(field('ExpenseTypeCode')),
      paid: String(field('PaymentTypeName')),
      date: String(field('TransactionDate')).slice(0, 10),
      amount: Number(field('TransactionAmount')),
      posted: Number(field('PostedAmount')),
      rate: Number(field('ExchangeRate')),
      vendor: String(field('VendorDescription')),
      purpose: String(field('Description')),
      isPersonal: String(field('IsPersonal')) === 'true',
    });
    assert.deepEqual(
      v3((name) => inList[name]),
      expected,
    );
    assert.equal(inList.HasComments, true);
    const xml = await get(inList.URI, 'application/xml');
    assert.equal(element(xml.text, 'ExpenseID'), expenseId);
    assert.deepEqual(v3(text(xml.text)), expected);
    const old = (xmlText: string, [type, purpose]: [string, string]) => {
      const field = text(xmlText.split('<ExpenseEntry>').find((part) => part.includes('DINNR')) ?? '');
      return {
        type: field(type),
        date: field('TransactionDate')?.slice(0, 10),
        amount: Number(field('TransactionAmount')),
        posted: Number(field('PostedAmount')),
        rate: Number(field('ExchangeRate')),
        vendor: field('VendorDescription'),
        purpose: field(purpose),
        isPersonal: field('IsPersonal') === 'Y',
        comments: field('CommentCount'),
      };
    };
    const { paid: _name, ...common } = expected;
    const v2 = await get(`/api/expense/expensereport/v2.0/report/${key}`, 'application/xml');
    assert.deepEqual(old(v2.text, ['ExpenseTypeID', 'BusinessPurpose']), { ...common, comments: '1' });
    const v1 = await get(`/api/expense/expensereport/v1.1/reportfulldetails/${key}`, 'application/xml');
    assert.deepEqual(old(v1.text, ['ExpKey', 'BusinessPurpose']), { ...common, comments: '1' });
  });

  it('expense 2: keeps the ids of a generation to itself', async () => {
    const list = await get(`/api/v3.0/expense/entries?reportID=${key}`, 'application/json');
    const v3Id = encodeURIComponent(list.json.Items[0].ID);
    const as = cast.as(cast.traveler);
    assert.equal((await call('GET', `${v4(key)}/expenses/${v3Id}`, { as })).status, 400);
    assert.equal((await call('GET', `/api/v3.0/expense/entries/${expenseId}`, { as })).status, 404);
  });
});
