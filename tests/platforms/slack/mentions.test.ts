import { afterEach, beforeEach, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Setting, start } from './support.ts';

const nameOf = (index: number) => `${String.fromCharCode(65 + index)}nne`;
const clock = manualClock();
let here: Setting;
/** Names that nobody knows yet, and that Slack doesn't tell for as long as the clock stands still. */
let crowd: readonly string[];
beforeEach(async () => {
  here = await start({ clock });
  crowd = Array.from({ length: 20 }, (_, index) => here.slack.addUser({ name: nameOf(index) }).id);
  here.slack.fault({
    kind: 'delay',
    milliseconds: 10_000,
    method: 'users.info',
    times: 1_000,
    when: (body) => crowd.includes(Object(body).user),
  });
});
afterEach(async () => {
  clock.advance(60_000);
  await here.close();
});

const asked = () => here.slack.requests.filter(({ path }) => path === 'users.info').length;
const all = () => crowd.map((_, index) => `@${nameOf(index)}`).join(' ');
const said = () => here.inbox.messages.map(({ text }) => text.split(' ')[0]);

it('messages full of mentions that Slack doesn’t tell are taken in, in order, without waiting for the names', async () => {
  for (const word of ['un', 'deux', 'trois', 'quatre', 'cinq', 'six']) {
    await here.slack.say(here.user, { channel: 'direct', thread: null }, `${word} ${all()}`);
  }
  // Each would wait as long as the one before it, if names were looked for one after the other.
  await expect.poll(said, { timeout: 2_500 }).toEqual(['un', 'deux', 'trois', 'quatre', 'cinq', 'six']);
  expect(here.inbox.messages[0]?.text).toContain(`@${crowd[0]}`);
});

it('a name that Slack is slow to tell is waited for once, not by each message that holds it', async () => {
  const say = (word: string) => here.slack.say(here.user, { channel: 'direct', thread: null }, `${word} ${all()}`);
  await say('un');
  await expect.poll(said, { timeout: 2_500 }).toEqual(['un']);
  const before = asked();
  await say('deux');
  await expect.poll(said).toEqual(['un', 'deux']);
  expect(asked()).toBe(before);
  // It comes late, and is known from then on.
  clock.advance(10_000);
  await here.slack.settled();
  await expect
    .poll(async () => {
      await say('trois');
      await here.quiet();
      return here.inbox.messages.at(-1)?.text;
    })
    .toContain(`@${nameOf(0)}`);
});

it('a name that Slack refuses to tell isn’t asked for again at once', async () => {
  here.slack.clearFaults();
  here.slack.fault({
    kind: 'refuse',
    error: 'ratelimited',
    method: 'users.info',
    times: 1_000,
    when: (body) => crowd.includes(Object(body).user),
  });
  const told = () =>
    here.slack.requests.filter(({ path, body }) => path === 'users.info' && crowd.includes(Object(body).user)).length;
  for (let index = 0; index < 5; index += 1) {
    await here.slack.say(here.user, { channel: 'direct', thread: null }, `${index} ${all()}`);
    await here.quiet();
  }
  expect(here.inbox.messages).toHaveLength(5);
  expect(told()).toBe(20);
});

it('one typed mention, which Slack brings as two events, counts once', async () => {
  const place = { channel: here.channel, thread: null };
  await here.slack.say(here.user, place, '@Fil conducteur bonjour');
  await here.quiet();
  expect(here.inbox.messages.map(({ text }) => text)).toEqual(['bonjour']);
});
