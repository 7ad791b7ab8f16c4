import { openDatabase } from './database.ts';
import { silentLog } from '../log.ts';
const t = performance.now();
const db = await openDatabase({ dataDir: '/tmp/scratch/data', log: silentLog, url: process.env['DATABASE_URL'] });
await db.queue.start();
console.log('open+start', Math.round(performance.now() - t), 'since process start', Math.round(performance.now()), 'rss', Math.round(process.memoryUsage().rss/1e6));
if (process.argv[2]) { await new Promise(r => setTimeout(r, 8000)); (globalThis as any).gc?.(); console.log('idle rss', Math.round(process.memoryUsage().rss/1e6)); }
await db.close();
console.log('closed at', Math.round(performance.now()), Date.now());
process.exit();
