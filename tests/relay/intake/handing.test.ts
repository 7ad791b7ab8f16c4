import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { storeMessages } from '../../../src/relay/intake/intake-store.ts';
import { stateOf } from '../../../src/relay/state.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import type { ScriptedChannel } from '../scripted-channel.ts';
import { SETTLE_MS, twoChannels } from '../setting.ts';

let database: Database;
let one: Awaited<ReturnType<typeof twoChannels>>;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  one = await twoChannels(database);
  await one.start();
  // The first message settles that nothing was left by a former process.
  one.slack.say('Léa', 'Bonjour');
  await one.tell();
  return () => one.relay.stop();
});
afterAll(() => database.close());

const copiesOn = ({ standing }: ScriptedChannel) => standing.filter(({ isCopy }) => isCopy).map(({ text }) => text);

/** Stores what was said next on Slack, with its copy claimed for the other channel, as a process does that is killed then. */
async function storeAndDie(text: string): Promise<void> {
  const id = one.slack.say('Léa', text);
  const [event] = one.slack.events.splice(0);
  if (event?.kind !== 'message') throw new Error('nothing was said');
  const { author, content, names, files, reactions, pinned, saidAt } = event.message;
  const [slack, discord] = await database.prisma.relayChannel.findMany({ orderBy: { platform: 'desc' } });
  if (!slack || !discord) throw new Error('nothing is tied');
  const stored = await storeMessages(
    database,
    [
      {
        ...{
          regionId: slack.regionId,
          channelId: slack.id,
          kind: 'MESSAGE',
          sourceId: id,
          thread: null,
          replyTo: null,
        },
        ...{
          authorId: author.id,
          authorName: author.name,
          picture: author.picture,
          edited: null,
          withheld: null,
          saidAt,
        },
        state: stateOf({ content, names, files, reactions, pinned }),
      },
    ],
    [discord.id],
  );
  expect(stored).toMatchObject({ due: [], claimed: [{ channelId: discord.id, message: { sourceId: id } }] });
}

it('what was claimed as it was stored, by a process that was killed then, stands once and in its order', async () => {
  await storeAndDie('Rendez-vous lundi');
  await one.kill();
  await one.start();
  one.slack.say('Léa', 'À lundi');
  await one.tell();
  // It may have been posted: for as long as the platform may take nothing is posted again, or after it.
  expect(copiesOn(one.discord)).toEqual(['Bonjour']);
  one.clock.advance(SETTLE_MS + 1_000);
  await one.rest();
  await one.later();
  const said = copiesOn(one.discord);
  expect(said).toHaveLength(3);
  expect(said[1]).toContain('Rendez-vous lundi');
  expect(said[2]).toContain('À lundi');
});

it('what is handed to a lane that may not post any more waits, and stands once', async () => {
  one.slack.say('Léa', 'Rendez-vous lundi');
  const [event] = one.slack.events.splice(0);
  const taken = event && one.relay.intake(one.slack.platform)?.take(event);
  // The lane expects it by now.
  await Promise.resolve();
  one.discord.connected = false;
  await taken;
  await one.rest();
  expect(copiesOn(one.discord)).toEqual(['Bonjour']);
  const waiting = await database.prisma.relayCopy.findMany({ where: { status: { not: 'POSTED' } } });
  expect(waiting.map(({ status }) => status)).toEqual(['WAITING']);
  one.discord.connected = true;
  await one.later();
  expect(copiesOn(one.discord)).toHaveLength(2);
});

it('more than a lane takes at once stands there in its order all the same', async () => {
  for (let index = 0; index < 30; index += 1) one.slack.say('Léa', `message ${index}`);
  const intake = one.relay.intake(one.slack.platform);
  const told = [one.slack.events.splice(0, 1), one.slack.events.splice(0)];
  // The first is being stored while the others come; what is said next doesn't find room beside them.
  const taking = told.flat().map((event) => intake?.take(event));
  for (let index = 30; index < 80; index += 1) one.slack.say('Léa', `message ${index}`);
  taking.push(...one.slack.events.splice(0).map((event) => intake?.take(event)));
  await Promise.all(taking);
  await one.rest();
  expect(copiesOn(one.discord).slice(1)).toEqual(Array.from({ length: 80 }, (_, index) => `message ${index}`));
});

it('what is stored while a lane looks for what is due stands once', async () => {
  let meanwhile: () => Promise<unknown> = async () => {};
  const prisma = database.prisma.$extends({
    query: {
      async $queryRaw({ args, query }) {
        if (JSON.stringify(args).includes("'POSTING' FROM due")) {
          const work = meanwhile;
          meanwhile = async () => {};
          await work();
        }
        return query(args);
      },
    },
  }) as unknown as Database['prisma'];
  await one.relay.stop();
  await emptyDatabase(database);
  const here = await twoChannels({ ...database, prisma });
  await here.start();
  const id = here.slack.say('Léa', 'Bonjour');
  await here.tell();
  here.slack.change(id, 'Bonsoir');
  here.slack.say('Léa', 'Rendez-vous lundi');
  const [changed, said] = here.slack.events.splice(0);
  const take = async (event: typeof changed) => event && here.relay.intake(here.slack.platform)?.take(event);
  let looked = false;
  meanwhile = () => {
    looked = true;
    return take(said);
  };
  await take(changed);
  await here.rest();
  await here.relay.stop();
  expect([looked, copiesOn(here.discord)]).toEqual([true, ['Bonsoir', 'Rendez-vous lundi']]);
});

it('a change of what is still in hand is shown', async () => {
  const id = one.slack.say('Léa', 'Rendez-vous lundi');
  one.slack.change(id, 'Rendez-vous mardi');
  await one.tell();
  expect(copiesOn(one.discord)).toEqual(['Bonjour', 'Rendez-vous mardi']);
});

it('what can’t be stored is brought again, and stands once', async () => {
  one.slack.say('Léa', 'Rendez-vous lundi');
  const [event] = one.slack.events;
  if (event?.kind !== 'message') throw new Error('nothing was said');
  const unstorable = { ...event, message: { ...event.message, saidAt: new Date(Number.NaN) } };
  await expect(one.relay.intake(one.slack.platform)?.take(unstorable)).rejects.toThrow();
  await one.tell();
  await one.later();
  expect(copiesOn(one.discord)).toHaveLength(2);
});
