import type { UserFormField } from '../../identity/index.ts';
import { OFFICES, PEOPLE, type OfficeName } from './people.ts';

/** Codes of the offices, below each department where it has people. */
export const OFFICE_CODE: Readonly<Record<OfficeName, string>> = {
  seattle: 'SEA',
  boston: 'BOS',
  toronto: 'YTO',
  london: 'LON',
  munich: 'MUC',
  lyon: 'LYS',
  tokyo: 'TYO',
};

const departments = [...new Map(PEOPLE.map(({ costCenter, department }) => [costCenter, department]))];

/** Department by its cost centre, then office: what roles are held in and people are grouped by. */
export const ORGANIZATION = departments.map(([shortCode, value]) => ({
  shortCode,
  value,
  items: [...new Set(PEOPLE.filter(({ costCenter }) => costCenter === shortCode).map(({ office }) => office))].map((office) => ({
    shortCode: OFFICE_CODE[office],
    value: OFFICES[office].city,
  })),
}));

export const COUNTRIES = [
  ['US', 'United States'],
  ['CA', 'Canada'],
  ['GB', 'United Kingdom'],
  ['DE', 'Germany'],
  ['FR', 'France'],
  ['JP', 'Japan'],
].map(([shortCode = '', value = '']) => ({ shortCode, value }));

/** The employee form over these two lists. */
export const employeeForm = (lists: { organization: string; countries: string }): UserFormField[] => [
  {
    slot: 'orgUnit1',
    label: 'Department',
    controlType: 'edit',
    dataType: 'ConnectedList',
    required: false,
    access: 'RO',
    sequence: 1,
    listId: lists.organization,
    hierLevel: 1,
  },
  {
    slot: 'orgUnit2',
    label: 'Office',
    controlType: 'edit',
    dataType: 'ConnectedList',
    required: false,
    access: 'RO',
    sequence: 2,
    listId: lists.organization,
    hierLevel: 2,
    parentSlot: 'orgUnit1',
  },
  {
    slot: 'custom1',
    label: 'Badge Number',
    controlType: 'edit',
    dataType: 'String',
    maxLength: 12,
    required: false,
    access: 'RW',
    sequence: 3,
  },
  {
    slot: 'custom21',
    label: 'Employee Administration Country',
    controlType: 'picklist',
    dataType: 'List',
    required: false,
    access: 'RO',
    sequence: 4,
    listId: lists.countries,
  },
];

export const RULE_CLASS = { standard: 'Default Travel Class', executive: 'Executive Travel Class' };
export const FREQUENT = 'Frequent Travelers';
export const TRAVEL_SETTINGS = {
  ruleClass: Object.values(RULE_CLASS),
  orgUnit: departments.map(([, name]) => name),
  group: ['Travel Approvers', FREQUENT],
  customField: ['Badge Number', 'Emergency Desk'],
};
