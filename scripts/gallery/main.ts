import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { collect } from './collect.ts';
import { galleryHtml } from './html.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'gallery' } } });
const bar = new SingleBar({ format: '{bar} {value}/{total}', hideCursor: true });
let begun = false;
const exhibits = await collect((done, total) => {
  if (!begun) bar.start(total, 0);
  begun = true;
  bar.update(done);
});
bar.stop();
const folder = resolve(values.out);
await mkdir(folder, { recursive: true });
const file = join(folder, 'index.html');
await writeFile(file, await galleryHtml(exhibits));
console.log(`${exhibits.length} messages and forms, on Slack and on Discord: ${file}`);
