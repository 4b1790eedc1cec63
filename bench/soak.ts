/**
 * Whether memory stays as it is under load that goes on: every scenario in turn, minute after minute, and what the program holds after each.
 *   node bench/soak.ts [--engine embedded|server] [--minutes 60] [--per-second 40]
 */
import { parseArgs } from 'node:util';
import { factsOf } from './facts.ts';
import { load } from './load.ts';
import { scenarios } from './scenarios.ts';
import { Ground, startOurs, type Running } from './servers.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'server' },
    minutes: { type: 'string', default: '60' },
    'per-second': { type: 'string', default: '40' },
  },
});
const minutes = Number(values.minutes);
const perSecond = Number(values['per-second']);

const ground = await Ground.prepare(values.engine === 'embedded' ? 'embedded' : 'server');
try {
  const ours = await startOurs(ground);
  try {
    await soak(ours);
  } finally {
    await ours.stop();
  }
} finally {
  await ground.leave();
}

async function soak(ours: Running): Promise<void> {
  const held = [ours.memory()];
  let calls = 0;
  console.log(`${values.engine}: ${Math.round(held[0] ?? 0)} MiB at rest`);
  for (let minute = 1; minute <= minutes; minute++) {
    // Tokens live for an hour: each minute begins with new ones.
    const all = scenarios(await factsOf(ours, ground));
    for (const { ours: shots } of all)
      calls += (await load(ours.base, shots, { connections: 4, seconds: 60 / all.length, perSecond })).total * shots.length;
    held.push(ours.memory());
    console.log(`minute ${minute}: ${Math.round(held.at(-1) ?? 0)} MiB after ${Math.round(calls)} calls`);
  }
  const quarter = Math.ceil(minutes / 4);
  const [early, late] = [median(held.slice(quarter, 2 * quarter)), median(held.slice(-quarter))];
  console.log(
    `second quarter ${Math.round(early)} MiB, last quarter ${Math.round(late)} MiB, ratio ${(late / early).toFixed(2)}`,
  );
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
