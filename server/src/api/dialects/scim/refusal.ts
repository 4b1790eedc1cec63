import { InvalidInput } from '../../../platform/http/refusals.ts';

/** The keywords of RFC 7644, section 3.12, that a refusal of this dialect may carry as its `scimType`. */
export const SCIM_TYPES = [
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
] as const;
export type ScimType = (typeof SCIM_TYPES)[number];

/** A bad request of this dialect: its rule is the scimType of the answer, its path the schemaPath. */
export const refuse = (scimType: ScimType, path: string, message: string): InvalidInput =>
  new InvalidInput(path === 'filter' ? 'query' : 'body', [{ path, rule: scimType, message }]);
