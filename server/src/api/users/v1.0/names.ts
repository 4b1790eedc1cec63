/** api-reference/user */
export const NAMESPACE = 'http://www.concursolutions.com/api/user/2011/02';
export const DOC = 'api-reference/user/index.markdown';

/** The most records that a batch may hold: docs/decisions/0060. */
export const MOST = 500;

const numbered = <Prefix extends string>(prefix: Prefix, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}` as const);

/** The custom fields of the generation, in its order. */
export const SLOTS = [...numbered('OrgUnit', 6), ...numbered('Custom', 21)];

/** OrgUnit1 -> orgUnit1. */
export const slotOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
