import { RouteNotFound } from '../../../platform/http/refusals.ts';
import { listResponse } from './list.ts';
import type { Attribute, Schema, Schemas } from './schema/attribute.ts';
import { PROVIDER_CONFIG, RESOURCE_TYPE, SCHEMA } from './urns.ts';

/** A schema as RFC 7643, section 7, renders one: every trait said, also the usual ones. */
export const schemaToWire = ({ id, name, description, attributes }: Schema, base: string) => ({
  schemas: [SCHEMA],
  id,
  name,
  description,
  attributes: attributes.map(attributeToWire),
  meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
});

export interface AttributeOnWire {
  readonly name: string;
  readonly type: string;
  readonly subAttributes?: readonly AttributeOnWire[];
  readonly [trait: string]: unknown;
}

const attributeToWire = (attribute: Attribute): AttributeOnWire => {
  const { name, type, description, canonicalValues, maxLength, referenceTypes, subAttributes } = attribute;
  return {
    name,
    type,
    multiValued: attribute.multiValued ?? false,
    description,
    required: attribute.required ?? false,
    ...(canonicalValues ? { canonicalValues } : {}),
    ...(type === 'string' || type === 'reference' ? { caseExact: attribute.caseExact ?? false } : {}),
    mutability: attribute.mutability ?? 'readWrite',
    returned: attribute.returned ?? 'default',
    uniqueness: attribute.uniqueness ?? 'none',
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(referenceTypes ? { referenceTypes } : {}),
    ...(subAttributes ? { subAttributes: subAttributes.map(attributeToWire) } : {}),
  };
};

/** `attributes` lists the extensions in the pages' "Resource Type", `schemaExtensions` in RFC 7643: both are answered. */
export const resourceType = ([core, ...extensions]: Schemas, about: { name: string; endpoint: string; base: string }) => {
  const list = extensions.map(({ id, attributes }) => ({ schema: id, required: attributes.some(({ required }) => required) }));
  return {
    schemas: [RESOURCE_TYPE],
    id: about.name,
    name: about.name,
    description: core.description,
    endpoint: about.endpoint,
    schema: core.id,
    attributes: list,
    schemaExtensions: list,
    meta: { resourceType: 'ResourceType', location: `${about.base}/ResourceTypes/${about.name}` },
  };
};

/** What we really can do. */
export const providerConfig = (
  origin: string,
  path: string,
  paging: { readonly cursor: boolean; readonly standard: number; readonly most: number },
) => ({
  schemas: [PROVIDER_CONFIG],
  documentationUrl: `${origin}/docs`,
  patch: { supported: true },
  bulk: { supported: false },
  filter: { supported: true, maxResults: paging.most },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  pagination: {
    cursor: { supported: paging.cursor },
    index: { supported: !paging.cursor },
    defaultPageSize: paging.standard,
    maxPageSize: paging.most,
  },
  authenticationSchemes: {
    type: 'oauthbearertoken',
    name: 'OAuth Bearer Token',
    description: 'An access token of a company, sent as Authorization: Bearer',
    specUrl: 'https://www.rfc-editor.org/rfc/rfc6750',
    documentationUrl: `${origin}/docs`,
  },
  meta: { resourceType: 'ServiceProviderConfig', location: `${origin}${path}/ServiceProviderConfig` },
});

/** A list that is never long, on one page. */
export const wholeList = <T>(resources: readonly T[]) =>
  listResponse({ resources, totalResults: resources.length, startIndex: 1 });

/** What is found by its id, in any case, at `path`. @throws RouteNotFound */
export function named<T extends { readonly id: string }>(all: readonly T[], id: string, path: string): T {
  const found = all.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (!found) throw new RouteNotFound('GET', `${path}/${id}`);
  return found;
}
