const EXTENSION = 'urn:ietf:params:scim:schemas:extension';

export const SCOPES = [
  'user.provision.write',
  'user.provision.read',
  'identity.user.coreenterprise.writeonly',
  'spend.user.general.writeonly',
];

/** A bulk request of new people, each with what the page's sample has; with spend data, a role among them, or without. */
export const bulkOf = (kind: 'identity' | 'spend', companyId: string, first: number, count: number) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  failOnErrors: 1,
  Operations: Array.from({ length: count }, (_, at) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `bulk-${first + at}`,
    data: { ...identityOf(companyId, first + at), ...(kind === 'spend' ? SPEND : {}) },
  })),
});

const identityOf = (companyId: string, number: number) => ({
  userName: `person${number}@bench.example`,
  active: true,
  name: { familyName: `Family${number}`, givenName: `Given${number}` },
  emails: [{ value: `person${number}@bench.example`, type: 'work' }],
  timezone: 'America/Los_Angeles',
  entitlements: ['Expense', 'Travel'],
  [`${EXTENSION}:enterprise:2.0:User`]: { employeeNumber: String(number), companyId, department: 'Sales', costCenter: 'C1' },
});

const SPEND = {
  [`${EXTENSION}:spend:2.0:User`]: {
    reimbursementCurrency: 'USD',
    reimbursementType: 'CONCUR_PAY',
    ledgerCode: 'DEFAULT',
    country: 'US',
    stateProvince: 'WA',
    locale: 'en-US',
    customData: [
      { id: 'custom1', value: 'testing' },
      { id: 'orgUnit1', value: 'testDepartment' },
    ],
  },
  [`${EXTENSION}:spend:2.0:Role`]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
};
