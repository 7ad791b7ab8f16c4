import type { PlatformUser } from '../../chat/place.ts';
import { DeliveryError, type TeamMembership } from '../../chat/platform.ts';
import { within } from '../../concurrency/within.ts';
import type { SlackClient } from './client.ts';
import { attempt } from './errors.ts';
import { at, textAt, type Wire } from './wire.ts';

/** Names are only displayed, so they may be this old. */
const NAME_LIFE_MS = 10 * 60_000;
const MOST_NAMES = 2_000;
/** A name that Slack didn't give, or not in time, isn't asked for again before this. */
const FAILURE_LIFE_MS = 60_000;
/** The most look-ups at once: a message full of mentions must not hold up other requests. */
const MOST_AT_ONCE = 20;
/** How long to wait for a name while Slack waits for the acknowledgement, and how long afterwards. */
const PATIENCE_MS = 800;
const LONG_PATIENCE_MS = 10_000;

/** Looks up the people and channels that ids stand for. */
export interface Directory {
  user(id: string, team: string | null): Promise<PlatformUser>;
  /** Asks Slack whether somebody's account is active. */
  membership(id: string): Promise<TeamMembership>;
  /** Returns `#name` of a channel; a person's name for a direct conversation with them, or for their id. */
  channelName(channel: string): Promise<string>;
  /** Returns a person's name for a text, some minutes old at most; the id itself where Slack gives no name. */
  userName(id: string): Promise<string>;
  nameOfChannel(id: string): Promise<string>;
  /** Returns name and language of somebody who has typed something; the id where Slack gives no name. */
  author(id: string): Promise<Shown>;
  /** Returns name and language of somebody who waits for an answer; the other name where Slack gives none at once. */
  shown(id: string, otherwise: string): Promise<Shown>;
  /**
   * Returns `#name` of a channel somebody named in a command: Slack gives it there, even for a channel the bot isn't
   * in.
   */
  typedChannel(id: string): string | null;
  /** Remembers the channels named in a command's text. */
  noteTyped(text: string): void;
  /** Returns the bot's direct conversation with this person, opened if need be. */
  directChannel(user: string): Promise<string>;
}

interface Shown {
  readonly name: string;
  readonly locale: 'fr' | 'en' | null;
}

export function createDirectory(client: SlackClient, now: () => number, longPatienceMs = LONG_PATIENCE_MS): Directory {
  const names = new Map<string, Shown & { readonly until: number }>();
  const asking = new Map<string, Promise<Shown>>();
  const directs = new Map<string, string>();
  const typed = new Map<string, string>();

  async function remembered(id: string, find: () => Promise<Shown>, patience = longPatienceMs): Promise<Shown> {
    // Names that Slack is slow to give are done without, here and in what follows.
    return (await within(patience, asked(id, find))) ?? unknown(id);
  }

  async function asked(id: string, find: () => Promise<Shown>): Promise<Shown> {
    for (;;) {
      const known = names.get(id);
      if (known && known.until > now()) return known;
      const before = asking.get(id);
      if (before) return before;
      if (asking.size < MOST_AT_ONCE) break;
      await Promise.race(asking.values());
    }
    // Only these two properties are kept: the result may hold more, which must not be mixed with what is displayed.
    const found = ({ name, locale }: Shown) => {
      remember(id, { name, locale });
      return { name, locale };
    };
    const answered = find()
      .then(found, () => unknown(id))
      .finally(() => asking.delete(id));
    asking.set(id, answered);
    return answered;
  }

  function unknown(id: string): Shown {
    const { name, locale } = names.get(id) ?? { name: id, locale: null };
    remember(id, { name, locale }, FAILURE_LIFE_MS);
    return { name, locale };
  }

  function remember(id: string, { name, locale }: Shown, life = NAME_LIFE_MS): void {
    if (names.size >= MOST_NAMES) names.clear();
    names.set(id, { name, locale, until: now() + life });
  }

  const person = (id: string, patience?: number) => remembered(id, () => user(id, null), patience);

  async function shown(id: string, otherwise: string, patience: number): Promise<Shown> {
    const known = names.get(id);
    const found = person(id, patience);
    // Somebody is waiting: an older name will do, and the next answer shows the new one.
    if (known && known.name !== id) return known;
    const { name, locale } = await found;
    return name === id ? { name: otherwise, locale: null } : { name, locale };
  }

  async function user(id: string, team: string | null): Promise<PlatformUser> {
    const answer = await attempt(() => client.users.info({ user: id, include_locale: true }));
    const found = at(answer, 'user');
    const name = nameOf(found, id);
    const locale = localeOf(textAt(found, 'locale'));
    remember(id, { name, locale });
    return {
      platform: 'slack',
      id,
      team: team ?? textAt(found, 'team_id'),
      name,
      locale,
      ...(found.is_bot === true || id === 'USLACKBOT' ? { bot: true } : {}),
      administrator: [found.is_admin, found.is_owner, found.is_primary_owner].includes(true),
    };
  }

  async function nameOfChannel(id: string): Promise<string> {
    const answer = await attempt(() => client.conversations.info({ channel: id }));
    const found = at(answer, 'channel');
    const other = textAt(found, 'user');
    if (found.is_im === true && other) return (await user(other, null)).name;
    return `#${textAt(found, 'name') ?? id}`;
  }

  return {
    user,
    async membership(id) {
      try {
        const answer = await attempt(() => client.users.info({ user: id }));
        return at(answer, 'user').deleted === true ? 'gone' : 'member';
      } catch (error) {
        const failure = error instanceof DeliveryError ? error.failure : null;
        if (failure?.kind === 'refused' && failure.reason === 'user-gone') return 'gone';
        throw error;
      }
    },
    async channelName(channel) {
      return /^[UW]/.test(channel) ? (await user(channel, null)).name : nameOfChannel(channel);
    },
    userName: async (id) => (await person(id)).name,
    author: (id) => shown(id, id, longPatienceMs),
    shown: (id, otherwise) => shown(id, otherwise, PATIENCE_MS),
    async nameOfChannel(id) {
      const { name } = await remembered(id, async () => ({ name: await nameOfChannel(id), locale: null }));
      return name.replace(/^#/, '');
    },
    typedChannel: (id) => typed.get(id) ?? null,
    noteTyped(text) {
      for (const [, id = '', name = ''] of text.matchAll(/<#([A-Z0-9]+)\|([^<>]+)>/g)) {
        if (typed.size >= MOST_NAMES) typed.clear();
        typed.set(id, `#${name}`);
      }
    },
    async directChannel(person) {
      const known = directs.get(person);
      if (known) return known;
      const answer = await attempt(() => client.conversations.open({ users: person }));
      const id = textAt(at(answer, 'channel'), 'id');
      if (!id) throw new Error('conversations.open answered no channel');
      directs.set(person, id);
      return id;
    },
  };
}

function nameOf(user: Wire, id: string): string {
  const profile = at(user, 'profile');
  return (
    textAt(profile, 'display_name') ??
    textAt(user, 'real_name') ??
    textAt(profile, 'real_name') ??
    textAt(user, 'name') ??
    id
  );
}

/** Returns null for a language the bot doesn't speak: the person's own choice or the region's decides then. */
function localeOf(locale: string | null): 'fr' | 'en' | null {
  const language = locale?.slice(0, 2).toLowerCase();
  return language === 'fr' || language === 'en' ? language : null;
}
