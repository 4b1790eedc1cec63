import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';

/** One TypeScript file: its path below server/src, its text, and its code with comments blanked out. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly code: string;
  /** Targets of relative imports, as paths below server/src. */
  readonly imports: readonly string[];
  /** Those of them of which only types are used. */
  readonly types: readonly string[];
}

/** Comments and, where asked, the inside of text: blanked, so that lines keep their numbers. */
function blank(text: string): string {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g;
  return text.replace(token, (found) => (/^\/[/*]/.test(found) ? found.replace(/[^\n]/g, ' ') : found));
}

const TYPES = /\b(?:import|export)\s+type\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/g;
const IMPORT = /\b(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

export function source(path: string, text: string): Source {
  const code = blank(text);
  const targets = (pattern: RegExp): string[] =>
    [...code.matchAll(pattern)]
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((target) => target.startsWith('.'))
      .map((target) => posix.normalize(posix.join(posix.dirname(path), target)));
  return { path, text, code, imports: targets(IMPORT), types: targets(TYPES) };
}

/** Every TypeScript file below server/src. */
export async function readSources(): Promise<Source[]> {
  const root = new URL('../../src/', import.meta.url);
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(names.map(async (name) => source(name, await readFile(new URL(name, root), 'utf8'))));
}
