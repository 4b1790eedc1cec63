// Builds the web application, where what it is built of has changed since: node web/build.mjs [--force]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('.', import.meta.url));
const cache = join(root, '..', 'node_modules', '.cache', 'perdiem');
const built = join(cache, 'web');
const SOURCES = ['src', 'index.html', 'vite.config.ts', 'words-plugin.ts', 'postcss.config.mjs', 'package.json', 'build.mjs'];

/** Whether the built application is that of the sources as they stand. Runs with any Node. */
export function isBuilt() {
  const mark = join(built, 'sources');
  return existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint();
}

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, '..', 'package-lock.json')));
  for (const file of SOURCES.flatMap(filesBelow).toSorted((a, b) => (a < b ? -1 : 1)))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesBelow(name) {
  if (!statSync(join(root, name)).isDirectory()) return [name];
  return readdirSync(join(root, name)).flatMap((inner) => filesBelow(join(name, inner)));
}

async function build() {
  const { build: bundle } = await import('vite');
  const sources = fingerprint();
  const draft = `${built}-${process.pid}`;
  mkdirSync(cache, { recursive: true });
  await bundle({ root, configFile: join(root, 'vite.config.ts'), build: { outDir: draft, emptyOutDir: true } });
  for (const name of readdirSync(join(draft, 'assets'))) compress(join(draft, 'assets', name));
  writeFileSync(join(draft, 'sources'), sources);
  rmSync(built, { recursive: true, force: true });
  renameSync(draft, built);
}

/** Ahead of time and as small as it gets, so that no request waits for it. */
function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href && (argv.includes('--force') || !isBuilt()))
  await build();
