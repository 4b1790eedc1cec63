import { prepareCluster } from './prepared-cluster.ts';

/** Run by the bootstrap once the packages are installed, so that a first start need not build an empty database. */
await prepareCluster();
