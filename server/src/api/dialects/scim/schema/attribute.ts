/** An attribute as RFC 7643, section 7, describes one. What is left out is the usual: single, optional, readWrite, returned by default. */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'integer' | 'decimal' | 'dateTime' | 'reference' | 'complex';
  readonly description: string;
  readonly multiValued?: true;
  /** How a list that holds nothing is answered where unset attributes are: as [] unless it says otherwise. */
  readonly empty?: 'null';
  readonly required?: true;
  readonly mutability?: 'readOnly' | 'immutable';
  readonly returned?: 'always' | 'request';
  readonly uniqueness?: 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly caseExact?: true;
  readonly maxLength?: number;
  readonly subAttributes?: readonly Attribute[];
  readonly referenceTypes?: readonly string[];
}

export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

/** A resource's core schema and its extensions: the first one's attributes stand at the top, the others' below their URN. */
export type Schemas = readonly [Schema, ...Schema[]];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };
export type Document = { readonly [name: string]: Json | undefined };

export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Attribute names are compared without regard to case: RFC 7643, section 2.1. */
export const attributeNamed = (attributes: readonly Attribute[] | undefined, name: string): Attribute | undefined => {
  const wanted = name.toLowerCase();
  return attributes?.find((attribute) => attribute.name.toLowerCase() === wanted);
};

export const extensionNamed = ([, ...extensions]: Schemas, urn: string): Schema | undefined => {
  const wanted = urn.toLowerCase();
  return extensions.find(({ id }) => id.toLowerCase() === wanted);
};

/** The path of an attribute in whole notation: `name.givenName`, `urn:...:User:manager.value`. */
export const pathOf = (urn: string | undefined, ...names: readonly string[]): string =>
  urn === undefined ? names.join('.') : [urn, names.join('.')].filter(Boolean).join(':');
