import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { en, type MessageId } from './messages/en.ts';
import { PARTS, type Part } from './messages/parts.ts';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const IMPORT = /^(?:import|export) (?!type )[^;]*?'(\.[^']+)'|import\('(\.[^']+)'\)/gm;
const COMING = /(?:withWords|page)\(\s*\(\) => import\('([^']+)'\),?\s*((?:'\w+'(?:, )?)*)/g;

/** A script that comes by itself, and the parts that come with it. */
interface Coming {
  readonly file: string;
  readonly parts: readonly Part[];
}

const textOf = (file: string): string => readFileSync(file, 'utf8');

function comingIn(file: string): Coming[] {
  return [...textOf(file).matchAll(COMING)].map(([, path = '', parts = '']) => ({
    file: join(dirname(file), path),
    parts: (parts.match(/\w+/g) as Part[] | null) ?? [],
  }));
}

/** A file and all that it needs, without what brings its own words. */
function needsOf(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || file.includes('/messages/') || !/\.tsx?$/.test(file)) return known;
  known.add(file);
  const apart = new Set(comingIn(file).map((one) => one.file));
  for (const [, fixed, later = ''] of textOf(file).matchAll(IMPORT)) {
    const next = join(dirname(file), fixed ?? later);
    if (!apart.has(next)) needsOf(next, known);
  }
  return known;
}

/** The words that a file says: those it names, and those that begin and end like what it puts together. */
function saidIn(file: string): MessageId[] {
  const ids = Object.keys(en) as MessageId[];
  // Types name no words.
  const source = textOf(file).replace(/^\s*\|.*$/gm, '');
  const named = new Set([...source.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, id]) => id));
  const made = [...source.matchAll(/`([\w-]+\.[\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)];
  return ids.filter((id) => named.has(id) || made.some(([, start = '', end = '']) => id.startsWith(start) && id.endsWith(end)));
}

describe('words', () => {
  it('come with every page that says them', async () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
      .map((name) => join(SOURCES, name));
    const all = [{ file: join(SOURCES, 'main.tsx'), parts: [] }, ...files.flatMap(comingIn)];
    assert.ok(all.length > 25);
    const lacking: string[] = [];
    for (const { file, parts } of all) {
      // Those of refusals come with the first one.
      const words = await Promise.all((['core', 'refusals', ...parts] as const).map((part) => PARTS.en[part]()));
      const here = new Set(words.flatMap(Object.keys));
      const missing = [...needsOf(file)].flatMap(saidIn).filter((id) => !here.has(id));
      lacking.push(...missing.map((id) => `${file.slice(SOURCES.length)} says ${id}`));
    }
    assert.deepEqual(lacking, []);
  });

  it('are all said somewhere', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !name.includes('i18n/messages'),
    );
    const said = new Set(files.flatMap((name) => saidIn(join(SOURCES, name))));
    // The trail's are found by the words that the server says.
    const idle = Object.keys(en).filter((id) => !said.has(id as MessageId) && !/^audit\.(kind|action)\./.test(id));
    assert.deepEqual(idle, []);
  });

  it('are split without one in two parts', async () => {
    const parts = await Promise.all(Object.values(PARTS.en).map((load) => load()));
    const ids = parts.flatMap(Object.keys);
    assert.equal(new Set(ids).size, ids.length);
  });
});
