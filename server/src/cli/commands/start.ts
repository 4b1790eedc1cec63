import cluster from 'node:cluster';
import { readOptions } from '../../config/options.ts';
import { readServeConfig, serveOptions } from '../../config/read-config.ts';
import { joinProgram, prepareProgram, startProgram } from '../../main.ts';
import { announceReady, assertProcesses, isWorker, runPrimary, untilStopped } from '../../platform/process/cluster.ts';
import { createLogger } from '../../platform/log.ts';
import { openControl, type RunCommand } from '../../start/control.ts';
import type { Installation } from '../../start/installation.ts';
import { announced } from '../../start/progress.ts';
import type { SandboxFile } from '../../start/sandbox-file.ts';
import { noOperands, type Call, type Command, type RemoteCommand } from '../command.ts';
import { panel } from '../panel.ts';

/** `commands` are those that other processes may ask the running program for. */
export function startCommand(commands: readonly RemoteCommand[]): Command {
  return {
    name: 'start',
    summary: 'Serve the platform. Without a database server it keeps its own database in the data folder.',
    options: serveOptions,
    async run(call) {
      const given = readOptions(serveOptions, call.argv, call.env);
      noOperands(given);
      const config = readServeConfig(given);
      assertProcesses(config.databaseUrl === undefined ? 'embedded' : 'server', config.processes);
      const options = { step: announced((line) => call.note(line)), reset: given.on('reset') };
      if (isWorker()) {
        const running = await joinProgram(config);
        const stopped = untilStopped(() => running.stop());
        announceReady();
        return stopped;
      }
      if (config.processes > 1) {
        const { config: placed, installation } = await prepareProgram(config, options);
        const sandbox = installation.sandbox?.file();
        await installation.close();
        // The last port wins: one that the system chose is the same for all.
        cluster.setupPrimary({ args: [...process.argv.slice(2), '--port', String(placed.port)] });
        const log = createLogger({ level: config.logLevel });
        return runPrimary({ processes: config.processes, log, onReady: () => announce(call, placed, sandbox) });
      }
      const running = await startProgram(config, options);
      const control = config.databaseUrl === undefined ? await openControl(config.dataDir, runIn(running, commands)) : undefined;
      // Listened for before anybody is told: who reads the panel may send a signal at once.
      const stopped = untilStopped(async () => {
        call.note('stopping ...');
        await control?.close();
        await running.stop();
      });
      announce(call, running.program.config, running.sandbox?.file());
      return stopped;
    },
  };
}

const runIn =
  (installation: Pick<Installation, 'program' | 'sandbox' | 'clock'>, commands: readonly RemoteCommand[]): RunCommand =>
  async (name, input) => {
    const command = commands.find((one) => one.name === name);
    if (!command) throw new Error(`The running program knows no "${name}": it may be of another version.`);
    return command.perform(installation as Installation, input);
  };

function announce(call: Call, config: { host: string; port: number; dataDir: string }, sandbox: SandboxFile | undefined): void {
  const baseUrl = sandbox?.baseUrl ?? `http://${config.host}:${config.port}`;
  call.print(panel({ baseUrl, dataDir: config.dataDir, sandbox }));
}
