import { readFileSync } from 'node:fs';

/** An operation that the documents promise, with the statuses that they list for it. */
export interface Documented {
  readonly area: string;
  readonly api: string;
  readonly version: string;
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly scopes: readonly string[];
  readonly statuses: readonly number[];
}

const CONTRACT = new URL('../contract/operations.tsv', import.meta.url);
const list = (cell = ''): string[] => cell.split(',').filter((each) => each !== '' && each !== '-');

/** What the documents promise to callers; an operation that stands in several rows has the statuses of all of them. */
export function documentedOperations(chosen: (row: Documented) => boolean): Documented[] {
  const [head = '', ...lines] = readFileSync(CONTRACT, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  const byShape = new Map<string, Documented>();
  for (const line of lines) {
    const row = Object.fromEntries(line.split('\t').map((cell, index) => [names[index], cell]));
    const { area = '', api = '', version = '', method = '', path = '' } = row;
    const statuses = [...list(row['success']), ...list(row['errors'])].map(Number);
    const one = { area, api, version, method, path, scopes: list(row['scopes']), statuses };
    if (row['direction'] !== 'in' || !chosen(one)) continue;
    const shape = `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
    const earlier = byShape.get(shape);
    byShape.set(shape, earlier ? { ...earlier, statuses: [...new Set([...earlier.statuses, ...statuses])] } : one);
  }
  return [...byShape.values()];
}

/** Which statuses documented operations were seen to answer. */
export class Ledger {
  readonly #operations: readonly {
    readonly documented: Documented;
    readonly parts: readonly string[];
    readonly seen: Set<number>;
  }[];

  constructor(operations: readonly Documented[]) {
    this.#operations = operations
      .map((documented) => ({ documented, parts: partsOf(documented.path), seen: new Set<number>() }))
      // A path that says more goes first: `reports/{id}` would fit where `reports/LIST` is meant.
      .sort((a, b) => a.parts.filter(isParameter).length - b.parts.filter(isParameter).length);
  }

  see(method: string, url: string, status: number): void {
    const path = new URL(url, 'http://localhost').pathname;
    const parts = partsOf(path);
    const fits = (wanted: readonly string[]) =>
      wanted.length === parts.length && wanted.every((part, index) => isParameter(part) || part === parts[index]);
    this.#operations.find((each) => each.documented.method === method && fits(each.parts))?.seen.add(status);
  }

  /** Documented and never seen, as `METHOD path status`. */
  holes(): string[] {
    return this.#operations.flatMap(({ documented: { method, path, statuses }, seen }) =>
      statuses.filter((status) => !seen.has(status)).map((status) => `${method} ${path} ${status}`),
    );
  }
}

const isParameter = (part: string): boolean => part.startsWith('{');
/** Letter case and a slash at the end decide nothing. */
const partsOf = (path: string): string[] =>
  path
    .replace(/\/+$/, '')
    .split('/')
    .map((part) => (isParameter(part) ? part : part.toLowerCase()));
