import type { Installation } from '../../start/installation.ts';
import { silently } from '../../start/progress.ts';
import { StartRefused } from '../../start/refusal.ts';
import type { SandboxFile } from '../../start/sandbox-file.ts';
import { dataCommand, noOperands, operand } from '../command.ts';

function keeperOf({ sandbox }: Installation) {
  if (!sandbox) throw new StartRefused('This program runs without its sandbox.');
  return sandbox;
}

const loginsOf = ({ users }: SandboxFile): string => users.map(({ key, login }) => `${key.padEnd(10)} ${login}`).join('\n');

export const createSandbox = dataCommand({
  name: 'sandbox create',
  summary: 'Make the demo company where there is none, and write sandbox.json.',
  options: {},
  prepares: true,
  read: noOperands,
  work: (installation) => keeperOf(installation).ensure({ step: silently }),
  show: (file) => `${file.company.name}\n${loginsOf(file)}`,
});

export const resetSandbox = dataCommand({
  name: 'sandbox reset',
  summary: 'Put everything back to what it was when the demo company was made, the clock too. Logins and passwords stay.',
  options: {},
  read: noOperands,
  work: (installation) => keeperOf(installation).reset(),
  show: () => 'The sandbox is as it was at its beginning.',
});

export const snapshotSandbox = dataCommand({
  name: 'sandbox snapshot',
  operands: '<name>',
  summary: 'Keep the state of everything under a name; an older one of that name is replaced.',
  options: {},
  read: (given) => ({ name: operand(given, 'name of the snapshot') }),
  work: async (installation, { name }) => ({ name, ...(await keeperOf(installation).snapshot(name)) }),
  show: ({ name, bytes }) => `Kept as ${name} (${bytes} bytes).`,
});

export const restoreSandbox = dataCommand({
  name: 'sandbox restore',
  operands: '<name>',
  summary: 'Put everything back to what it was when the snapshot was taken, the clock too.',
  options: {},
  read: (given) => ({ name: operand(given, 'name of the snapshot') }),
  work: async (installation, { name }) => {
    await keeperOf(installation).restore(name);
    return { name };
  },
  show: ({ name }) => `Everything is as it was when ${name} was taken.`,
});
