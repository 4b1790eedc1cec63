/** The offices: where a person works decides language, currency, zone and the way of being paid back. */
export const OFFICES = {
  seattle: {
    city: 'Seattle',
    region: 'WA',
    country: 'US',
    currency: 'USD',
    language: 'en-US',
    locale: 'en-US',
    timezone: 'America/Los_Angeles',
    phone: '+1 206 555 01',
  },
  boston: {
    city: 'Boston',
    region: 'MA',
    country: 'US',
    currency: 'USD',
    language: 'en-US',
    locale: 'en-US',
    timezone: 'America/New_York',
    phone: '+1 617 555 01',
  },
  toronto: {
    city: 'Toronto',
    region: 'ON',
    country: 'CA',
    currency: 'CAD',
    language: 'en-US',
    locale: 'en-CA',
    timezone: 'America/Toronto',
    phone: '+1 416 555 01',
  },
  london: {
    city: 'London',
    region: 'LND',
    country: 'GB',
    currency: 'GBP',
    language: 'en-GB',
    locale: 'en-GB',
    timezone: 'Europe/London',
    phone: '+44 20 7946 09',
  },
  munich: {
    city: 'München',
    region: 'BY',
    country: 'DE',
    currency: 'EUR',
    language: 'de',
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    phone: '+49 89 5550 01',
  },
  lyon: {
    city: 'Lyon',
    region: 'ARA',
    country: 'FR',
    currency: 'EUR',
    language: 'fr',
    locale: 'fr-FR',
    timezone: 'Europe/Paris',
    phone: '+33 4 72 55 01 ',
  },
  tokyo: {
    city: 'Tokyo',
    region: '13',
    country: 'JP',
    currency: 'JPY',
    language: 'ja',
    locale: 'ja-JP',
    timezone: 'Asia/Tokyo',
    phone: '+81 3 5550 01',
  },
} as const;
export type OfficeName = keyof typeof OFFICES;

/** Roles beside those that everybody has. */
export const DUTIES = {
  approver: ['EXP_APPROVER', 'REQ_APPROVER'],
  processor: ['EXP_PROCESSOR'],
  admin: ['CompanyAdmin', 'SHD_CONFIG_ADMIN', 'SHD_EMPLOYEE_ADMIN', 'SHD_ROLE_ADMIN', 'EXP_CONFIG_ADMIN'],
  developer: ['SHD_WEB_SERVICES_ADMIN', 'SHD_APP_CENTER_ADMIN'],
} as const;
export type Duty = keyof typeof DUTIES;

export type UserKey = 'traveler' | 'manager' | 'processor' | 'admin' | 'developer';

export interface DemoPerson {
  readonly login: string;
  readonly given: string;
  readonly family: string;
  readonly title: string;
  readonly department: string;
  readonly costCenter: string;
  readonly office: OfficeName;
  /** Login of the manager, who also approves; nobody is above the first. */
  readonly manager?: string;
  readonly duties: readonly Duty[];
  /** Those that sandbox.json names. */
  readonly key?: UserKey;
}

type Row = readonly [
  login: string,
  given: string,
  family: string,
  title: string,
  office: OfficeName,
  manager: string | undefined,
  duties?: readonly Duty[],
  key?: UserKey,
];

const A = ['approver'] as const;

/** By department and its cost centre; managers stand before their people. */
const DEPARTMENTS: readonly (readonly [name: string, costCenter: string, people: readonly Row[]])[] = [
  [
    'Executive',
    '1000',
    [
      ['eleanor.vance', 'Eleanor', 'Vance', 'Chief Executive Officer', 'seattle', undefined, A],
      ['marcus.adeyemi', 'Marcus', 'Adeyemi', 'Chief Financial Officer', 'seattle', 'eleanor.vance', A],
      ['sofia.brandt', 'Sofia', 'Brandt', 'Chief Operating Officer', 'munich', 'eleanor.vance', A],
      ['hana.sato', 'Hana', 'Sato', 'Executive Assistant', 'seattle', 'eleanor.vance'],
    ],
  ],
  [
    'Finance',
    '1200',
    [
      [
        'ingrid.sommer',
        'Ingrid',
        'Sommer',
        'Accounts Payable Lead',
        'seattle',
        'marcus.adeyemi',
        ['approver', 'processor'],
        'processor',
      ],
      ['ben.whitaker', 'Ben', 'Whitaker', 'Accounts Payable Specialist', 'seattle', 'ingrid.sommer', ['processor']],
      ['claire.moreau', 'Claire', 'Moreau', 'Financial Controller', 'lyon', 'marcus.adeyemi', A],
      ['oliver.grant', 'Oliver', 'Grant', 'Payroll Analyst', 'london', 'claire.moreau'],
    ],
  ],
  [
    'Information Technology',
    '1300',
    [
      [
        'priya.raman',
        'Priya',
        'Raman',
        'Travel and Expense Administrator',
        'seattle',
        'marcus.adeyemi',
        ['approver', 'admin'],
        'admin',
      ],
      ['tomas.herrera', 'Tomás', 'Herrera', 'Integration Developer', 'boston', 'priya.raman', ['developer'], 'developer'],
      ['lukas.weber', 'Lukas', 'Weber', 'Systems Engineer', 'munich', 'priya.raman'],
    ],
  ],
  [
    'Sales',
    '2100',
    [
      ['daniel.okafor', 'Daniel', 'Okafor', 'Director of Sales, Americas', 'seattle', 'sofia.brandt', A, 'manager'],
      ['maya.lindqvist', 'Maya', 'Lindqvist', 'Account Executive', 'seattle', 'daniel.okafor', [], 'traveler'],
      ['jack.tremblay', 'Jack', 'Tremblay', 'Account Executive', 'toronto', 'daniel.okafor'],
      ['rosa.delgado', 'Rosa', 'Delgado', 'Account Executive', 'boston', 'daniel.okafor'],
      ['peter.novak', 'Peter', 'Novak', 'Sales Engineer', 'boston', 'daniel.okafor'],
      ['harriet.cole', 'Harriet', 'Cole', 'Director of Sales, Europe', 'london', 'sofia.brandt', A],
      ['james.ashworth', 'James', 'Ashworth', 'Account Executive', 'london', 'harriet.cole'],
      ['anna.keller', 'Anna', 'Keller', 'Account Executive', 'munich', 'harriet.cole'],
      ['julien.petit', 'Julien', 'Petit', 'Account Executive', 'lyon', 'harriet.cole'],
      ['kenji.mori', 'Kenji', 'Mori', 'Country Manager, Japan', 'tokyo', 'sofia.brandt', A],
      ['yuki.tanaka', 'Yuki', 'Tanaka', 'Account Executive', 'tokyo', 'kenji.mori'],
    ],
  ],
  [
    'Engineering',
    '3100',
    [
      ['nadia.rahman', 'Nadia', 'Rahman', 'VP Engineering', 'boston', 'sofia.brandt', A],
      ['samuel.price', 'Samuel', 'Price', 'Optics Engineer', 'boston', 'nadia.rahman'],
      ['grace.liu', 'Grace', 'Liu', 'Firmware Engineer', 'seattle', 'nadia.rahman'],
      ['felix.bauer', 'Felix', 'Bauer', 'Engineering Manager', 'munich', 'nadia.rahman', A],
      ['katrin.vogel', 'Katrin', 'Vogel', 'Mechanical Engineer', 'munich', 'felix.bauer'],
      ['emil.schwarz', 'Emil', 'Schwarz', 'Test Engineer', 'munich', 'felix.bauer'],
      ['amelie.roux', 'Amélie', 'Roux', 'Quality Engineer', 'lyon', 'felix.bauer'],
      ['dylan.murphy', 'Dylan', 'Murphy', 'Software Engineer', 'seattle', 'nadia.rahman'],
    ],
  ],
  [
    'Field Service',
    '4100',
    [
      ['victor.almeida', 'Victor', 'Almeida', 'Head of Field Service', 'toronto', 'sofia.brandt', A],
      ['megan.clarke', 'Megan', 'Clarke', 'Service Engineer', 'toronto', 'victor.almeida'],
      ['omar.haddad', 'Omar', 'Haddad', 'Service Engineer', 'boston', 'victor.almeida'],
      ['liam.byrne', 'Liam', 'Byrne', 'Service Engineer', 'london', 'victor.almeida'],
      ['sarah.kimura', 'Sarah', 'Kimura', 'Service Engineer', 'tokyo', 'victor.almeida'],
      ['noah.fischer', 'Noah', 'Fischer', 'Service Engineer', 'munich', 'victor.almeida'],
    ],
  ],
  [
    'Marketing',
    '5100',
    [
      ['isabel.ferraro', 'Isabel', 'Ferraro', 'Head of Marketing', 'boston', 'eleanor.vance', A],
      ['chloe.bennett', 'Chloe', 'Bennett', 'Events Manager', 'london', 'isabel.ferraro'],
      ['theo.laurent', 'Théo', 'Laurent', 'Content Lead', 'lyon', 'isabel.ferraro'],
      ['zoe.hughes', 'Zoe', 'Hughes', 'Product Marketing Manager', 'seattle', 'isabel.ferraro'],
    ],
  ],
];

export const PEOPLE: readonly DemoPerson[] = DEPARTMENTS.flatMap(([department, costCenter, rows]) =>
  rows.map(([login, given, family, title, office, manager, duties = [], key]) => ({
    login,
    given,
    family,
    title,
    office,
    department,
    costCenter,
    duties,
    ...(manager ? { manager } : {}),
    ...(key ? { key } : {}),
  })),
);

/** Who may do what for whom. What a delegate may only prepare waits for its owner's review. */
export const DELEGATIONS = [
  { delegator: 'eleanor.vance', delegate: 'hana.sato', permissions: ['canPrepare', 'canViewReceipt', 'canReceiveEmail'] },
  {
    delegator: 'maya.lindqvist',
    delegate: 'hana.sato',
    permissions: ['canPrepare', 'canSubmit', 'canViewReceipt', 'canReceiveEmail'],
  },
] as const;

export const FOREIGN_PEOPLE: readonly { given: string; family: string; login: string; title: string; approver: boolean }[] = [
  { given: 'Birgit', family: 'Hansen', login: 'birgit.hansen', title: 'Geschäftsführerin', approver: true },
  { given: 'Jonas', family: 'Petersen', login: 'jonas.petersen', title: 'Disponent', approver: false },
  { given: 'Lena', family: 'Krüger', login: 'lena.krueger', title: 'Buchhalterin', approver: false },
];
