import { createServer, type AddressInfo } from 'node:net';
import { localDataCenters, type Config } from '../../src/config/config.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';

export interface ServedProgram extends TestProgram {
  /** Of this machine's address, which is no data centre's host. */
  readonly origin: string;
  /** Of a data centre's browser host: a name below localhost, which browsers resolve to this machine. */
  browserHost(dataCenter: string): string;
}

/** A whole program that listens on a free port of this machine, where its data centres have their hosts too. Jobs wait to be drained. */
export async function serveProgram(config: Partial<Config> = {}): Promise<ServedProgram> {
  const port = await freePort();
  const program = await testProgram({ jobs: true, config: { dataCenters: localDataCenters(port), ...config } });
  await program.app.listen({ host: '127.0.0.1', port });
  return {
    ...program,
    origin: `http://127.0.0.1:${port}`,
    browserHost: (dataCenter) => `http://www-${dataCenter}.localhost:${port}`,
  };
}

/** The data centres' hosts carry the port, so it must be known before the program is made. */
const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
