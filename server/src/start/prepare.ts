import { enableCompileCache } from 'node:module';

/** Run by the bootstrap once the packages are installed, so that a first start need neither compile the program nor build an empty database. */
enableCompileCache();
await import('../main.ts');
const { prepareCluster } = await import('./prepared-cluster.ts');
await prepareCluster();
