/**
 * What every company starts with, from the tax laws as they are published. A country's line of rates: day it begins and percent. A rule: expense
 * types (none stands for all others), rate, part of the tax that comes back in percent, and the day it begins. Companies correct both as data.
 */
export interface AuthorityPlan {
  readonly code: string;
  readonly name: string;
  readonly label: string;
  /** Rate type -> `day percent` pairs in order. */
  readonly rates: Readonly<Record<string, string>>;
  /** `types rate reclaim [day]`; the rate `exempt` is none. */
  readonly rules: readonly string[];
}

const EVER = '2000-01-01';
export { EVER as FIRST_DAY };

const vat = (code: string, country: string, label: string, rates: Record<string, string>, rules: string[]): AuthorityPlan => ({
  code,
  name: `${country} ${label}`,
  label,
  rates,
  rules,
});

const MEALS = 'BRKFT,LUNCH,DINNR,BUSML';
const TRANSIT = 'TRAIN,PUBTR,TAXIX';
/** No tax of any country: what is free of it everywhere, and flights, most of which cross a border. */
const FREE = ['AIRFR,TIPSX,POSTG exempt 0'];

export const AUTHORITIES: readonly AuthorityPlan[] = [
  vat(
    'DE',
    'Germany',
    'VAT',
    { standard: '2007-01-01 19 2020-07-01 16 2021-01-01 19', reduced: '1983-07-01 7 2020-07-01 5 2021-01-01 7' },
    [
      '* standard 100',
      'LODNG reduced 100 2010-01-01',
      'TRAIN reduced 100 2020-01-01',
      'PUBTR,TAXIX,BOOKS reduced 100',
      `${MEALS} standard 100`,
      `${MEALS} reduced 100 2020-07-01`,
      `${MEALS} standard 100 2024-01-01`,
      `${MEALS} reduced 100 2026-01-01`,
      ...FREE,
    ],
  ),
  vat(
    'FR',
    'France',
    'TVA',
    { standard: '2000-04-01 19.6 2014-01-01 20', intermediate: '2012-01-01 7 2014-01-01 10', reduced: '2000-01-01 5.5' },
    [
      '* standard 100',
      'LODNG intermediate 0 2012-01-01',
      `${TRANSIT} intermediate 0 2012-01-01`,
      `${MEALS} intermediate 100 2012-01-01`,
      'BOOKS reduced 100',
      'CARRT standard 0',
      'GASXX standard 80 2022-01-01',
      ...FREE,
    ],
  ),
  vat(
    'GB',
    'United Kingdom',
    'VAT',
    { standard: '1991-04-01 17.5 2008-12-01 15 2010-01-01 17.5 2011-01-04 20', zero: '1973-04-01 0' },
    ['* standard 100', 'TRAIN,PUBTR,BOOKS zero 0', 'BUSML,ENTOT standard 0', 'CARRT standard 50', ...FREE],
  ),
  vat('IT', 'Italy', 'IVA', { standard: '1997-10-01 20 2011-09-17 21 2013-10-01 22', reduced: '1995-02-24 10' }, [
    '* standard 100',
    `LODNG,${MEALS} reduced 100`,
    `${TRANSIT} reduced 0`,
    'CARRT,GASXX,TOLLS standard 40',
    ...FREE,
  ]),
  vat(
    'ES',
    'Spain',
    'IVA',
    { standard: '1995-01-01 16 2010-07-01 18 2012-09-01 21', reduced: '1995-01-01 7 2010-07-01 8 2012-09-01 10' },
    ['* standard 100', `LODNG,${TRANSIT},${MEALS} reduced 100`, 'CARRT,GASXX,TOLLS standard 50', 'ENTOT standard 0', ...FREE],
  ),
  vat('NL', 'Netherlands', 'BTW', { standard: '2001-01-01 19 2012-10-01 21', reduced: '1986-10-01 6 2019-01-01 9' }, [
    '* standard 100',
    'LODNG reduced 100',
    'LODNG standard 100 2026-01-01',
    `${TRANSIT},BOOKS reduced 100`,
    `${MEALS} reduced 0`,
    ...FREE,
  ]),
  vat('BE', 'Belgium', 'BTW', { standard: '1996-01-01 21', parking: '1992-04-01 12', reduced: '1992-04-01 6' }, [
    '* standard 100',
    'LODNG reduced 0',
    `${TRANSIT},BOOKS reduced 100`,
    `${MEALS} parking 0 2010-01-01`,
    'ENTOT standard 0',
    'CARRT,GASXX standard 50',
    ...FREE,
  ]),
  vat(
    'AT',
    'Austria',
    'USt',
    { standard: '1984-01-01 20', intermediate: '2016-01-01 13', reduced: '1984-01-01 10', special: '2020-07-01 5' },
    [
      '* standard 100',
      'LODNG reduced 100',
      'LODNG intermediate 100 2016-05-01',
      'LODNG reduced 100 2018-11-01',
      'LODNG special 100 2020-07-01',
      'LODNG reduced 100 2022-01-01',
      `${MEALS} reduced 100`,
      `${MEALS} special 100 2020-07-01`,
      `${MEALS} reduced 100 2022-01-01`,
      `${TRANSIT} reduced 100`,
      'CARRT,GASXX,PARKG,TOLLS standard 0',
      ...FREE,
    ],
  ),
  vat(
    'CH',
    'Switzerland',
    'MWST',
    {
      standard: '2001-01-01 7.6 2011-01-01 8 2018-01-01 7.7 2024-01-01 8.1',
      reduced: '2001-01-01 2.4 2011-01-01 2.5 2024-01-01 2.6',
      lodging: '2001-01-01 3.6 2011-01-01 3.8 2018-01-01 3.7 2024-01-01 3.8',
    },
    ['* standard 100', 'LODNG lodging 100', 'BOOKS reduced 100', ...FREE],
  ),
  vat('SE', 'Sweden', 'Moms', { standard: '1990-07-01 25', food: '1996-01-01 12', reduced: '1996-01-01 6' }, [
    '* standard 100',
    'LODNG food 100',
    `${MEALS} food 100 2012-01-01`,
    `${TRANSIT},BOOKS reduced 100`,
    'CARRT standard 50',
    ...FREE,
  ]),
  vat('DK', 'Denmark', 'Moms', { standard: '1992-01-01 25' }, [
    '* standard 100',
    `${MEALS},ENTOT standard 25`,
    `${TRANSIT} exempt 0`,
    'CARRT,GASXX standard 0',
    ...FREE,
  ]),
  vat('NO', 'Norway', 'MVA', { standard: '2005-01-01 25', reduced: '2006-01-01 8 2016-01-01 10 2018-01-01 12' }, [
    '* standard 100',
    `LODNG,${TRANSIT} reduced 100 2006-09-01`,
    `${MEALS},ENTOT standard 0`,
    'CARRT,GASXX standard 0',
    ...FREE,
  ]),
  vat(
    'FI',
    'Finland',
    'ALV',
    {
      standard: '1994-06-01 22 2010-07-01 23 2013-01-01 24 2024-09-01 25.5',
      food: '2010-07-01 13 2013-01-01 14 2026-01-01 13.5',
      reduced: '1998-01-01 8 2010-07-01 9 2013-01-01 10',
    },
    [
      '* standard 100',
      `LODNG,${TRANSIT},BOOKS reduced 100`,
      `LODNG,${TRANSIT},BOOKS food 100 2025-01-01`,
      `${MEALS} food 100 2010-07-01`,
      'BUSML,ENTOT standard 0',
      'CARRT,GASXX standard 0',
      ...FREE,
    ],
  ),
  vat('PL', 'Poland', 'VAT', { standard: '1993-07-05 22 2011-01-01 23', reduced: '1993-07-05 7 2011-01-01 8' }, [
    '* standard 100',
    `LODNG,${MEALS} reduced 0`,
    `${TRANSIT} reduced 100`,
    'CARRT,GASXX standard 50 2014-04-01',
    ...FREE,
  ]),
  vat(
    'IE',
    'Ireland',
    'VAT',
    {
      standard: '2002-03-01 21 2010-01-01 21 2012-01-01 23 2020-09-01 21 2021-03-01 23',
      reduced: '2003-01-01 13.5',
      second: '2011-07-01 9 2019-01-01 13.5 2020-11-01 9 2023-09-01 13.5',
    },
    [
      '* standard 100',
      `LODNG,${MEALS} second 0 2011-07-01`,
      `${TRANSIT} exempt 0`,
      'CARRT standard 0',
      'GASXX,ENTOT standard 0',
      ...FREE,
    ],
  ),
  vat('CA-GST', 'Canada', 'GST', { standard: '1991-01-01 7 2006-07-01 6 2008-01-01 5' }, [
    '* standard 100',
    `${MEALS},ENTOT standard 50`,
    ...FREE,
  ]),
  vat('CA-ON', 'Canada Ontario', 'HST', { standard: '2010-07-01 13' }, [
    '* standard 100 2010-07-01',
    `${MEALS},ENTOT standard 50 2010-07-01`,
    ...FREE,
  ]),
  vat('CA-NS', 'Canada Nova Scotia', 'HST', { standard: '2010-07-01 15 2025-04-01 14' }, [
    '* standard 100 2010-07-01',
    `${MEALS},ENTOT standard 50 2010-07-01`,
    ...FREE,
  ]),
  vat('CA-ATL', 'Canada Atlantic', 'HST', { standard: '2016-10-01 15' }, [
    '* standard 100 2016-10-01',
    `${MEALS},ENTOT standard 50 2016-10-01`,
    ...FREE,
  ]),
  vat('CA-QC', 'Canada', 'QST', { standard: '2013-01-01 9.975' }, [
    '* standard 100 2013-01-01',
    `${MEALS},ENTOT standard 50 2013-01-01`,
    ...FREE,
  ]),
  vat('CA-BC', 'Canada British Columbia', 'PST', { standard: '2013-04-01 7', lodging: '2013-04-01 8' }, [
    '* standard 0 2013-04-01',
    'LODNG lodging 0 2013-04-01',
    `${MEALS},${TRANSIT},PARKG,TOLLS exempt 0`,
    ...FREE,
  ]),
  vat('AU', 'Australia', 'GST', { standard: '2000-07-01 10' }, [
    '* standard 100 2000-07-01',
    'ENTOT standard 0 2000-07-01',
    ...FREE,
  ]),
  vat('NZ', 'New Zealand', 'GST', { standard: '1989-07-01 12.5 2010-10-01 15' }, [
    '* standard 100',
    'ENTOT standard 50',
    ...FREE,
  ]),
  vat('JP', 'Japan', 'JCT', { standard: '1997-04-01 5 2014-04-01 8 2019-10-01 10', reduced: '2019-10-01 8' }, [
    '* standard 100',
    ...FREE,
  ]),
];

/** Place -> authorities, in the order of their lines. */
export const AREAS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(AUTHORITIES.filter(({ code }) => code.length === 2).map(({ code }) => [code, [code]])),
  CA: ['CA-GST'],
  'CA-ON': ['CA-ON'],
  'CA-NS': ['CA-NS'],
  'CA-NB': ['CA-ATL'],
  'CA-NL': ['CA-ATL'],
  'CA-PE': ['CA-ATL'],
  'CA-QC': ['CA-GST', 'CA-QC'],
  'CA-BC': ['CA-GST', 'CA-BC'],
};
