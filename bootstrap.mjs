// Runs with whatever Node the machine has (20 or newer): installs what is missing, then hands over to the project's own Node.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './web/build.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const runtime = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const tool = (name, ...path) => join(root, 'node_modules', name, ...path);

const TESTS = ['server/**/*.test.ts', 'conformance/**/*.test.ts', 'web/**/*.test.ts'];

/** The verbs that serve the web application: it is built before them where its sources have changed. */
const SERVING = ['start', 'test'];

/**
 * Most test files run for seconds, in which a better code for the engine in memory costs more than it brings: its first code stays.
 * What a file compiles of the program is kept for the next one, where Node.js keeps it for a start of the program too.
 */
const TEST_RUNTIME = ['--liftoff-only'];
const testEnvironment = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...process.env };

/** Standard output is a verb's own: what npm and the builder say must not land in it. */
const TO_STDERR = { output: 2 };

/** What each verb runs, in order; every step runs even after one has failed, so that one call tells all. */
const verbs = {
  start: (options) => [['server/bin/perdiem.mjs', 'start', ...options]],
  test: (options) => {
    const files = options.some((option) => !option.startsWith('-')) ? [] : TESTS;
    return [[...TEST_RUNTIME, '--test', `--test-concurrency=${Math.max(2, availableParallelism())}`, ...options, ...files]];
  },
  check: () => [
    [tool('oxfmt', 'bin', 'oxfmt'), '--check'],
    [tool('oxlint', 'bin', 'oxlint'), '--type-aware'],
    [tool('typescript', 'bin', 'tsc'), '-p', '.'],
    [tool('typescript', 'bin', 'tsc'), '-p', 'web'],
    [tool('knip', 'bin', 'knip.js')],
  ],
  bench: (options) => [['bench/main.ts', ...options]],
};

const [verb = 'start', ...options] = process.argv.slice(2);
const steps = verbs[verb]?.(options);
if (!steps) fail(`Unknown verb "${verb}": one of ${Object.keys(verbs).join(', ')}.`);
const stale = staleReason();
if (stale) await install(stale);
if (SERVING.includes(verb) && !isBuilt()) await build();
let exitCode = 0;
const environment = verb === 'test' ? testEnvironment : process.env;
for (const step of steps) exitCode = (await run(runtime, step, { environment })) || exitCode;
process.exitCode = exitCode;

/** Why node_modules cannot be used as it is, or undefined. npm writes its own lock file there once an installation is whole. */
function staleReason() {
  if (!existsSync(runtime)) return 'first run';
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  for (const [path, { version, optional, link }] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') || link) continue;
    const installed = found[path];
    if (!installed && optional) continue;
    if (installed?.version !== version) return `${path.replace(/^.*node_modules\//, '')} ${version} is missing`;
  }
  return undefined;
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

async function install(reason) {
  const began = Date.now();
  const progress = (text) => process.stderr.write(`perdiem: ${text}\n`);
  progress(`installing packages (${reason}); this can take a minute ...`);
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const ticking = setInterval(() => progress(`still installing, ${Math.round((Date.now() - began) / 1000)} s ...`), 10_000);
  const failed = await run(npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], TO_STDERR);
  clearInterval(ticking);
  if (failed) fail('npm could not install the packages; its message stands above.');
  if (!existsSync(runtime)) {
    fail(
      'npm ran no install scripts, so the package "node" has no program: run "npm rebuild node --ignore-scripts=false" and try again.',
    );
  }
  // A start without it takes seconds longer and works all the same.
  await run(runtime, ['server/src/start/prepare.ts'], TO_STDERR);
  progress(`installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

async function build() {
  const began = Date.now();
  process.stderr.write('perdiem: building the web application ...\n');
  if (await run(runtime, ['web/build.mjs'], TO_STDERR)) fail('the web application could not be built; why stands above.');
  process.stderr.write(`perdiem: built in ${Math.round((Date.now() - began) / 1000)} s\n`);
}

/** Runs a program in the project's root and gives its exit code; signals sent to this process reach it too. */
function run(program, args, { environment = process.env, output = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32' && program === 'npm';
    const child = spawn(program, args, { cwd: root, env: environment, stdio: ['inherit', output, 'inherit'], shell });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    // npm passes a signal to a shell, which ends without passing it on: then this process is left without its parent.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
    if (!process.env.npm_lifecycle_event) clearInterval(watch);
    child.on('error', (error) => fail(`cannot run ${program}: ${error.message}`));
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, pass);
      if (signal) process.kill(process.pid, signal);
      resolve(code ?? 1);
    });
  });
}

function fail(message) {
  process.stderr.write(`perdiem: ${message}\n`);
  process.exit(1);
}
