import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/access/actor/actor.ts';
import type { Region } from '../../src/access/region/region.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { ERASURE } from '../../src/features/privacy/erasure.ts';
import { erasureJobs } from '../../src/features/privacy/jobs.ts';
import { eraseMe } from '../../src/features/privacy/operations.ts';
import { RELAY_CHANNELS } from '../../src/relay/ties/tied.ts';
import { both, other, platformsInTurn } from '../support/platforms.ts';
import { tablesNaming } from '../support/traces.ts';
import type { ScriptedChannel } from './scripted-channel.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from './setting.ts';

const NAME = 'Marie Dupont';
const HER_WORDS = "Le four est chaud d'avance";
/** An account's id is its name in these channels. */
const WITHOUT_HER = /^(?:personne effacée|erased-\w+) apporte le four/u;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let one: TwoChannels;
let region: Region;
beforeEachTest((given) => {
  one = given;
});

const now = () => new Date(one.clock.now());

/** Has Marie, who has an account on both platforms, press for her erasure. Returns its id. */
async function press(): Promise<string> {
  region = (await regionById(one.database, one.region.id)) as Region;
  const { person } = one.database.prisma;
  const identityRows = both.map((platform) => ({ regionId: region.id, platform, externalId: NAME, name: NAME }));
  const { id: personId } = await person.create({
    data: {
      ...{ regionId: region.id, name: NAME, lastPlatform: 'slack', createdAt: now() },
      identities: { create: identityRows },
    },
  });
  const actor: Actor = {
    ...{ personId, name: NAME, platform: 'slack', externalId: NAME, team: 'T1', administrator: false },
    ...{ coordinator: false, delegateOf: [], organisations: [], requests: [], separable: null, locale: 'fr' },
  };
  const { id } = await inTransaction(one.database, (tx) => eraseMe.run({ tx, region, now: now(), actor }, {}));
  return id;
}

/** Does what is due of the erasure, some times. Returns whether it has ended. */
async function goOn(id: string): Promise<boolean> {
  for (let times = 0; times < 8; times += 1) {
    // No platform here has a place to empty.
    await one.database.prisma.erasure.updateMany({ where: { id }, data: { homes: [] } });
    await inTransaction(one.database, async (tx) => {
      await erasureJobs[ERASURE]?.({ tx, region, now: now() }, id);
    });
    await one.rest();
  }
  return (await one.database.prisma.erasure.findUniqueOrThrow({ where: { id } })).endedAt !== null;
}

const traces = () => tablesNaming({ database: one.database }, [NAME, HER_WORDS]);

describe.each(platformsInTurn())(
  'what somebody said on %s before they had themselves erased, and that comes late',
  (platform) => {
    let here: ScriptedChannel;
    let there: ScriptedChannel;
    const begin = () => {
      [here, there] = [one[platform], one[other[platform]]];
    };

    it('stands nowhere else, whether it comes at once, again, or changed', async () => {
      begin();
      const said = here.say(NAME, HER_WORDS);
      const events = [...here.events];
      one.clock.advance(MINUTE);
      const id = await press();
      await one.tell();
      expect(copiesIn(there)).toEqual([]);
      expect(await goOn(id)).toBe(true);
      expect(await traces()).toEqual([]);
      here.events.push(...events);
      here.change(said, `${HER_WORDS}, dit ${NAME}`);
      await one.tell();
      expect(copiesIn(there)).toEqual([]);
      expect(await traces()).toEqual([]);
    });

    it('is found where it stands, though its event comes only once all is over', async () => {
      begin();
      here.say(NAME, HER_WORDS);
      here.say('Omar', `${NAME} apporte le four`);
      one.clock.advance(MINUTE);
      const id = await press();
      expect(await goOn(id)).toBe(true);
      await one.tell();
      // Another person's words about her stand, without her name.
      expect(copiesIn(there)).toEqual([expect.stringMatching(WITHOUT_HER)]);
      expect(await traces()).toEqual([]);
    });

    it('was about them, and is told anew or read again afterwards: it goes on standing without them, until its author changes it', async () => {
      begin();
      const said = here.say('Omar', `${NAME} apporte le four`);
      await one.tell();
      one.clock.advance(MINUTE);
      expect(copiesIn(there)).toEqual([`${NAME} apporte le four`]);
      const id = await press();
      expect(await goOn(id)).toBe(true);
      here.react(said);
      await one.tell();
      await one.later();
      expect(copiesIn(there)[0]).toMatch(WITHOUT_HER);
      await one.kill();
      await one.start();
      expect(copiesIn(there)[0]).toMatch(WITHOUT_HER);
      expect(await traces()).toEqual([]);
      here.change(said, 'Ana apporte le four');
      await one.tell();
      expect(copiesIn(there)[0]).toContain('Ana apporte le four');
    });

    it('stands nowhere else where the bot may not read it back', async () => {
      begin();
      here.say(NAME, HER_WORDS);
      one.clock.advance(MINUTE);
      here.fates.push('archived');
      const id = await press();
      expect(await goOn(id)).toBe(true);
      // It is read back once the search has found how others called them.
      expect(here.fates).toEqual([]);
      one.clock.advance(DAY);
      await one.tell();
      expect(copiesIn(there)).toEqual([]);
      expect(await traces()).toEqual([]);
      here.say('Omar', 'Et la suite');
      await one.tell();
      expect(copiesIn(there)).toEqual(['Et la suite']);
    });

    it('stands nowhere else where the bot is killed and away for a day, during which it isn’t over', async () => {
      begin();
      here.say(NAME, HER_WORDS);
      one.clock.advance(MINUTE);
      const id = await press();
      await one.kill();
      expect(await goOn(id)).toBe(false);
      one.clock.advance(DAY - MINUTE);
      // She has come back meanwhile, as anybody who is new.
      here.say(NAME, 'Me revoilà');
      here.events.splice(0);
      expect(await goOn(id)).toBe(false);
      await one.start();
      expect(copiesIn(there)).toEqual(['Me revoilà']);
      expect(await goOn(id)).toBe(true);
      expect(await tablesNaming({ database: one.database }, [HER_WORDS])).toEqual([]);
      expect(copiesIn(there)).toEqual(['Me revoilà']);
    });

    it('stands nowhere else where the bot is killed at any step', async () => {
      begin();
      for (let steps = 1; steps < 12; steps += 2) {
        here.say(NAME, `${HER_WORDS} ${steps}`);
        here.events.splice(0);
        one.clock.advance(MINUTE);
        one.dieAfter(steps);
        const id = await press();
        await one.rest();
        await one.kill();
        await one.start();
        expect(await goOn(id)).toBe(true);
        expect(copiesIn(there)).toEqual([]);
        expect(await traces()).toEqual([]);
      }
    });

    it('goes where it was being stored while they pressed', async () => {
      begin();
      const { relayChannel, relayMessage } = one.database.prisma;
      const channels = await relayChannel.findMany({ select: { id: true, platform: true } });
      const [own, others] = [here, there].map(
        (side) => channels.find((row) => row.platform === side.platform.name)?.id,
      );
      const said = here.say(NAME, HER_WORDS);
      const saidAt = now();
      here.events.splice(0);
      one.clock.advance(MINUTE);
      const id = await press();
      // The statement had begun before, and knew nothing of it.
      await relayMessage.create({
        data: {
          ...{
            regionId: region.id,
            channelId: own ?? '',
            kind: 'MESSAGE',
            sourceId: said,
            authorId: NAME,
            authorName: NAME,
          },
          state: {
            content: {
              blocks: [{ kind: 'line', quoted: false, leaves: [{ kind: 'text', text: HER_WORDS, marks: [] }] }],
            },
          },
          saidAt,
          copies: { create: { id: randomUUID(), regionId: region.id, channelId: others ?? '', status: 'WAITING' } },
        },
      });
      await one.relay.atRest();
      expect(await goOn(id)).toBe(true);
      expect(copiesIn(there)).toEqual([]);
      expect(await traces()).toEqual([]);
    });

    it('is apart from what they say when they come back', async () => {
      begin();
      here.say(NAME, HER_WORDS);
      one.clock.advance(MINUTE);
      const id = await press();
      one.clock.advance(MINUTE);
      here.say(NAME, 'Me revoilà');
      await one.tell();
      expect(await goOn(id)).toBe(true);
      expect(copiesIn(there)).toEqual(['Me revoilà']);
      expect((await traces()).map((row) => row.split(':')[0])).toEqual(['RelayMessage']);
    });
  },
);

describe.each(platformsInTurn())('a digest of what was said on %s while the bot was away', (platform) => {
  /** Has so many messages be named in one digest, of Marie among Omar's, or of hers alone. */
  async function digested(authors: readonly string[]): Promise<readonly [ScriptedChannel, ScriptedChannel]> {
    const [here, there] = [one[platform], one[other[platform]]];
    there.connected = false;
    for (const author of authors) {
      here.say(author, 'Le four est chaud');
      one.clock.advance(1_000);
    }
    await one.tell();
    one.clock.advance(DAY + MINUTE);
    there.connected = true;
    await one.rest();
    return [here, there];
  }

  it('no longer names who had themselves erased, and still leads to what the others said', async () => {
    const [, there] = await digested(Array.from({ length: 12 }, (_, at) => (at % 4 === 0 ? NAME : 'Omar')));
    expect(copiesIn(there).join('')).toContain(NAME);
    const id = await press();
    expect(await goOn(id)).toBe(true);
    const left = copiesIn(there).join('');
    expect(left).not.toContain('Mari');
    expect(left.match(/Omar/gu)).toHaveLength(9);
    expect(await traces()).toEqual([]);
  });

  it('goes whole where all of it was theirs, and isn’t over before', async () => {
    const [, there] = await digested(Array.from({ length: 12 }, () => NAME));
    there.fates.push('unavailable');
    const id = await press();
    expect(await goOn(id)).toBe(false);
    await one.later();
    expect(await goOn(id)).toBe(true);
    expect(copiesIn(there)).toEqual([]);
  });

  /** Cuts the channel in which the digest stands, or was to stand. */
  async function cut({ platform: { name } }: ScriptedChannel): Promise<void> {
    await one.database.prisma.relayChannel.updateMany({ where: { platform: name }, data: { cutAt: now() } });
    one.database.wake.emit(RELAY_CHANNELS);
    await one.rest();
  }

  it('isn’t posted any more where its channel was cut before it stood, also where a part of it may stand', async () => {
    for (const fate of ['unavailable', 'late'] as const) {
      one[other[platform]].fates.push(fate);
      const [, there] = await digested(Array.from({ length: 12 }, (_, at) => (at % 4 === 0 ? NAME : 'Omar')));
      expect(copiesIn(there)).toEqual([]);
      await cut(there);
      there.arrive();
      const id = await press();
      for (let times = 0; times < 3; times += 1) {
        await goOn(id);
        await one.later();
      }
      expect(await goOn(id)).toBe(true);
      expect(copiesIn(there)).toEqual([]);
      await one.database.prisma.relayChannel.updateMany({ data: { cutAt: null } });
      one.database.wake.emit(RELAY_CHANNELS);
      await one.rest();
    }
  });

  it('keeps no erasure from its end where they had deleted their message, its channel was cut, and another’s was changed since', async () => {
    const [here, there] = await digested(['Omar', NAME, ...Array.from({ length: 10 }, () => 'Omar')]);
    const said = (author: string) => here.standing.find((message) => message.author === author)?.id ?? '';
    await cut(there);
    here.remove(said(NAME));
    here.react(said('Omar'));
    await one.tell();
    expect(await goOn(await press())).toBe(true);
    const left = copiesIn(there).join('');
    expect(left).not.toContain('Mari');
    expect(left.match(/Omar/gu)).toHaveLength(11);
  });
});
