/** Whom people of the demo company meet: family name, given name, title, company, city. Each person keeps some of them as contacts of their own. */
export const GUESTS: readonly (readonly [string, string, string, string, string])[] = [
  ['Okafor', 'Adaeze', 'Head of Procurement', 'Meridian Foods', 'London'],
  ['Berg', 'Anders', 'Plant Manager', 'Fjordstål', 'Oslo'],
  ['Tanaka', 'Yuki', 'Director of Operations', 'Hoshi Logistics', 'Tokyo'],
  ['Moreau', 'Camille', 'Purchasing Manager', 'Atelier Rhône', 'Lyon'],
  ['Weiss', 'Jonas', 'Maintenance Lead', 'Isartal Motoren', 'München'],
  ['Hughes', 'Bethan', 'Finance Director', 'Severn Water', 'Bristol'],
  ['Costa', 'Rafael', 'Engineering Manager', 'Porto Aero', 'Porto'],
  ['Nguyen', 'Linh', 'Buyer', 'Cascade Outfitters', 'Portland'],
  ['Schmidt', 'John', 'Quality Manager', 'Lakeshore Paper', 'Milwaukee'],
  ['Park', 'Ji-woo', 'Product Owner', 'Hanbit Systems', 'Seoul'],
  ['Rossi', 'Giulia', 'Chief Engineer', 'Torino Meccanica', 'Torino'],
  ['Campbell', 'Morag', 'Site Manager', 'Clyde Marine', 'Glasgow'],
  ['Haddad', 'Samir', 'Regional Director', 'Cedar Retail', 'Montréal'],
  ['Olsen', 'Kari', 'Architect', 'Nordlys Energi', 'Bergen'],
  ['Dubois', 'Luc', 'Warehouse Manager', 'Garonne Vins', 'Bordeaux'],
  ['Whitfield', 'Grace', 'Vice President Supply', 'Prairie Mills', 'Chicago'],
];

/** Attendees whom the company keeps centrally: type, family name, given name, title, external id, custom fields. */
export const SHARED_GUESTS: readonly (readonly [string, string, string, string, string, Readonly<Record<string, string>>])[] = [
  [
    'HCP',
    'Brandt',
    'Helene',
    'Dr.',
    'HCP-20417',
    { custom7: 'Cardiology', custom8: 'Berlin', custom14: 'DE-88120', custom18: 'Charlottenklinik' },
  ],
  ['HCP', 'Ferrara', 'Marco', 'Prof.', 'HCP-20418', { custom7: 'Oncology', custom8: 'Milano', custom18: 'Ospedale San Luca' }],
  ['HCP', 'Lindgren', 'Ebba', 'Dr.', 'HCP-20419', { custom7: 'Radiology', custom8: 'Uppsala', custom18: 'Fyris sjukhus' }],
  ['GOVOFF', 'Marsh', 'Philip', 'Inspector', 'GOV-3301', { custom8: 'Boston' }],
  ['GOVOFF', 'Kowalska', 'Ewa', 'Commissioner', 'GOV-3302', { custom8: 'Brussels' }],
  ['EMPLOYEE', 'Santos', 'Inês', 'Sales Manager', 'AF-1001', {}],
];
