import { createApp } from './app.ts';
import { placedAt, type Config } from './config/config.ts';
import { openInstallation, type Installation, type OpenOptions } from './start/installation.ts';
import { holdPort, portRefused, type HeldPort } from './start/port.ts';
import { silently } from './start/progress.ts';

export interface StartOptions extends OpenOptions {
  /** Puts the sandbox back to its beginning before serving. */
  readonly reset?: boolean;
}

/** A program that serves. */
export interface Running extends Omit<Installation, 'undo' | 'close'> {
  /** Origin under which it is called. */
  readonly baseUrl: string;
  /** Answers what has begun, refuses what comes later, and lets go of the data. */
  stop(): Promise<void>;
}

/**
 * Starts the whole program: takes the port, opens and migrates the database, makes the demo company where there is none, and
 * serves. A start that fails leaves nothing half-made. Throws `StartRefused` and others that read as one line.
 */
export async function startProgram(given: Config, options: StartOptions = {}): Promise<Running> {
  const held = await holdPort(given.host, given.port);
  try {
    const config = placedAt(given, held.port);
    const installation = await prepare(config, options);
    return await whole(installation, () => serve(config, installation, held));
  } finally {
    await held.release();
  }
}

/** Does once what several processes need before they serve, and answers the port that they can share. */
export async function prepareProgram(
  given: Config,
  options: StartOptions = {},
): Promise<{ config: Config; installation: Installation }> {
  const held = await holdPort(given.host, given.port);
  try {
    const config = placedAt(given, held.port);
    return { config, installation: await prepare(config, options) };
  } finally {
    await held.release();
  }
}

/** One of several processes: everything has been prepared, and the port is shared. */
export async function joinProgram(given: Config): Promise<Running> {
  const config = placedAt(given, given.port);
  const installation = await openInstallation(config, { migrate: false });
  return whole(installation, () => serve(config, installation, undefined));
}

async function prepare(config: Config, options: StartOptions): Promise<Installation> {
  const installation = await openInstallation(config, options);
  return whole(installation, async () => {
    await installation.sandbox?.ensure({
      step: options.step ?? silently,
      reset: options.reset ?? false,
      baseUrl: originOf(config),
    });
    return installation;
  });
}

/** Closes an installation again, and takes away what is half-made, when the next step fails. */
async function whole<T>(installation: Installation, next: () => Promise<T>): Promise<T> {
  try {
    return await next();
  } catch (error) {
    await installation.undo();
    throw error;
  }
}

async function serve(config: Config, installation: Installation, held: HeldPort | undefined): Promise<Running> {
  const { program } = installation;
  await program.start();
  const app = await createApp(program, { controls: installation.controls });
  await held?.release();
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    throw portRefused(error, config.host, config.port);
  }
  program.health.markReady();
  const stop = async (): Promise<void> => {
    program.health.markStopping();
    await app.close();
    await installation.close();
  };
  return { ...installation, baseUrl: originOf(config), stop };
}

/** Where this machine reaches the listening address: one that stands for all of them is reached on the loopback. */
function originOf({ host, port }: Config): string {
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}
