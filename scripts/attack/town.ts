import { randomUUID } from 'node:crypto';
import { composeRegistry, needsOn } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';
import { slackManifest } from '../../src/platforms/slack/register.ts';
import { startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform, RecordedRequest } from '../../src/playground/local-platform.ts';
import { startLocalSlack } from '../../src/playground/slack/index.ts';
import { channelNames } from '../../src/playground/stage.ts';
import { Requests } from '../bench/requests.ts';
import { freePort } from '../free-port.ts';
import { type HeldForm, holdForms } from './forging/forms.ts';
import { makeWrong, type WrongPerson, wrongs } from './forging/people.ts';
import { type Planted, plant } from './forging/plant.ts';

export const registry = composeRegistry();

/** How Slack delivers what people do: over its sockets, or by requests to the bot's own server. */
export type Way = 'socket' | 'http';

export interface Side {
  readonly platform: LocalPlatform;
  readonly requests: Requests;
  readonly general: string;
  /** The person who goes on working. */
  readonly worker: string;
  /** The owner of what was planted. */
  readonly owner: string;
  readonly strangers: readonly string[];
}

export interface Town {
  readonly sides: readonly Side[];
  readonly environment: Readonly<Record<string, string>>;
  /** The address of the bot's own server. */
  readonly url: string;
  close(): Promise<void>;
}

const STRANGERS = 50;

export async function startTown(way: Way): Promise<Town> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [slack, discord] = await Promise.all([
    startLocalSlack({ teamName: 'Picardie', ...(way === 'http' ? { receive: { http: url } } : {}) }),
    startLocalDiscord({ guildName: 'Picardie' }),
  ]);
  const commands = commandDefinitions(registry.commands);
  const overHttp = { socketMode: false, requestUrl: `${url}/slack/events` } as const;
  const how = way === 'http' ? overHttp : ({ socketMode: true } as const);
  slack.installManifest(
    slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil conducteur', ...how }),
  );
  const side = (platform: LocalPlatform): Side => {
    const general = platform.addChannel({ name: 'general' }).id;
    for (const name of Object.values(channelNames)) platform.addChannel({ name });
    const somebody = (name: string) => platform.addUser({ name, locale: 'fr' }).id;
    return {
      ...{ platform, general, worker: somebody('Wanda'), owner: somebody('Ana') },
      requests: new Requests(platform.requests as RecordedRequest[]),
      strangers: Array.from({ length: STRANGERS }, (_, index) => somebody(`Inconnu ${index + 1}`)),
    };
  };
  return {
    ...{ sides: [side(slack), side(discord)], url },
    environment: { ...slack.environment, ...discord.environment, RATE_LIMITS: 'off', PORT: String(port) },
    async close() {
      await Promise.all([slack.close(), discord.close()]);
    },
  };
}

export interface People {
  readonly planted: Planted;
  readonly wrong: readonly WrongPerson[];
  readonly held: ReadonlyMap<string, readonly HeldForm[]>;
}

/** Returns a region on both platforms with everything that can be pressed, and the people who may not press it. */
export async function people(database: Database, { sides }: Town, now: Date): Promise<People> {
  const { prisma } = database;
  const region = await prisma.region.create({
    data: { name: 'Picardie', departments: ['02', '60', '80'], createdAt: now },
  });
  const regionId = region.id;
  const owners: string[] = [];
  for (const { platform, owner, worker } of sides) {
    const on = platform.name;
    await prisma.installation.create({ data: { regionId, platform: on, team: platform.team.id, installedAt: now } });
    for (const externalId of [owner, worker]) {
      const personId = randomUUID();
      await prisma.person.create({
        data: {
          ...{ id: personId, regionId, name: externalId, lastPlatform: on, createdAt: now },
          identities: { create: [{ regionId, platform: on, externalId, name: externalId }] },
        },
      });
      if (externalId !== owner) continue;
      owners.push(personId);
      await prisma.teamRole.create({ data: { regionId, personId, role: 'COORDINATOR', grantedAt: now } });
    }
  }
  const planted = await plant(database, { regionId, word: WORD, now, owners });
  // The people are members of the workspace: for somebody who has left, the bot ends what the region gave out
  // meanwhile.
  const slack = sides.find(({ platform }) => platform.name === 'slack')?.platform;
  const absent = await prisma.identity.findMany({ where: { regionId, externalId: { startsWith: `U${WORD}` } } });
  for (const { id, externalId } of absent) {
    const user = slack?.addUser({ name: externalId, locale: 'fr' });
    if (user) await prisma.identity.update({ where: { id }, data: { externalId: user.id } });
  }
  const wrong: WrongPerson[] = [];
  for (const { platform, general } of sides) {
    // There are several of each: nobody may open more than some hundred forms a day.
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const what of wrongs) {
        const user = platform.addUser({ name: `${what} ${round}`, locale: 'fr' });
        wrong.push(await makeWrong(database, planted, { platform: platform.name, user, channel: general }, what, now));
      }
    }
  }
  const held = new Map<string, readonly HeldForm[]>();
  for (const one of wrong)
    held.set(one.personId, await holdForms(database, registry.actions, planted, one, regionId, now));
  return { planted, wrong, held };
}

const ROUNDS = 3;
const WORD = 'Aubépine';
