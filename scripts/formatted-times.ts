// node --import tsx scripts/formatted-times.ts
//
// Measures how long a text of 100 000 characters takes on its way from Discord to Slack and from Slack to Discord, for texts that
// people write and for those that readers are slow at: the best of several tries, in milliseconds of processor time, which other
// work on the machine lengthens less than those of the clock.
import { splitFormatted } from '../src/chat/formatted/split.ts';
import { CAPACITY_ON_DISCORD } from '../src/platforms/discord/formatted/capacity.ts';
import { readMarkdown } from '../src/platforms/discord/formatted/read-markdown.ts';
import { writeMarkdown } from '../src/platforms/discord/formatted/write-markdown.ts';
import { readSlackMessage } from '../src/platforms/slack/formatted/read-rich-text.ts';
import { writeForSlack } from '../src/platforms/slack/formatted/write-rich-text.ts';

const LENGTH = 100_000;
const TRIES = 9;
const PIECES = [
  'un mot **en gras** et _la suite_\n',
  'mot ',
  '**',
  '*',
  '||',
  '[a](',
  '[a](https://a.fr) ',
  '`',
  '<@1> ',
  '\\*',
].concat(['> a\n', '- a\n', '\n', 'https://a.fr/(', '**__~~||a||~~__**', '```a```']);

/** Returns the milliseconds of the quickest try, and what came of the last. */
function best<T>(work: () => T): readonly [number, T] {
  let quickest = Number.POSITIVE_INFINITY;
  let result = work();
  for (let tried = 0; tried < TRIES; tried += 1) {
    const start = process.cpuUsage();
    result = work();
    const { user, system } = process.cpuUsage(start);
    quickest = Math.min(quickest, (user + system) / 1_000);
  }
  return [quickest, result];
}

console.log('again and again        read on Discord  written on Slack  read on Slack  split and written on Discord');
for (const piece of PIECES) {
  const typed = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
  const [readThere, formatted] = best(() => readMarkdown(typed));
  const [written, message] = best(() => writeForSlack(formatted, () => ''));
  const [read, again] = best(() => readSlackMessage({ ...message }));
  const [split] = best(() => splitFormatted(again, CAPACITY_ON_DISCORD).map(writeMarkdown));
  const times = [readThere, written, read, split].map((time) => time.toFixed(1).padStart(12)).join('');
  console.log(`${JSON.stringify(piece).slice(0, 24).padEnd(24)}${times}`);
}
