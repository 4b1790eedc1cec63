import { exampleOf, resolved, xmlExampleOf } from './example.ts';
import type { Draft } from './request.ts';
import type { ApiOperation, PrincipalKind, Schema } from './operations.ts';

export interface Known {
  readonly principal: { readonly kind: PrincipalKind; readonly id: string | undefined };
  readonly userId: string;
  readonly login: string;
  readonly companyId: string;
  readonly appId: string | undefined;
}

/** What fits a parameter by its name, where something does. */
export function prefilled({ path }: Pick<ApiOperation, 'path'>, name: string, known: Known): string {
  const { principal, userId, login, companyId, appId } = known;
  const user = principal.kind === 'user' && principal.id !== undefined ? principal.id : userId;
  if (path.toLowerCase().includes(`/users/{${name.toLowerCase()}}`)) return user;
  const fits: Readonly<Record<string, string | undefined>> = {
    userId: user,
    contextType: 'TRAVELER',
    companyId,
    companyID: companyId,
    appId,
    user: login,
  };
  return fits[name] ?? '';
}

/** The kind of token that an operation is most often called with. */
export const kindFor = ({ principals }: ApiOperation): PrincipalKind =>
  (['user', 'company', 'app'] as const).find((kind) => principals.includes(kind)) ?? 'user';

const isXml = (mediaType: string): boolean => mediaType.includes('xml');

/** A body to begin with: the least that the operation takes. */
export function bodyFor(operation: ApiOperation, mediaType: string, schemas: Readonly<Record<string, Schema>>): string {
  const schema = operation.bodies[mediaType]?.schema;
  if (!schema) return '';
  if (isXml(mediaType)) return xmlExampleOf(schema, schemas);
  if (mediaType.startsWith('application/x-www-form-urlencoded'))
    return Object.keys(resolved(schema, schemas).properties ?? {})
      .map((name) => `${name}=`)
      .join('&');
  return JSON.stringify(exampleOf(jsonPartOf(mediaType, schema), schemas), null, 2);
}

/** Of a form with a file the other part is what is typed. */
function jsonPartOf(mediaType: string, schema: Schema): Schema {
  if (!mediaType.startsWith('multipart/')) return schema;
  return Object.values(schema.properties ?? {}).find((part) => part.format !== 'binary') ?? {};
}

export function draftFor(operation: ApiOperation, schemas: Readonly<Record<string, Schema>>): Draft {
  const [mediaType = ''] = Object.keys(operation.bodies);
  return {
    values: {},
    headers: '',
    accept: acceptsOf(operation)[0] ?? 'application/json',
    mediaType,
    body: bodyFor(operation, mediaType, schemas),
    file: null,
  };
}

/** Media types in which it can answer; JSON first, since it is the easiest to read. */
export function acceptsOf({ answers }: ApiOperation): string[] {
  const types = answers.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => Object.keys(content));
  return [...new Set(types)].toSorted((a, b) => Number(isXml(a)) - Number(isXml(b)));
}
