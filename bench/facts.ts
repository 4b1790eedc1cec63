import { Client } from '../conformance/client.ts';
import { parseHex32, parseReportKey, reportKey } from '../server/src/platform/ids/index.ts';
import type { Facts } from './scenarios.ts';
import type { Ground, Running } from './servers.ts';

/** Tokens and ids of the seeded data, asked for as any client would. */
export async function factsOf(ours: Running, ground: Ground): Promise<Facts> {
  const sandbox = ground.sandbox();
  const client = new Client({ baseUrl: ours.base, sandbox, stop: async () => {} });
  const { login, password, id } = client.user('traveler');
  const tokens = await client.token({ grant_type: 'password', username: login, password });
  const headers = { authorization: `Bearer ${tokens.access_token}`, accept: 'application/json' };
  const mine = `${ours.base}/expensereports/v4/users/${id}/context/TRAVELER/reports`;
  const list = (await (await fetch(mine, { headers })).json()) as { content: { reportId: string }[] };
  const key = list.content[0]?.reportId ?? '';
  const report = (await (await fetch(`${mine}/${key}`, { headers })).json()) as { policyId: string };
  const made = await fetch(mine, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Bench', policyId: report.policyId }),
  });
  const { uri } = (await made.json()) as { uri: string };
  const added = await fetch(`${uri}/expenses`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      expenseType: { id: 'TAXIX' },
      transactionDate: '2026-03-01',
      transactionAmount: { value: 1, currencyCode: 'USD' },
      paymentType: { id: 'CASH' },
    }),
  });
  const expense = (await (await fetch(((await added.json()) as { uri: string }).uri, { headers })).json()) as {
    paymentType: { id: string };
  };
  const manager = client.user('manager');
  const managing = await client.token({ grant_type: 'password', username: manager.login, password: manager.password });
  const reportId = parseReportKey(key);
  if (!reportId || reportKey(reportId) !== key) throw new Error(`${key} is no report key`);
  return {
    clientId: sandbox.app.clientId,
    clientSecret: sandbox.app.clientSecret,
    refreshToken: tokens.refresh_token,
    userToken: tokens.access_token,
    companyToken: await client.companyToken(),
    managerId: manager.id,
    managerToken: managing.access_token,
    userId: id,
    companyId: sandbox.company.id,
    reportKey: key,
    reportId,
    policyId: report.policyId,
    policyUuid: parseHex32(report.policyId) ?? report.policyId,
    expenseTypeId: 'TAXIX',
    paymentTypeId: expense.paymentType.id,
  };
}
