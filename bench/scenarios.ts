import type { Shot } from './load.ts';

/** What both programs are asked: real ids of the seeded data. */
export interface Facts {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly userToken: string;
  readonly companyToken: string;
  /** Who approves the user's reports. */
  readonly managerId: string;
  readonly managerToken: string;
  readonly userId: string;
  readonly companyId: string;
  readonly reportKey: string;
  readonly reportId: string;
  readonly policyId: string;
  readonly policyUuid: string;
  readonly expenseTypeId: string;
  readonly paymentTypeId: string;
}

export interface Scenario {
  readonly name: string;
  /** The least share of the floor that the design allows. */
  readonly budget: number;
  readonly ours: readonly Shot[];
  readonly floor: readonly Shot[];
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

export function scenarios(facts: Facts): Scenario[] {
  const user = { authorization: `Bearer ${facts.userToken}`, accept: 'application/json' };
  const company = { authorization: `Bearer ${facts.companyToken}`, accept: 'application/json' };
  const token = (fields: Record<string, string>): Shot[] => [
    {
      method: 'POST',
      path: '/oauth2/v0/token',
      headers: form,
      body: new URLSearchParams({ client_id: facts.clientId, client_secret: facts.clientSecret, ...fields }).toString(),
    },
  ];
  /** The floor is told the company that ours reads from the token. */
  const toFloor = (shot: Shot): Shot => ({ ...shot, headers: { ...shot.headers, 'x-company': facts.companyId } });
  const same = (name: string, budget: number, shots: Shot[]): Scenario => ({ name, budget, ours: shots, floor: shots });
  const reports = `/expensereports/v4/users/${facts.userId}/context/TRAVELER/reports`;
  const post = (path: string, body: object, chained = false): Shot => ({
    method: 'POST',
    path,
    headers: { ...user, ...json },
    body: JSON.stringify(body),
    ...(chained ? { chained } : {}),
  });
  const ours = [
    post(reports, { name: 'Bench', policyId: facts.policyId }),
    post(
      `${reports}/{uri}/expenses`,
      {
        expenseType: { id: facts.expenseTypeId },
        transactionDate: '{day}',
        transactionAmount: { value: '{amount}', currencyCode: 'USD' },
        paymentType: { id: facts.paymentTypeId },
      },
      true,
    ),
  ];
  const entry = { expenseTypeId: facts.expenseTypeId, paymentTypeId: facts.paymentTypeId, date: '{day}', amount: '{amount}' };
  const floor = [
    post('/reports', { name: 'Bench', policyId: facts.policyUuid }),
    post('/reports/{uri}/expenses', entry, true),
  ].map(toFloor);
  const patch = (path: string, by: string, body: object = {}): Shot => ({
    method: 'PATCH',
    path,
    headers: { authorization: `Bearer ${by}`, accept: 'application/json', ...json },
    body: JSON.stringify(body),
    chained: true,
  });
  return [
    same('token: client_credentials', 0.8, token({ grant_type: 'client_credentials' })),
    same('token: refresh', 0.8, token({ grant_type: 'refresh_token', refresh_token: facts.refreshToken })),
    same('profile: /me', 0.6, [{ method: 'GET', path: '/profile/v1/me', headers: user }]),
    {
      name: 'v4: one report',
      budget: 0.6,
      ours: [{ method: 'GET', path: `${reports}/${facts.reportKey}`, headers: user }],
      floor: [toFloor({ method: 'GET', path: `/report/${facts.reportId}`, headers: user })],
    },
    {
      name: 'v3: list of 25',
      budget: 0.6,
      ours: [{ method: 'GET', path: '/api/v3.0/expense/reports?user=ALL&limit=25', headers: company }],
      floor: [toFloor({ method: 'GET', path: '/reports', headers: company })],
    },
    { name: 'v4: report with one entry', budget: 0.6, ours, floor },
    {
      name: 'v4: the same, submitted',
      budget: 0.6,
      ours: [...ours, patch(`/expensereports/v4/users/${facts.userId}/reports/{uri}/submit`, facts.userToken)],
      floor: [...floor, toFloor(patch('/reports/{uri}/submit', facts.userToken))],
    },
    {
      name: 'v4: the same, approved',
      budget: 0.6,
      ours: [
        ...ours,
        patch(`/expensereports/v4/users/${facts.userId}/reports/{uri}/submit`, facts.userToken),
        patch(`/expensereports/v4/users/${facts.managerId}/context/MANAGER/reports/{uri}/approve`, facts.managerToken, {
          comment: 'Bench',
        }),
      ],
      floor: [...floor, ...['submit', 'approve'].map((what) => toFloor(patch(`/reports/{uri}/${what}`, facts.managerToken)))],
    },
  ];
}
