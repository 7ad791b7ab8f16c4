import { createPresence } from '../../src/access/actor/presence.ts';
import { noteWithheld } from '../../src/access/region/withheld.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Place, PlatformName, PlatformUser } from '../../src/chat/place.ts';
import type { Inbox, Platform } from '../../src/chat/platform.ts';
import type { PlatformTraits } from '../../src/chat/traits.ts';
import { needsOn } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { createInbox } from '../../src/dispatch/inbox.ts';
import { createTypedMessages } from '../../src/dispatch/messages/typed-messages.ts';
import { createPlatformLimits } from '../../src/dispatch/receiving/concurrency-limit.ts';
import { createRememberedLocales } from '../../src/dispatch/receiving/remembered-locales.ts';
import { createRegistry } from '../../src/dispatch/registry.ts';
import { createFormsInHand } from '../../src/dispatch/running/forms-in-hand.ts';
import { silentLog } from '../../src/log.ts';
import { traitsOf } from '../../src/platforms/registered.ts';
import { realPace } from '../../src/timers/pace.ts';
import { longActions, longCommands, longSources } from './long-commands.ts';
import { triedActions, triedCommands, triedListener } from './tried-commands.ts';

export const NOW = new Date('2026-09-15T07:00:00Z');

const traits: Readonly<Record<PlatformName, PlatformTraits>> = {
  slack: {
    ...{ ...traitsOf('slack'), fieldsPerForm: 100, optionsPerList: 100, optionsPerField: 10_000 },
    ...{ fieldErrors: true, keepsOrder: false },
  },
  discord: {
    ...{ ...traitsOf('discord'), fieldsPerForm: 5, optionsPerList: 25, optionsPerField: 25 },
    ...{ fieldErrors: false, keepsOrder: true },
  },
};

export interface Inboxes {
  readonly inbox: Inbox;
  user(id: string): PlatformUser;
  readonly place: Place;
  noted(): Promise<readonly string[]>;
  /** The messages posted beside any answer. */
  posted(): readonly string[];
  /** Moves the domain clock. */
  at(moment: Date): void;
}

/** Starts the dispatcher on a database, in a region, with a few commands of its own. */
export async function startInbox(
  database: Database,
  platform: PlatformName,
  { seeded = true, readMs = 2_000 } = {},
): Promise<Inboxes> {
  const team = `team-${platform}`;
  let now = NOW;
  if (seeded) {
    const region = await database.prisma.region.create({
      data: { name: 'Picardie', departments: ['80'], createdAt: NOW },
    });
    await database.prisma.installation.create({
      data: { regionId: region.id, platform, team, installedAt: NOW },
    });
  }
  const user = (id: string): PlatformUser => ({ platform, id, team, name: id, locale: 'fr', administrator: false });
  const posted: string[] = [];
  const adapter = {
    name: platform,
    traits: traits[platform],
    partsOf: () => 1,
    user: async (id: string) => user(id),
    membership: async () => 'member',
    rollCall: () => ({
      wait: () => 0,
      ask: async (users: readonly string[]) => new Map(users.map((user) => [user, 'member'])),
    }),
    post: async (_: unknown, words: Message) => {
      posted.push(JSON.stringify(words));
      return [];
    },
  };
  const options = {
    database,
    platforms: [],
    registry: createRegistry({
      commands: [...triedCommands, ...longCommands],
      actions: [...triedActions, ...longActions],
      sources: longSources,
      listeners: [triedListener],
    }),
    platform: adapter as unknown as Platform,
    presence: createPresence({ database, platforms: [adapter as unknown as Platform], now: () => now, changed: [] }),
    noteWithheld: noteWithheld(database, () => now, [], needsOn),
    log: silentLog,
    now: () => now,
    locale: 'fr',
    locales: createRememberedLocales('fr'),
    formsInHand: createFormsInHand(),
    limits: createPlatformLimits(),
    relay: null,
    nationalCoordinators: [],
    surroundings: { publicUrl: null, bilanHosts: [], after: realPace.after },
    readMs,
    prepareRegion: async () => null,
    isOpen: async () => true,
  } as const;
  return {
    inbox: createInbox(options, createTypedMessages(options)),
    user,
    place: { platform, channel: 'C1', thread: null },
    async noted() {
      const rows = await database.prisma.dueItem.findMany({ where: { kind: 'note' }, orderBy: { id: 'asc' } });
      return rows.map(({ subject }) => subject.split(':')[0] ?? '').sort();
    },
    posted: () => posted,
    at(moment) {
      now = moment;
    },
  };
}

/** Returns the same database, which stores what is typed into a form only once it is let. */
export function slowlyKeeping(database: Database): { readonly slow: Database; letGo(): void } {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { prisma } = database;
  const conversation = overridden(prisma.conversation, {
    updateMany: async (change: Parameters<typeof prisma.conversation.updateMany>[0]) => {
      await gate;
      return prisma.conversation.updateMany(change);
    },
  });
  return { slow: { ...database, prisma: overridden(prisma, { conversation }) }, letGo: () => letGo() };
}

function overridden<T extends object>(original: T, instead: object): T {
  const found = (name: string | symbol) => Reflect.get(name in instead ? instead : original, name);
  return new Proxy(original, { get: (_, name) => found(name) });
}
