import { afterEach, beforeEach, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/chat/platform.ts';
import { silentLog } from '../../../src/log.ts';
import { createClient } from '../../../src/platforms/slack/client.ts';
import { createDirectory } from '../../../src/platforms/slack/directory.ts';
import { namedMessage } from '../../../src/platforms/slack/named.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Setting, start } from './support.ts';

const nameOf = (index: number) => `${String.fromCharCode(65 + index)}nne`;
const clock = manualClock();
let here: Setting;
/** Names that nobody knows yet, and that Slack doesn't tell for as long as the clock stands still. */
let crowd: readonly string[];
/** The number of times one of these was asked for. */
let asked: number;
const asksForOne = (body: unknown) => {
  const is = crowd.includes(Object(body).user);
  asked += is ? 1 : 0;
  return is;
};
beforeEach(async () => {
  asked = 0;
  here = await start({ clock });
  crowd = Array.from({ length: 20 }, (_, index) => here.slack.addUser({ name: nameOf(index) }).id);
  here.slack.fault({
    kind: 'delay',
    milliseconds: 10_000,
    method: 'users.info',
    times: 1_000,
    when: asksForOne,
  });
});
afterEach(async () => {
  clock.advance(60_000);
  await here.close();
});

const all = () => crowd.map((_, index) => `@${nameOf(index)}`).join(' ');
const ids = () => crowd.map((id) => `@${id}`).join(' ');

/** Says something to the bot. Returns it as it is handed on. */
async function said(words: string): Promise<IncomingMessage> {
  await here.slack.say(here.user, { channel: 'direct', thread: null }, words);
  await here.quiet();
  const message = here.inbox.messages.at(-1);
  if (!message) throw new Error('nothing came');
  return message;
}

it('messages full of mentions are handed on at once, in order, with nothing asked about them', async () => {
  const words = ['un', 'deux', 'trois', 'quatre', 'cinq', 'six'];
  for (const word of words) await said(`${word} ${all()}`);
  expect(here.inbox.messages.map(({ text }) => text)).toEqual(words.map((word) => `${word} ${ids()}`));
  expect(here.slack.requests.filter(({ path }) => path === 'users.info')).toEqual([]);
});

it('the names of those whom a message mentions are asked for together', async () => {
  const named = here.platform.named(await said(`un ${all()}`));
  await expect.poll(() => asked).toBe(20);
  clock.advance(10_000);
  expect(await named).toMatchObject({ user: { name: 'Ana' }, text: `un ${all()}` });
});

it('a name that Slack is slow to tell is waited for once, not by each message that holds it', async () => {
  const { environment } = here.slack;
  const client = createClient(environment.SLACK_BOT_TOKEN ?? '', environment.SLACK_API_URL ?? '', silentLog);
  const directory = createDirectory(client, clock.now, 200);
  const un = await namedMessage(await said(`un ${all()}`), directory);
  expect(un.text).toBe(`un ${ids()}`);
  expect(asked).toBe(20);
  expect((await namedMessage(await said(`deux ${all()}`), directory)).text).toBe(`deux ${ids()}`);
  expect(asked).toBe(20);
  // It comes late, and is known from then on.
  clock.advance(10_000);
  const trois = await said(`trois @${nameOf(0)}`);
  await expect.poll(async () => (await namedMessage(trois, directory)).text).toBe(`trois @${nameOf(0)}`);
});

it('a name that Slack refuses to tell isn’t asked for again at once', async () => {
  here.slack.clearFaults();
  here.slack.fault({
    kind: 'refuse',
    error: 'ratelimited',
    method: 'users.info',
    times: 1_000,
    when: asksForOne,
  });
  for (let index = 0; index < 5; index += 1) {
    expect((await here.platform.named(await said(`${index} ${all()}`))).text).toBe(`${index} ${ids()}`);
  }
  expect(asked).toBe(20);
});

it('what somebody is called, or typed, isn’t taken for an id', async () => {
  const [first = ''] = crowd;
  here.slack.clearFaults();
  const { id } = here.slack.addUser({ name: `Zoé @${first}` });
  const message = await said(`@Zoé et @${first}x, @Zoé`);
  expect((await here.platform.named({ ...message, text: `@${id} et @${first}`, unnamed: [`@${id}`] })).text).toBe(
    `@Zoé @${first} et @${first}`,
  );
});

it('one typed mention, which Slack brings as two events, counts once', async () => {
  const place = { channel: here.channel, thread: null };
  await here.slack.say(here.user, place, '@Fil conducteur bonjour');
  await here.quiet();
  expect(here.inbox.messages.map(({ text }) => text)).toEqual(['bonjour']);
});
