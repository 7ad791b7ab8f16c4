import type { CommandDefinition } from '../../src/chat/interaction.ts';
import type { PlatformName } from '../../src/chat/place.ts';
import type { FileSource, Inbox, Platform } from '../../src/chat/platform.ts';
import type { RefusalReason } from '../../src/chat/refusal.ts';
import type { PlatformTraits } from '../../src/chat/traits.ts';
import { createDiscord } from '../../src/platforms/discord/platform.ts';
import { createSlack } from '../../src/platforms/slack/platform.ts';
import { startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform, LocalPlatformName, SeenMessage, SeenPlace } from '../../src/playground/local-platform.ts';
import { startLocalSlack } from '../../src/playground/slack/index.ts';
import { discordOptions } from '../platforms/discord/connected.ts';
import { inbox } from '../platforms/discord/support.ts';
import { optionsFor } from '../platforms/slack/support.ts';
import { appManifest } from '../support/slack-manifest.ts';
import { expectValidRequests } from '../support/validated-requests.ts';

/** The trouble with the bot's next request. */
export type Trouble = 'rate limit' | 'server error' | 'connection lost' | 'forbidden';

/** The trouble with the calls by which the bot opens a form. */
export type OpeningTrouble = 'server error' | 'not arrived' | 'answer lost';

/** A part that not every platform has; the contract asks for none of it where an adapter declares that it lacks it. */
export type Part = 'forms' | 'files' | 'longest message' | 'faults';

/** A message on somebody's screen, as far as the contract reads it. */
export type Shown = Pick<SeenMessage, 'id' | 'text' | 'controls' | 'files' | 'onlyForYou'>;

/** The platform as the people in front of it use it. */
export interface InFront
  extends Pick<LocalPlatform, 'addChannel' | 'say' | 'command' | 'press' | 'select' | 'form' | 'submit' | 'dismiss'> {
  messages(user: string, place: SeenPlace): readonly Shown[];
}

/** An adapter with its real client, connected to its local platform, on which the contract is tried. */
export interface Setting {
  readonly name: PlatformName;
  readonly platform: Platform;
  readonly local: InFront;
  readonly team: string;
  /** How the platform's own pages call it, and a team there. */
  readonly calledByPeople: Pick<PlatformTraits, 'title' | 'teamWord'>;
  /** Returns how many requests the bot has made. */
  requests(): number;
  /** Two people of the platform, and a channel where everybody is. */
  readonly ana: string;
  readonly bob: string;
  readonly channel: string;
  /** Ids that look like those of a channel and of a person, and are none. */
  readonly nowhere: string;
  readonly nobody: string;
  /** Handles what comes in from now on. */
  on(doors: Partial<Inbox>): void;
  /** Resolves when nothing is on its way any more, either way. */
  quiet(): Promise<void>;
  trouble(what: Trouble): void;
  openingTrouble(what: OpeningTrouble): void;
  /** Returns somebody whom the bot can't write to alone. */
  closedPerson(): string;
  /** Returns a channel that is closed to the bot. */
  closedChannel(): string;
  /** The refusal of a post in that channel, as far as the platform tells it. */
  readonly closedRefusal: RefusalReason;
  /** Returns, by the refusal of a post there, a channel that is closed to the bot in that way. */
  readonly closedFor: Readonly<Partial<Record<RefusalReason, () => string>>>;
  /** Takes the right to read a channel's history from the bot. */
  closeHistory(channel: string): void;
  /** Lets somebody come who reads this language; returns their id. */
  newcomer(locale: 'fr' | 'en'): Promise<string>;
  /** Lets somebody leave the workspace or server. */
  leave(user: string): void;
  /** Connects the bot once more, as another process of it does. */
  connectAgain(inbox: Inbox): Promise<Platform>;
  /** Returns everything somebody can see, threads included. */
  screen(user: string): readonly Shown[];
  close(): Promise<void>;
}

export const fileBytes = new TextEncoder().encode('# Programme\n');

const files: FileSource = { bytes: async () => fileBytes, link: async () => null };

/** The command of the bot that the contract is tried with. */
export const command: CommandDefinition = {
  path: { fr: ['essai'], en: ['trial'] },
  description: { fr: 'Essayer', en: 'Try' },
  form: 'when-incomplete',
  options: [
    {
      field: 'titre',
      name: { fr: 'titre', en: 'title' },
      description: { fr: 'Un titre', en: 'A title' },
      kind: 'text',
      required: false,
      choices: [],
      suggests: false,
      listed: false,
      max: null,
    },
  ],
};

/** An inbox whose doors lead to whatever is behind them at the moment somebody knocks. */
export function throughDoors() {
  let doors: Partial<Inbox> = {};
  const current: Inbox = {
    command: (...given) => inbox(doors).command(...given),
    action: (...given) => inbox(doors).action(...given),
    form: (...given) => inbox(doors).form(...given),
    message: (...given) => inbox(doors).message(...given),
    suggest: (...given) => inbox(doors).suggest(...given),
    membership: async (told) => doors.membership?.(told),
  };
  const lead = (given: Partial<Inbox>) => {
    doors = given;
  };
  return { inbox: current, lead };
}

export async function startSetting(name: LocalPlatformName): Promise<Setting> {
  const doors = throughDoors();
  const parts = name === 'slack' ? await slackParts() : await discordParts();
  const { local, platform } = parts;
  const [ana = '', bob = ''] = ['Ana', 'Bob'].map((one) => local.addUser({ name: one, locale: 'fr' }).id);
  const { id: channel } = local.addChannel({ name: 'general' });
  await platform.start(doors.inbox);
  let people = 0;

  return {
    ...parts,
    name,
    team: local.team.id,
    calledByPeople:
      name === 'slack' ? { title: 'Slack', teamWord: 'workspace' } : { title: 'Discord', teamWord: 'server' },
    requests: () => local.requests.length,
    ana,
    bob,
    channel,
    nowhere: name === 'slack' ? 'C0000000000' : '1',
    nobody: name === 'slack' ? 'U0000000000' : '1',
    on: doors.lead,
    async quiet() {
      do {
        await local.settled();
        await new Promise((resolve) => setImmediate(resolve));
      } while (platform.inFlight() > 0);
      await local.settled();
    },
    closedPerson: () => local.addUser({ name: `Fermée ${++people}`, acceptsDirectMessages: false }).id,
    newcomer: async (locale) => local.addUser({ name: `Nouvelle ${++people}`, locale }).id,
    async connectAgain(again) {
      const beside = parts.connect();
      await beside.start(again);
      return beside;
    },
    screen: (user) =>
      local.channelsOf(user).flatMap(({ id }) => {
        const here = local.messages(user, { channel: id, thread: null });
        if (name === 'discord') return here;
        return here.flatMap((one) =>
          one.replies === 0 ? [one] : local.messages(user, { channel: id, thread: one.id }),
        );
      }),
    async close() {
      await platform.stop();
      await local.close();
      expectValidRequests([local]);
    },
  };
}

type Parts = Pick<
  Setting,
  'platform' | 'trouble' | 'openingTrouble' | 'closedChannel' | 'closedRefusal' | 'closedFor' | 'closeHistory' | 'leave'
> & { readonly local: LocalPlatform; connect(): Platform };

async function slackParts(): Promise<Parts> {
  const local = await startLocalSlack();
  local.installManifest(appManifest({ commands: [command] }));
  const faults = {
    'rate limit': { kind: 'rateLimited', retryAfter: 7 },
    'server error': { kind: 'status', status: 503 },
    'connection lost': { kind: 'reset', stored: true },
    forbidden: { kind: 'refuse', error: 'restricted_action' },
  } as const;
  const openingFaults = {
    'server error': { kind: 'status', status: 503 },
    'not arrived': { kind: 'reset', stored: false },
    'answer lost': { kind: 'reset', stored: true },
  } as const;
  const connect = () => createSlack(optionsFor(local, { commands: [command], files }));
  const closedChannel = () => local.addChannel({ name: 'ailleurs', private: true, withBot: false }).id;
  const channel = () => local.addChannel({ name: 'plus-loin' }).id;
  return {
    local,
    connect,
    platform: connect(),
    trouble: (what) => local.fault({ method: 'chat.postMessage', ...faults[what] }),
    openingTrouble: (what) => local.fault({ method: 'views.open', ...openingFaults[what] }),
    closedChannel,
    // Slack does not tell a private channel of others from none.
    closedRefusal: 'channel-gone',
    closedFor: {
      'channel-gone': closedChannel,
      'channel-archived': () => {
        const id = channel();
        local.archive(id);
        return id;
      },
      'no-permission': () => {
        const id = channel();
        local.restrictPosting(id);
        return id;
      },
    },
    closeHistory: (id) => local.removeFromChannel(id),
    leave: (user) => local.deactivate(user),
  };
}

async function discordParts(): Promise<Parts> {
  const local = await startLocalDiscord();
  const faults = {
    'rate limit': { kind: 'rateLimit', retryAfter: 7 },
    // A message is sent three times before its answer counts as lost.
    'server error': { kind: 'status', status: 503, times: 3 },
    'connection lost': { kind: 'reset', when: 'after', times: 3 },
    forbidden: { kind: 'refuse', status: 403, code: 50013, message: 'Missing Permissions' },
  } as const;
  const openingFaults = {
    'server error': { kind: 'status', status: 503 },
    'not arrived': { kind: 'reset', when: 'before' },
    'answer lost': { kind: 'reset', when: 'after' },
  } as const;
  const connect = () => createDiscord(discordOptions(local, { commands: [command], files }));
  const denied = (permission: Parameters<typeof local.deny>[1]) => () => {
    const { id } = local.addChannel({ name: 'ailleurs' });
    local.deny(id, permission);
    return id;
  };
  return {
    local,
    connect,
    platform: connect(),
    trouble: (what) => local.fault({ method: 'POST', path: '/channels/:channel/messages', ...faults[what] }),
    openingTrouble: (what) => local.fault({ method: 'POST', path: /\/callback$/, ...openingFaults[what] }),
    closedChannel: denied('ViewChannel'),
    closedRefusal: 'not-in-channel',
    closedFor: {
      'not-in-channel': denied('ViewChannel'),
      'no-permission': denied('SendMessages'),
      'channel-gone': () => {
        const { id } = local.addChannel({ name: 'disparu' });
        local.deleteChannel(id);
        return id;
      },
    },
    closeHistory: (channel) => local.deny(channel, 'ReadMessageHistory'),
    leave: (user) => local.removeUser(user),
  };
}
