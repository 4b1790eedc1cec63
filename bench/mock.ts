/**
 * Ours beside a stateless mock of the same API, in turns, in one run: Prism over our own description of it.
 *   node bench/mock.ts --prism COMMAND [--engine embedded|server] [--seconds 4] [--turns 3] [--connections 16]
 * Prism is no dependency of ours: the command is that of an installed @stoplight/prism-cli.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { factsOf } from './facts.ts';
import { load, type Shot } from './load.ts';
import { scenarios, type Facts } from './scenarios.ts';
import { Ground, startOurs, type Engine } from './servers.ts';

const { values } = parseArgs({
  options: {
    prism: { type: 'string' },
    engine: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    turns: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
  },
});
const { prism = '' } = values;
if (!prism) throw new Error('Name the command that runs Prism: --prism node_modules/.bin/prism');
const engines: Engine[] = values.engine === 'embedded' || values.engine === 'server' ? [values.engine] : ['embedded', 'server'];

/** Calls of the design by name, and the document that the mock answers them from. Its lists hold one report, however many are asked for. */
const callsOf = (facts: Facts) => {
  const [read, list, create] = ['v4: one report', 'v3: list of 25', 'v4: report with one entry'].map(
    (name) => scenarios(facts).find((scenario) => scenario.name === name)?.ours[0] as Shot,
  ) as [Shot, Shot, Shot];
  const listOfOne = { ...list, path: list.path.replace('limit=25', 'limit=1') };
  return [
    { name: 'v4: one report', document: 'expense-reports-v4', shot: read },
    { name: 'v3: list of one', document: 'expense-reports-v3', shot: listOfOne },
    { name: 'v3: list of 25', document: 'expense-reports-v3', shot: list },
    { name: 'v4: a new report', document: 'expense-reports-v4', shot: create },
  ];
};

for (const engine of engines) await measure(engine);

async function measure(engine: Engine): Promise<void> {
  const ground = await Ground.prepare(engine);
  const ours = await startOurs(ground);
  const mocks: ChildProcess[] = [];
  try {
    console.log(
      `\n${engine}: calls a second at ${values.connections} connections\ncall                         ours       mock   ratio`,
    );
    for (const { name, document, shot } of callsOf(await factsOf(ours, ground))) {
      const mock = await startMock(ground, ours.base, document, mocks);
      const [mine, theirs] = [await rate(ours.base, shot, mock), await rate(mock, shot, ours.base)];
      console.log(`${name.padEnd(24)} ${whole(mine)} ${whole(theirs)} ${(mine / theirs).toFixed(2).padStart(7)}`);
      await stop(mocks.pop());
    }
  } finally {
    for (const mock of mocks) await stop(mock);
    await ours.stop();
    await ground.leave();
  }
}

function whole(perSecond: number): string {
  return Math.round(perSecond).toString().padStart(10);
}

/** With the processes that it has started. */
async function stop(mock: ChildProcess | undefined): Promise<void> {
  if (mock?.pid === undefined || mock.exitCode !== null) return;
  const gone = once(mock, 'exit');
  process.kill(-mock.pid, 'SIGTERM');
  await gone;
}

/** The median of the turns; the other program has its own between them. */
async function rate(base: string, shot: Shot, other: string): Promise<number> {
  const options = { connections: Number(values.connections), seconds: Number(values.seconds) };
  const found: number[] = [];
  await load(base, [shot], { ...options, seconds: 2 });
  for (let turn = 0; turn < Number(values.turns); turn++) {
    found.push((await load(base, [shot], options)).perSecond);
    await load(other, [shot], { ...options, seconds: 1 });
  }
  return found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? 0;
}

async function startMock(ground: Ground, base: string, document: string, started: ChildProcess[]): Promise<string> {
  const file = join(ground.folder, `${document}.json`);
  await writeFile(file, await (await fetch(`${base}/openapi/${document}.json`)).text());
  const port = await freePort();
  const [command = '', ...given] = prism.split(' ');
  const child = spawn(
    command,
    [...given, 'mock', '--host', '127.0.0.1', '--port', String(port), '--verboseLevel', 'silent', file],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  started.push(child);
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`The mock ended with ${child.exitCode}`);
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answered) return `http://127.0.0.1:${port}`;
    await sleep(100);
  }
  throw new Error('The mock was not ready after a minute');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
