import type { CustomValue, Report } from '../../modules/expense/index.ts';

const NAMES: Readonly<Record<NonNullable<Report['customTypes'][string]>, string>> = {
  String: 'Text',
  Integer: 'Integer',
  Numeric: 'Number',
  Money: 'Amount',
  Date: 'Date',
  Boolean: 'Boolean',
  List: 'List',
  ConnectedList: 'ConnectedList',
};

/** What the older pages call the type of a custom field: its form's, or where no form has it what the value itself shows. */
export function customTypeName(slot: string, value: CustomValue, types: Report['customTypes']): string {
  const type = types[slot];
  if (type !== undefined) return NAMES[type];
  return value.listItemId ? 'List' : 'Text';
}
