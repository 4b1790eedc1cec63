#!/usr/bin/env node
// The program is TypeScript that Node runs as it is, from 24.12 on; an older Node hands over to the one among the packages.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = new URL('../src/cli/main.ts', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 12)) {
  module.enableCompileCache();
  await import(main.href);
} else {
  const newer = newerNode();
  if (newer) handOver(newer);
  else refuse();
}

/** The Node among the packages, if they are installed. */
function newerNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const found = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function refuse() {
  process.stderr.write(
    `perdiem: Node ${process.versions.node} is too old; install Node 24.12 or newer, or run "npm ci" first.\n`,
  );
  process.exitCode = 1;
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    process.exit(code ?? 1);
  });
}
