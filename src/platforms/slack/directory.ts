import { parseUrl } from '../../chat/address.ts';
import type { PlatformUser } from '../../chat/place.ts';
import { DeliveryError, type TeamMembership } from '../../chat/platform.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { SlackClient } from './client.ts';
import { attemptCall } from './errors.ts';
import { type Face, type Known, KnownNames, MOST_NAMES, type NameAndLanguage } from './known-names.ts';
import { at, textAt, type Wire } from './wire.ts';

/** The milliseconds to wait for a name while Slack waits for the acknowledgement, and afterwards. */
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
  /** Returns the name of a channel that everybody in the workspace may know of; null for any other. */
  nameOfPublicChannel(id: string): Promise<string | null>;
  /** Returns how somebody looks to others, some minutes old at most; the id for a name that Slack doesn't give. */
  face(id: string): Promise<Face>;
  /** Returns name and language of somebody who has typed something; the id where Slack gives no name. */
  author(id: string): Promise<NameAndLanguage>;
  /** Returns name and language of somebody who waits for an answer; the other name where Slack gives none at once. */
  shown(id: string, otherwise: string): Promise<NameAndLanguage>;
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

export function createDirectory(client: SlackClient, now: () => number, longPatienceMs = LONG_PATIENCE_MS): Directory {
  const names = new KnownNames(now);
  const directs = new Map<string, string>();
  const typed = new RecentMap<string, string>(MOST_NAMES);

  const person = (id: string, patience = longPatienceMs) =>
    names.find(id, async () => (await account(id)).known, patience);

  async function shown(id: string, otherwise: string, patience: number): Promise<NameAndLanguage> {
    const known = names.known(id);
    const found = person(id, patience);
    // Somebody is waiting: an older name will do, and the next answer shows the new one.
    if (known && known.name !== id) return { name: known.name, locale: known.locale };
    const { name, locale } = await found;
    return name === id ? { name: otherwise, locale: null } : { name, locale };
  }

  async function account(id: string): Promise<{ readonly found: Wire; readonly known: Known }> {
    const answer = await attemptCall(() => client.users.info({ user: id, include_locale: true }));
    const found = at(answer, 'user');
    const locale = localeOf(textAt(found, 'locale'));
    return { found, known: { name: nameOf(found, id), locale, picture: pictureOf(found), isPublic: true } };
  }

  async function user(id: string, team: string | null): Promise<PlatformUser> {
    const { found, known } = await account(id);
    const { name, locale } = known;
    names.remember(id, known);
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

  async function channelInfo(id: string): Promise<Known> {
    const answer = await attemptCall(() => client.conversations.info({ channel: id }));
    const found = at(answer, 'channel');
    const other = textAt(found, 'user');
    const direct = found.is_im === true && other !== null;
    const name = direct ? (await user(other, null)).name : `#${textAt(found, 'name') ?? id}`;
    return { name, locale: null, picture: null, isPublic: !direct && found.is_private !== true };
  }

  const channel = (id: string) => names.find(id, () => channelInfo(id), longPatienceMs);

  return {
    user,
    async membership(id) {
      try {
        const answer = await attemptCall(() => client.users.info({ user: id }));
        return at(answer, 'user').deleted === true ? 'gone' : 'member';
      } catch (error) {
        const failure = error instanceof DeliveryError ? error.failure : null;
        if (failure?.kind === 'refused' && failure.reason === 'user-gone') return 'gone';
        throw error;
      }
    },
    async channelName(id) {
      return /^[UW]/.test(id) ? (await user(id, null)).name : (await channelInfo(id)).name;
    },
    userName: async (id) => (await person(id)).name,
    async face(id) {
      const { name, picture } = await person(id);
      return { name, picture };
    },
    author: (id) => shown(id, id, longPatienceMs),
    shown: (id, otherwise) => shown(id, otherwise, PATIENCE_MS),
    nameOfChannel: async (id) => (await channel(id)).name.replace(/^#/, ''),
    async nameOfPublicChannel(id) {
      const { name, isPublic } = await channel(id);
      return isPublic ? name.replace(/^#/, '') : null;
    },
    typedChannel: (id) => typed.get(id) ?? null,
    noteTyped(text) {
      for (const [, id = '', name = ''] of text.matchAll(/<#([A-Z0-9]+)\|([^<>]+)>/g)) {
        typed.set(id, `#${name}`);
      }
    },
    async directChannel(person) {
      const known = directs.get(person);
      if (known) return known;
      const answer = await attemptCall(() => client.conversations.open({ users: person }));
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

/** Returns a picture that everybody may fetch: those that Slack itself hosts for members need a token. */
function pictureOf(user: Wire): string | null {
  const profile = at(user, 'profile');
  const address = textAt(profile, 'image_192') ?? textAt(profile, 'image_72') ?? textAt(profile, 'image_48');
  const url = address === null ? null : parseUrl(address);
  if (url?.protocol !== 'https:' || /(?:^|\.)slack\.com$/.test(url.hostname)) return null;
  return address;
}
