/** A JSON Schema as our documents hold it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly xml?: {
    readonly name?: string;
    readonly item?: string;
    readonly wrapped?: boolean;
    readonly namespace?: string;
  };
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly security: readonly { readonly oauth2?: readonly string[] }[];
  readonly deprecated?: boolean;
  readonly externalDocs?: { readonly url: string };
  readonly 'x-principals'?: readonly PrincipalKind[];
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export type PrincipalKind = 'user' | 'company' | 'app';

/** One operation of the public APIs. */
export interface ApiOperation {
  /** `{tag}.{operation}`; unique in all. */
  readonly id: string;
  /** The document it stands in: family and version. */
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** By media type. */
  readonly bodies: Content;
  readonly answers: readonly { readonly status: string; readonly content: Content }[];
  /** Any one of them opens it. */
  readonly scopes: readonly string[];
  /** Whose tokens it takes; empty where it takes none. */
  readonly principals: readonly PrincipalKind[];
  readonly page: string | undefined;
  readonly isDeprecated: boolean;
}

export const operationsIn = ({ paths }: Document): ApiOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): ApiOperation => ({
      id: one.operationId,
      tag: one.tags[0] ?? '',
      method: method.toUpperCase(),
      path,
      summary: one.summary,
      parameters: one.parameters ?? [],
      bodies: one.requestBody?.content ?? {},
      answers: Object.entries(one.responses)
        .filter(([status]) => status !== 'default')
        .map(([status, { content = {} }]) => ({ status, content })),
      scopes: one.security.flatMap(({ oauth2 = [] }) => oauth2),
      principals: one['x-principals'] ?? [],
      page: one.externalDocs?.url,
      isDeprecated: one.deprecated ?? false,
    })),
  );

/** A family with its versions, newest first. */
export interface Family {
  readonly name: string;
  readonly versions: readonly { readonly tag: string; readonly version: string; readonly count: number }[];
}

const PARTS = /^(.*)-v(\d+(?:\.\d+)?)$/;

/** Words that are no words. */
const NAMES: Readonly<Record<string, string>> = {
  appmgmt: 'legacy apps',
  config: 'configuration',
  mgmt: 'management',
  net2: '(net2)',
  oauth: 'OAuth',
  oauth2: 'OAuth 2.0',
  scim: 'SCIM',
};

/** `expense-reports-v1.1` is the family `Expense reports` in its version `v1.1`. */
export function partsOf(tag: string): { family: string; version: string } {
  const [, name = tag, version = ''] = PARTS.exec(tag) ?? [];
  const words = name
    .split('-')
    .map((word) => NAMES[word] ?? word)
    .join(' ');
  return { family: words.charAt(0).toUpperCase() + words.slice(1), version: version === '' ? '' : `v${version}` };
}

export function familiesOf(operations: readonly ApiOperation[]): Family[] {
  const counts = new Map<string, number>();
  for (const { tag } of operations) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const families = new Map<string, { tag: string; version: string; count: number }[]>();
  for (const [tag, count] of counts) {
    const { family, version } = partsOf(tag);
    families.set(family, [...(families.get(family) ?? []), { tag, version, count }]);
  }
  const newestFirst = new Intl.Collator('en', { numeric: true });
  return [...families]
    .map(([name, versions]) => ({ name, versions: versions.toSorted((a, b) => newestFirst.compare(b.version, a.version)) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Operations that hold every word, in path, summary, method, name or scope. */
export function found(operations: readonly ApiOperation[], words: string): ApiOperation[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter(({ id, method, path, summary, scopes }) => {
    const text = `${method} ${path} ${summary} ${id} ${scopes.join(' ')}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
