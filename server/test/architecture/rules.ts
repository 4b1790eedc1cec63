import type { Source } from './source.ts';

/** What a module may call: the doors of these. A new module, or a new edge, is declared here and must leave the graph without a circle. */
export const MODULES: Readonly<Record<string, readonly string[]>> = {
  directory: [],
  company: ['directory'],
  'legal-entity': [],
  lists: [],
  identity: ['company', 'directory', 'lists'],
  'employee-import': ['identity', 'company'],
  oauth: ['identity', 'company', 'directory'],
  signin: ['oauth', 'identity', 'company', 'directory'],
  onboarding: ['sandbox', 'signin', 'identity', 'company', 'directory'],
  provisioning: [],
  'exchange-rate': [],
  workflow: ['identity', 'exchange-rate'],
  attendee: ['identity', 'lists'],
  receipt: ['identity'],
  tax: [],
  mileage: [],
  expense: ['workflow', 'exchange-rate', 'attendee', 'receipt', 'tax', 'mileage', 'identity', 'company', 'lists'],
  'report-print': ['expense', 'receipt'],
  'quick-expense': ['expense', 'receipt', 'identity'],
  'connection-request': ['oauth', 'identity', 'company', 'directory'],
  'app-center': ['oauth', 'identity', 'company'],
  audit: ['identity'],
  events: ['oauth'],
  'exchange-log': ['oauth', 'sandbox'],
  fault: ['oauth', 'sandbox'],
  sandbox: [
    'company',
    'lists',
    'identity',
    'oauth',
    'workflow',
    'exchange-rate',
    'attendee',
    'expense',
    'connection-request',
    'app-center',
  ],
};

/** Views that a module publishes to the queries of others: see docs/decisions/0006-published-views.md. Nobody writes through them. */
export const VIEWS: Readonly<Record<string, { readonly owner: string; readonly readers: readonly string[] }>> = {
  person: { owner: 'identity', readers: ['attendee', 'expense'] },
  group_node: { owner: 'identity', readers: ['expense'] },
  attendee_kind: { owner: 'attendee', readers: ['expense'] },
  principal_standing: { owner: 'identity', readers: ['oauth', 'connection-request'] },
  pending_approval: { owner: 'workflow', readers: ['expense'] },
  company_card: { owner: 'company', readers: ['identity'] },
};

export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly detail: string;
}

/** Breaches that stand, each for a reason. One that is no longer needed fails the test, and leaves. */
export const EXCEPTIONS: readonly { readonly rule: string; readonly path: string; readonly reason: string }[] = [
  {
    rule: 'no-version-in-the-business',
    path: 'modules/oauth/claims.ts',
    reason: 'the claims of a token are documented as these addresses, whichever API is called',
  },
  {
    rule: 'no-chance-but-ours',
    path: 'modules/identity/sign-in/password-hash.ts',
    reason: 'the salt is a part of the hash and of nothing else',
  },
];

/** Rooms of the platform that a façade has no business in. */
const BEHIND_USE_CASES = new Set(['db', 'events', 'jobs', 'blobs', 'process']);
const LINES = 400;

type Rule = (file: Source) => string[];

const isTest = (path: string): boolean => path.endsWith('.test.ts');
const parts = (path: string): string[] => path.split('/');
const major = (version: string | undefined): string => /^v?(\d+)/.exec(version ?? '')?.[1] ?? '';

const rules: Readonly<Record<string, Rule>> = {
  'platform-knows-no-business': ({ path, imports }) =>
    path.startsWith('platform/') ? imports.filter((target) => !target.startsWith('platform/')) : [],

  'modules-use-doors': ({ path, imports }) => {
    const [room, own = ''] = parts(path);
    if (room !== 'modules') return [];
    const allowed = MODULES[own];
    if (!allowed) return [`${own} is not declared`];
    return imports.filter((target) => {
      const [where, other = '', file, ...deeper] = parts(target);
      if (where === 'platform') return false;
      if (where !== 'modules') return true;
      if (other === own) return false;
      return !allowed.includes(other) || file !== 'index.ts' || deeper.length > 0;
    });
  },

  'facades-use-doors': ({ path, imports, types }) => {
    // The register joins everything together, and the union of refusals names them wherever they arise.
    if (!path.startsWith('api/') || path === 'api/register.ts' || path === 'api/errors.ts') return [];
    return imports.filter((target) => {
      const [where, room = '', file] = parts(target);
      if (where === 'modules') return file !== 'index.ts';
      if (where === 'platform') return BEHIND_USE_CASES.has(room);
      // The type of all doors together is as good as theirs one by one.
      return where !== 'api' && !(target === 'context.ts' && types.includes(target));
    });
  },

  'versions-stand-alone': ({ path, imports }) => {
    const [room, family = '', version] = parts(path);
    if (room !== 'api' || !version || version.endsWith('.ts') || family === 'dialects') return [];
    return imports.filter((target) => {
      const [where, otherFamily = '', otherVersion, ...file] = parts(target);
      if (where !== 'api' || ['dialects', 'documents'].includes(otherFamily) || !otherVersion) return false;
      if (otherFamily !== family) return true;
      return file.length > 0 && otherVersion !== version && major(otherVersion) !== major(version);
    });
  },

  'no-clock-but-ours': ({ path, code }) =>
    path.startsWith('platform/clock/') ? [] : found(code, /\bDate\.now\(|\bnew Date\(\)/g),

  'no-chance-but-ours': ({ path, code }) =>
    /^platform\/(ids|crypto)\//.test(path) || path.startsWith('config/')
      ? []
      : found(code, /\bMath\.random\b|\brandom(?:UUID|Bytes|Int|FillSync)\(|\bgetRandomValues\(/g),

  // The command line is a program's own entry: it hands what it was given to the config.
  'only-config-reads-the-environment': ({ path, code }) =>
    /^(config|cli)\//.test(path) || path === 'main.ts' ? [] : found(code, /\bprocess\.(?:env|argv)\b/g),

  'only-queries-name-tables': ({ path, code }) =>
    path.endsWith('-queries.ts') || /^platform\/(db|events|jobs)\//.test(path)
      ? []
      : found(code, /\btables<|\bsql(?:<[^`;]{0,200}>)?`|\bsql\.raw\(|\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(/g),

  'no-version-in-the-business': ({ path, code }) =>
    /^(modules|platform)\//.test(path)
      ? found(code, /(?<![A-Za-z0-9$])v\d+(?:\.\d+)?(?![A-Za-z0-9=])|(?<=[a-z])V\d+(?:\.\d+)?\b/g)
      : [],

  'files-stay-short': ({ text }) => {
    const lines = text.split('\n').length - 1;
    return lines > LINES ? [`${lines} lines`] : [];
  },
};

/** One dialect to a façade: needs the whole folder at once. */
function dialectsOf(files: readonly Source[]): Violation[] {
  const used = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const [room, family = '', version = ''] = parts(path);
    if (room !== 'api' || family === 'dialects' || isTest(path) || version.endsWith('.ts')) continue;
    for (const target of imports) {
      const [, dialects, dialect = ''] = parts(target);
      if (dialects === 'dialects')
        used.set(`api/${family}/${version}`, (used.get(`api/${family}/${version}`) ?? new Set()).add(dialect));
    }
  }
  return [...used]
    .filter(([, dialects]) => dialects.size > 1)
    .map(([path, dialects]) => ({ rule: 'one-dialect', path, detail: [...dialects].sort().join(', ') }));
}

const READ = /(?:\b(?:from|join)\s+"?|\.(?:selectFrom|(?:inner|left|right|full|cross)Join)\(\s*')([a-z_]+)\b/g;
const WRITTEN = /(?:\b(?:insert\s+into|update|delete\s+from)\s+"?|\.(?:insertInto|updateTable|deleteFrom)\(\s*')([a-z_]+)\b/g;
const names = (code: string, pattern: RegExp): string[] => [
  ...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? '')),
];

/** The tables of each module are those that its tables.ts declares; another's are closed to its queries, but for published views. */
function foreignTables(files: readonly Source[]): Violation[] {
  const owners = new Map<string, string>();
  for (const { path, code } of files) {
    const [room, own = '', file] = parts(path);
    if (room !== 'modules' || file !== 'tables.ts') continue;
    const declared = /\binterface \w+Tables \{([\s\S]*?)^\}/m.exec(code)?.[1] ?? '';
    for (const [, name = ''] of declared.matchAll(/^ {2}(\w+):/gm)) owners.set(name, own);
  }
  return files
    .filter(({ path }) => path.startsWith('modules/') && path.endsWith('-queries.ts'))
    .flatMap(({ path, code }) => {
      const [, own = ''] = parts(path);
      const written = names(code, WRITTEN);
      const closed = (name: string): boolean => {
        const view = VIEWS[name];
        if (view) return written.includes(name) || (own !== view.owner && !view.readers.includes(own));
        return owners.has(name) && owners.get(name) !== own;
      };
      const named = [...new Set([...names(code, READ), ...written])].filter(closed);
      return named.map((detail) => ({ rule: 'queries-name-own-tables', path, detail }));
    });
}

const found = (code: string, pattern: RegExp): string[] => [...new Set([...code.matchAll(pattern)].map((match) => match[0]))];

/** Tests may look anywhere; only their length counts. */
export function violations(files: readonly Source[]): Violation[] {
  const single = files.flatMap((file) =>
    Object.entries(rules)
      .filter(([rule]) => !isTest(file.path) || rule === 'files-stay-short')
      .flatMap(([rule, check]) => check(file).map((detail) => ({ rule, path: file.path, detail }))),
  );
  return [...single, ...dialectsOf(files), ...foreignTables(files)];
}

/** A circle of modules, as the path that closes it; undefined when there is none. */
export function circle(graph: Readonly<Record<string, readonly string[]>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of graph[name] ?? []) {
      const closed = visit(next, [...path, name]);
      if (closed) return closed;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(graph)) {
    const closed = visit(name, []);
    if (closed) return closed;
  }
  return undefined;
}
