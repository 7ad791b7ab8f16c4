// This process opens a database on a server and leaves.
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';

const [url] = process.argv.slice(2);
const database = await openDatabase({ url, dataDir: 'memory', log: silentLog });
await database.close();
