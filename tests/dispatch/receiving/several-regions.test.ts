import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { testDatabase } from '../../support/database.ts';
import { type Inboxes, NOW, startInbox } from '../setting.ts';
import { Shown } from '../someone.ts';

/** A direct conversation of Discord, which names no server. */
const place = { platform: 'discord', channel: 'D1', thread: null } as const;

let database: Database;
let inboxes: Inboxes;
let picardie: string;
let bretagne: string;

beforeEach(async () => {
  database = await testDatabase();
  inboxes = await startInbox(database, 'discord');
  picardie = (await database.prisma.region.findFirstOrThrow()).id;
  const region = await database.prisma.region.create({
    data: { name: 'Bretagne', departments: ['35'], createdAt: NOW },
  });
  bretagne = region.id;
  for (const regionId of [picardie, bretagne]) {
    const person = { create: { regionId, name: 'Nour', lastPlatform: 'discord', createdAt: NOW } } as const;
    await database.prisma.identity.create({
      data: {
        region: { connect: { id: regionId } },
        platform: 'discord',
        externalId: 'Nour',
        name: 'Nour',
        person,
      },
    });
  }
});
afterEach(() => database.close());

const user = () => ({ ...inboxes.user('Nour'), team: null });

/** Stores something that the bot has sent in the direct conversation. */
async function sent(regionId: string, about: string | null, id: string): Promise<void> {
  await database.prisma.delivery.create({
    data: {
      regionId,
      key: `${regionId}:${id}`,
      platform: 'discord',
      target: {},
      body: {},
      about,
      status: 'SENT',
      createdAt: NOW,
      refs: [{ place, id }],
      channel: 'D1',
    },
  });
}

async function press(action: string, choice: readonly string[] = [], message: string | null = null): Promise<Shown> {
  const shown = new Shown();
  const ref = message === null ? null : { place, id: message };
  await inboxes.inbox.action({ user: user(), place, action, choice, message: ref, shownIn: message }, shown);
  return shown;
}

const say = (id: string, text: string) =>
  inboxes.inbox.message({ user: user(), place, id, text, files: [], direct: true, mentionsBot: false });

const notedIn = (regionId: string) => database.prisma.receivedEvent.count({ where: { regionId, platform: 'discord' } });

test('a typed answer goes to the region that asked in this conversation', async () => {
  await sent(picardie, 'survey:1', 'm1');
  await sent(bretagne, null, 'm2');
  await say('e1', 'treize personnes');
  expect(await inboxes.noted()).toEqual(['treize personnes']);
  expect(await notedIn(picardie)).toBe(1);
  expect(await notedIn(bretagne)).toBe(0);
});

const command = async (): Promise<Shown> => {
  const shown = new Shown();
  await inboxes.inbox.command({ user: user(), place, path: ['noter'], values: {}, text: '' }, shown);
  return shown;
};

test('a button goes to the region of its message, a form to its own', async () => {
  await sent(bretagne, null, 'm1');
  const opened = await command();
  await sent(picardie, null, 'm2');
  expect((await press('note-it:une', [], 'm1')).text).toContain('Noté : une');
  expect(await database.prisma.dueItem.count({ where: { kind: 'note', regionId: bretagne } })).toBe(1);
  const submitted = new Shown();
  await inboxes.inbox.form({ user: user(), place, form: opened.form.id, values: { name: 'deux' } }, submitted);
  expect(submitted.text).toContain('Noté : deux');
});

test('a command goes to the one region that has written there, and is asked about where two have', async () => {
  await sent(picardie, null, 'm1');
  expect((await command()).forms).toHaveLength(1);
  await sent(bretagne, null, 'm2');
  expect((await command()).text).toContain('Vous participez à plusieurs régions');
});

test('what was chosen holds until the other region writes: what is done then might not be meant for it', async () => {
  await sent(picardie, null, 'm1');
  await press(`in-this-region:${bretagne}/`);
  await sent(bretagne, null, 'm2');
  expect((await press('note-it:une')).text).toContain('Noté : une');
  await database.prisma.delivery.updateMany({
    where: { regionId: picardie },
    data: { createdAt: new Date(NOW.getTime() + 60_000) },
  });
  await sent(picardie, null, 'm3');
  await database.prisma.delivery.update({
    where: { key: `${picardie}:m3` },
    data: { createdAt: new Date(NOW.getTime() + 60_000) },
  });
  inboxes.at(new Date(NOW.getTime() + 60_000));
  expect((await press('note-it:deux')).text).toContain('Vous participez à plusieurs régions');
});

test('what a clock that was ahead has dated neither asks again after each choice, nor outweighs it', async () => {
  const later = (by: number) => new Date(NOW.getTime() + by);
  const [soon, tomorrow] = [later(60_000), later(86_400_000)];
  inboxes.at(tomorrow);
  await press(`in-this-region:${picardie}/`);
  await sent(picardie, null, 'm1');
  await database.prisma.delivery.updateMany({ data: { createdAt: tomorrow, sentAt: tomorrow } });
  inboxes.at(soon);
  await press(`in-this-region:${bretagne}/`);
  await sent(bretagne, null, 'm2');
  for (const note of ['une', 'deux']) expect((await press(`note-it:${note}`)).text).toContain(`Noté : ${note}`);
  expect(await database.prisma.dueItem.count({ where: { kind: 'note', regionId: bretagne } })).toBe(2);
});

test('what was chosen no longer holds once what another region had held for the night has come', async () => {
  await sent(picardie, null, 'm1');
  await press(`in-this-region:${picardie}/`);
  await sent(bretagne, null, 'm2');
  const away = (by: number) => new Date(NOW.getTime() + by);
  const [night, morning] = [away(-3_600_000), away(3_600_000)];
  const of = { where: { key: `${bretagne}:m2` } };
  await database.prisma.delivery.update({ ...of, data: { createdAt: night, sentAt: null } });
  expect((await press('note-it:une')).text).toContain('Noté : une');
  await database.prisma.delivery.update({ ...of, data: { sentAt: morning } });
  await sent(picardie, null, 'm3');
  inboxes.at(morning);
  expect((await press('note-it:deux')).text).toContain('Vous participez à plusieurs régions');
});

test('where nothing tells, the person is asked, and what they wanted goes on', async () => {
  const asked = await press('note-it:trois');
  expect(asked.text).toContain('Vous participez à plusieurs régions');
  expect(asked.text).toContain('Bretagne');
  expect(await inboxes.noted()).toEqual([]);
  expect((await press('in-region:note-it:trois', [bretagne])).text).toContain('Noté : trois');
  // The choice holds in this conversation.
  expect((await press('note-it:quatre')).text).toContain('Noté : quatre');
});

test('of a few regions each has its button, and what was wanted goes on in the one that is pressed', async () => {
  await say('e3', 'bonjour');
  const posted = inboxes.posted().join();
  for (const [id, name] of [
    [picardie, 'Picardie'],
    [bretagne, 'Bretagne'],
  ]) {
    expect(posted).toContain(`in-this-region:${id}/`);
    expect(posted).toContain(name);
  }
  expect((await press(`in-this-region:${bretagne}/`)).text).toContain('Bretagne');
  await say('e4', 'bonjour encore');
  expect(await notedIn(bretagne)).toBe(1);
});

test('a button of one region goes on with what was pressed before', async () => {
  expect((await press(`in-this-region:${bretagne}/note-it:six`)).text).toContain('Noté : six');
  const { id } = await database.prisma.region.create({ data: { name: 'Alsace', departments: ['67'], createdAt: NOW } });
  const own = await press(`in-this-region:${id}/note-it:sept`);
  expect(own.text).not.toContain('Noté');
});

test('a region that is not theirs cannot be chosen', async () => {
  const { id } = await database.prisma.region.create({ data: { name: 'Alsace', departments: ['67'], createdAt: NOW } });
  expect((await press('in-region:note-it:cinq', [id])).text).toContain('Vous participez à plusieurs régions');
  expect(await inboxes.noted()).toEqual([]);
});

test('what a command came with is shown again', async () => {
  const shown = new Shown();
  const values = { name: 'Fête de la soupe', story: 'Une grande soupe' };
  await inboxes.inbox.command({ user: user(), place, path: ['noter'], values, text: '' }, shown);
  expect(shown.text).toContain('Vous participez à plusieurs régions');
  expect(shown.text).toContain('Une grande soupe');
});

test('what is typed where nothing was asked is answered, not dropped', async () => {
  await say('e2', 'bonjour');
  expect(inboxes.posted().join()).toContain('Vous participez à plusieurs régions');
  expect(inboxes.posted().join()).toContain('bonjour');
});
