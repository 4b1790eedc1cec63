/**
 * Ours beside the floor, in turns, in one run: only the ratio counts.
 *   npm run bench -- [--engine embedded|server] [--seconds 4] [--turns 3] [--only TEXT]
 */
import { parseArgs } from 'node:util';
import { factsOf } from './facts.ts';
import { load, type Result } from './load.ts';
import { scenarios, type Scenario } from './scenarios.ts';
import { Ground, startFloor, startOurs, type Engine, type Running } from './servers.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    turns: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
});
const engines: Engine[] = values.engine === 'embedded' || values.engine === 'server' ? [values.engine] : ['embedded', 'server'];
const CONNECTIONS = [1, 16];
const WARM_SECONDS = 3;

for (const engine of engines) await measure(engine);

async function measure(engine: Engine): Promise<void> {
  const ground = await Ground.prepare(engine);
  const stops: (() => Promise<void>)[] = [() => ground.leave()];
  try {
    const first = await startOurs(ground);
    await first.stop();
    const second = await startOurs(ground);
    await second.stop();
    console.log(
      `\n${engine}: first answer after ${ms(first.readyAfter)} with an empty folder, ${ms(second.readyAfter)} with a full one`,
    );
    const ours = await startOurs(ground);
    stops.unshift(() => ours.stop());
    const { keys } = (await (await fetch(`${ours.base}/oauth2/v0/jwks`)).json()) as { keys: unknown[] };
    const floor = await startFloor(ground, keys[0]);
    stops.unshift(() => floor.stop());
    console.log(
      `RS256 signatures alone: ${Math.round(floor.signingLimit)} a second; memory at rest: ours ${Math.round(ours.memory())} MiB, floor ${Math.round(floor.memory())} MiB`,
    );
    console.log(
      'scenario                     conn     ours/s    floor/s   ratio  budget  p99 ours/floor ms  processor µs: ours+database / floor+database, ratio',
    );
    for (const scenario of scenarios(await factsOf(ours, ground))) {
      if (!scenario.name.includes(values.only)) continue;
      for (const connections of CONNECTIONS) await compare(scenario, { ours, floor, ground, connections });
    }
    console.log(`memory after the load: ours ${Math.round(ours.memory())} MiB, floor ${Math.round(floor.memory())} MiB`);
  } finally {
    for (const stop of stops) await stop();
  }
}

interface Place {
  readonly ours: Running;
  readonly floor: Running;
  readonly ground: Ground;
  readonly connections: number;
}

async function compare(scenario: Scenario, at: Place): Promise<void> {
  const options = { connections: at.connections, seconds: Number(values.seconds) };
  const mine: Turn[] = [];
  const theirs: Turn[] = [];
  // A first turn is not counted: by its end the runtime has compiled what both run.
  await load(at.ours.base, scenario.ours, { ...options, seconds: WARM_SECONDS });
  await load(at.floor.base, scenario.floor, { ...options, seconds: WARM_SECONDS });
  for (let turn = 0; turn < Number(values.turns); turn++) {
    mine.push(await turnOf(at.ours, at.ground, () => load(at.ours.base, scenario.ours, options)));
    theirs.push(await turnOf(at.floor, at.ground, () => load(at.floor.base, scenario.floor, options)));
  }
  const [a, b] = [median(mine), median(theirs)];
  const ratio = a.perSecond / b.perSecond;
  const spent = ({ own, database }: Turn): string => `${Math.round(own)}+${Math.round(database)}`;
  const cells = [
    scenario.name.padEnd(28),
    String(at.connections).padStart(4),
    Math.round(a.perSecond).toString().padStart(10),
    Math.round(b.perSecond).toString().padStart(10),
    ratio.toFixed(2).padStart(7),
    scenario.budget.toFixed(2).padStart(7),
    `${a.p99}/${b.p99}`.padStart(12),
    `${spent(a)} / ${spent(b)}`.padStart(24),
    ((b.own + b.database) / (a.own + a.database)).toFixed(2).padStart(6),
    ratio < scenario.budget ? '  missed' : '',
  ];
  console.log(cells.join(' '));
}

/** With the processor time of a scenario, in microseconds: it says more than a clock where other work shares the machine. */
interface Turn extends Result {
  readonly own: number;
  readonly database: number;
}

async function turnOf(running: Running, ground: Ground, fire: () => Promise<Result>): Promise<Turn> {
  const [own, database] = [running.processor(), ground.processor()];
  const result = await fire();
  const each = 1000 / Math.max(1, result.total);
  return { ...result, own: (running.processor() - own) * each, database: (ground.processor() - database) * each };
}

function median(results: Turn[]): Turn {
  const sorted = [...results].sort((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] as Turn;
}

function ms(time: number): string {
  return `${(time / 1000).toFixed(1)} s`;
}
