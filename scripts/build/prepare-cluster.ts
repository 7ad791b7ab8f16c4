// Prepares the embedded database for a first start, where that is still to be done.
import { prepareCluster } from './prepared-cluster.ts';

await prepareCluster();
