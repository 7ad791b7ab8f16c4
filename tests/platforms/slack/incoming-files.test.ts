import { afterEach, expect, test, vi } from 'vitest';
import { silentLog } from '../../../src/log.ts';
import { createClient } from '../../../src/platforms/slack/client.ts';
import { incomingFiles } from '../../../src/platforms/slack/incoming-files.ts';

afterEach(() => vi.unstubAllGlobals());

const TOKEN = 'xoxb-1-2-three';

async function fetched(apiUrl: string, url: string): Promise<readonly unknown[][]> {
  const fetch = vi.fn(async (..._: unknown[]) => new Response('bytes'));
  vi.stubGlobal('fetch', fetch);
  const access = { client: createClient(TOKEN, apiUrl, silentLog), token: TOKEN, apiUrl };
  const [file] = incomingFiles({ files: [{ id: 'F1', name: 'a.txt', url_private: url }] }, access);
  await file?.fetch(1_000_000).catch(() => {});
  return fetch.mock.calls;
}

test.each([
  ['https://slack.com/api/', 'https://files.slack.com/files-pri/T1-F1/a.txt'],
  ['https://slack-gov.com/api/', 'https://files.slack-gov.com/files-pri/T1-F1/a.txt'],
  ['http://127.0.0.1:4000/api/', 'http://127.0.0.1:4000/files/F1'],
])('with the Web API at %s a file is fetched from %s', async (apiUrl, url) => {
  expect(await fetched(apiUrl, url)).toEqual([
    [url, expect.objectContaining({ headers: { 'Accept-Encoding': 'identity', Authorization: `Bearer ${TOKEN}` } })],
  ]);
});

test.each([
  ['https://slack.com/api/', 'https://files.slack.com.example.org/a.txt'],
  ['https://slack.com/api/', 'https://notslack.com/a.txt'],
  ['https://slack.com/api/', 'http://files.slack.com/a.txt'],
  ['https://slack-gov.com/api/', 'https://slack-gov.com@example.org/a.txt'],
  ['http://127.0.0.1:4000/api/', 'http://169.254.169.254/latest/meta-data'],
])('with the Web API at %s the token never goes to %s', async (apiUrl, url) => {
  expect(await fetched(apiUrl, url)).toEqual([]);
});
