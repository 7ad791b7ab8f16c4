// This process holds the lock until it is killed.
import { lockDirectory } from '../../src/database/lock.ts';

const [directory, temporary] = process.argv.slice(2);
if (directory === undefined) throw new Error('which directory?');
if (temporary !== undefined) process.env.TMPDIR = temporary;
await lockDirectory(directory);
console.log('locked');
setInterval(() => {}, 60_000);
