// A process of its own that opens a database on a server, enqueues a job and leaves.
import { enqueue } from '../../src/database/enqueue.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';

const [url] = process.argv.slice(2);
const database = await openDatabase({ url, dataDir: 'memory', log: silentLog });
await database.queue.start();
await inTransaction(database, (tx) => enqueue(tx, 'opened', {}));
await database.close();
