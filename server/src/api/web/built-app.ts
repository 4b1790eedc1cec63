import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the built application, as it is and compressed. */
export interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

/** The web application as it was built: its page and the files that the page names. */
export interface BuiltApp {
  readonly index: string;
  asset(name: string): Asset | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** Reads a build whole: it is small, and does not change while the program runs. Undefined where there is none. */
export function readBuiltApp(folder: string): BuiltApp | undefined {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return undefined;
  const assets = join(folder, 'assets');
  const names = readdirSync(assets);
  const content = (name: string): Buffer | undefined => (names.includes(name) ? readFileSync(join(assets, name)) : undefined);
  const known = new Map<string, Asset>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    const plain = type && content(name);
    if (type && plain) known.set(name, { type, plain, br: content(`${name}.br`), gzip: content(`${name}.gz`) });
  }
  return { index: readFileSync(index, 'utf8'), asset: (name) => known.get(name) };
}
