import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Setting, say, start } from './support.ts';

let here: Setting;
beforeEach(async () => {
  here = await start();
});
afterEach(() => here.close());

const place = () => ({ channel: here.channel, thread: null });
const direct = { channel: 'direct', thread: null };

test('what people type is handed over as they read it', async () => {
  const { id: other } = here.slack.addUser({ name: 'Bo Martin' });
  const files = [{ name: 'note.txt', type: 'text/plain', bytes: new TextEncoder().encode('bonjour') }];
  await here.slack.say(
    here.user,
    direct,
    'Merci @Bo Martin & *bravo* : voir https://example.org/a?b=1&c=2 #general',
    files,
  );
  await here.quiet();
  const [message] = here.inbox.messages;
  if (!message) throw new Error('nothing came');
  const words = (who: string, where: string) => `Merci ${who} & bravo : voir https://example.org/a?b=1&c=2 ${where}`;
  expect(message).toMatchObject({
    user: { id: here.user, name: here.user, team: here.slack.team.id },
    place: { channel: expect.stringMatching(/^D/), thread: null },
    text: words(`@${other}`, `#${here.channel}`),
    unnamed: [`@${other}`, `#${here.channel}`],
    direct: true,
    mentionsBot: false,
  });
  expect(await here.platform.named(message)).toMatchObject({
    user: { id: here.user, name: 'Ana', locale: 'fr', team: here.slack.team.id },
    text: words('@Bo Martin', '#general'),
  });
  const [file] = message.files;
  expect(file).toMatchObject({ name: 'note.txt', size: 7 });
  expect(new TextDecoder().decode(await file?.fetch(1_000_000))).toBe('bonjour');
  expect(new TextDecoder().decode(await here.platform.fetchFile(file?.source ?? '', 1_000_000))).toBe('bonjour');
});

test('threads, direct messages and mentions of the bot', async () => {
  const parent = await here.slack.say(here.user, place(), 'Une question');
  await here.slack.say(here.user, { channel: here.channel, thread: parent }, '@Fil conducteur, aide-moi');
  await here.slack.say(here.user, direct, 'Bonjour');
  await here.quiet();
  const seen = here.inbox.messages.map(({ text, place, direct, mentionsBot }) => [
    text,
    place.thread,
    direct,
    mentionsBot,
  ]);
  expect(seen).toContainEqual(['Une question', null, false, false]);
  expect(seen).toContainEqual(['aide-moi', parent, false, true]);
  expect(seen).toContainEqual(['Bonjour', null, true, false]);
});

test('the bot’s own words, what the bot edits, and deletions are not messages', async () => {
  const target = { kind: 'channel', platform: 'slack', channel: here.channel } as const;
  const refs = await here.platform.post(target, say('Bonjour'), 'k');
  await here.platform.edit(refs, say('Bonsoir'), 'k');
  const id = await here.slack.say(here.user, place(), 'Un');
  await here.slack.remove(here.user, id);
  await here.quiet();
  expect(here.inbox.messages.map((message) => message.text)).toEqual(['Un']);
});

test('a message is acknowledged only once it is kept', async () => {
  let failures = 0;
  here.inbox.onMessage = async () => {
    failures += 1;
    if (failures === 1) throw new Error('the database is away');
  };
  await here.slack.say(here.user, place(), 'Important');
  await expect.poll(() => failures).toBe(1);
  here.slack.dropSockets();
  await expect.poll(() => here.inbox.messages.map((message) => message.text)).toEqual(['Important']);
});

test('history tells what people said after a message', async () => {
  const parent = await here.slack.say(here.user, place(), 'Début');
  const thread = { platform: 'slack' as const, channel: here.channel, thread: parent };
  const first = await here.slack.say(here.user, { channel: here.channel, thread: parent }, 'Un');
  await here.platform.post({ kind: 'place', place: thread }, say('Du bot'), 'k');
  await here.slack.say(here.user, { channel: here.channel, thread: parent }, 'Deux');
  await here.slack.say(here.user, place(), 'Ailleurs');
  const read = async (after: string, where = thread as { platform: 'slack'; channel: string; thread: string | null }) =>
    (await here.platform.history(where, after)).map((message) => message.text);
  expect(await read(parent)).toEqual(['Un', 'Deux']);
  expect(await read(first)).toEqual(['Deux']);
  expect(await read(parent, { ...thread, thread: null })).toEqual(['Ailleurs']);
});

test('history is read over as many pages as it takes, without what bots say', async () => {
  const parent = await here.slack.say(here.user, place(), 'Beaucoup');
  const thread = { platform: 'slack' as const, channel: here.channel, thread: parent };
  const said: string[] = [];
  for (let count = 0; count < 230; count += 1) {
    said.push(await here.slack.say(here.user, { channel: here.channel, thread: parent }, `mot ${count}`));
    if (count % 50 === 0) await here.platform.post({ kind: 'place', place: thread }, say('Du bot'), `page-${count}`);
  }
  expect((await here.platform.history(thread, parent)).map(({ id }) => id)).toEqual(said);
  expect((await here.platform.history({ ...thread, thread: null }, parent)).map(({ id }) => id)).toEqual([]);
});

test('who and what ids stand for', async () => {
  expect(await here.platform.user(here.user, null)).toEqual({
    platform: 'slack',
    id: here.user,
    team: here.slack.team.id,
    name: 'Ana',
    locale: 'fr',
    administrator: true,
  });
  expect(await here.platform.channelName(here.channel)).toBe('#general');
  expect(await here.platform.channelName(here.user)).toBe('Ana');
});

test('who was asked about long ago waits for no answer of Slack: the name known until then will do', async () => {
  const clock = manualClock();
  let passed = 0;
  const later = await start({ clock }, { now: () => clock.now() + passed });
  const { slack, user, inbox } = later;
  const command = () => slack.command(user, { channel: later.channel, thread: null }, '/mois');
  await command();
  passed = 11 * 60_000;
  // No answer comes, since Slack's clock stands still.
  slack.fault({ kind: 'delay', milliseconds: 1_000, method: 'users.info' });
  await command();
  expect(inbox.commands.map((given) => given.user.name)).toEqual(['Ana', 'Ana']);
  clock.advance(1_000);
  await later.close();
});
