import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import { marked, NAMES, number, table } from './markdown.ts';
import type { YearsTime } from './years-run.ts';

/** The aim: at most this multiple of the time on an empty database. */
const AIM = 1.2;

/** Returns a table for each platform, in Markdown. What misses its aim is in bold. */
export function yearsTableOf(times: readonly YearsTime[]): string {
  const said = `Three editions of 500 organisations in 18 regions and a day's 20 000 answers, beside a database with one of these regions on its first day, with its organisations and announcements and nothing behind them, asked in turns: until the answer is stored or the form is open, p50 in milliseconds (aim: at most × ${AIM}).`;
  const platforms = [...new Set(times.map(({ platform }) => platform))];
  return [said, ...platforms.map((platform) => tableOf(platform, times))].join('\n\n');
}

function tableOf(platform: LocalPlatformName, all: readonly YearsTime[]): string {
  const times = all.filter((time) => time.platform === platform);
  const databases = [...new Set(times.map(({ database }) => database))];
  const gestures = [...new Set(times.map(({ gesture }) => gesture))];
  const rows = gestures.map((gesture) => [
    gesture,
    ...databases.flatMap((database) => {
      const found = times.find((time) => time.database === database && time.gesture === gesture);
      if (!found) return ['', '', ''];
      const ratio = found.full.p50 / found.empty.p50;
      return [number(found.empty.p50), number(found.full.p50), marked(`× ${ratio.toFixed(2)}`, ratio > AIM)];
    }),
  ]);
  const head = [
    `${NAMES[platform]}, one person`,
    ...databases.flatMap((name) => [`${name}, first day`, 'after years', 'ratio']),
  ];
  return table(head, rows);
}
