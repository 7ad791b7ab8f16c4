import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceFiles } from '../support/sources.ts';

/** Files where bytes come in that somebody else made: what opens a way, and what docs/guarantees.md says of it. */
const ways: Readonly<Record<string, string>> = {
  // Through this one those of both platforms come.
  'src/chat/download.ts': "Slack's files",
  'src/features/nation/fetch-bilan.ts': "a region's bilan from its bot",
  'src/maintenance/checks/public-address.ts': 'what our public address answers',
  'src/platforms/discord/incoming-files.ts': "Discord's attachments",
  'src/platforms/slack/external-upload.ts': 'what Slack answers to an upload',
  'src/platforms/slack/incoming-files.ts': "Slack's files",
  'src/platforms/slack/private-answer.ts': 'what Slack answers to an answer',
  // It reads no body.
  'src/web/metrics.ts': 'requests to our own server',
  'src/web/server.ts': 'requests to our own server',
};

/** Ways that only somebody opens who has the machine: the demonstration and the local platforms aren't the bot. */
const ours = /^src\/(playground|demo)\//;

it('every way by which bytes come in is in the list that the bombs are tried on, and in docs/guarantees.md', () => {
  const opening = sourceFiles('src', 'commands')
    .filter(({ path }) => !ours.test(path))
    .filter(({ text }) =>
      /\bawait fetch\(|\bdownloadFrom\(|from 'node:http'.*createServer|createServer.*from 'node:http'/.test(text),
    )
    .map(({ path }) => path);
  expect(opening).toEqual(Object.keys(ways));
  const guarantees = readFileSync('docs/guarantees.md', 'utf8');
  for (const way of Object.values(ways)) expect(guarantees.toLowerCase()).toContain(way.toLowerCase());
});

it('nothing but a thread of its own looks into a file', () => {
  const looking = sourceFiles('src', 'commands').filter(({ imports }) => imports.some(({ to }) => to === 'file-type'));
  expect(looking.map(({ path }) => path)).toEqual([]);
});
