// This process puts the prepared database into a folder, and says when it begins.
import { MIGRATIONS_DIRECTORY } from '../../src/database/migrate.ts';
import { preparedFor, unpackPrepared } from '../../src/database/prepared.ts';
import { silentLog } from '../../src/log.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('which directory?');
console.log('unpacking');
await unpackPrepared(await preparedFor(MIGRATIONS_DIRECTORY), directory, silentLog);
