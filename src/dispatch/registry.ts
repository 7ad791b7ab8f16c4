import type { Actor } from '../access/actor/actor.ts';
import type { AnyAction, AnyCommand, Context } from '../access/operation/context.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { fieldsOf, type RawValues } from '../chat/form.ts';
import { type Role, RUN, runs } from '../chat/interaction.ts';
import type { Option } from '../chat/message.ts';
import type { Place, PlatformName } from '../chat/place.ts';
import type { IncomingMessage } from '../chat/platform.ts';
import type { Offer } from '../chat/user-error.ts';
import { keepUnchanged } from './running/keep.ts';
import { listActions } from './running/list-actions.ts';

/**
 * Lists what can be picked: the person's own things that match what they have typed so far ('' for all). `given` holds
 * the other fields of the form.
 */
export type Source = (context: Context, typed: string, given?: RawValues) => Promise<readonly Option[]>;

/** The topic of a message said to the bot that answers nothing the bot sent. */
export const NO_TOPIC = 'nothing';

/**
 * Reads a typed message that is about something the bot sent (`about`, e.g. 'survey:<id>'), or about NO_TOPIC when it
 * was said to the bot directly or mentions it. Returns whether it was for this listener. An `edited` message comes
 * again.
 */
export type Listener = (context: Context, message: IncomingMessage, about: string) => Promise<boolean>;

/** A place in which a typed reply is expected. */
export interface Awaited {
  readonly place: Place;
  /** The id of the last message that was read there. What came after it is read back when the bot was away. */
  readonly after: string;
  /** Set when only messages that mention the bot are meant for it there. */
  readonly mentionsOnly?: true;
}

/**
 * Lists the places of a region on a platform in which something is said to the bot; with `at`, only those in its
 * channel.
 */
export type Awaiting = (scope: RegionScope, platform: PlatformName, at?: Place) => Promise<readonly Awaited[]>;

/** The offers to somebody who lacks a role: what they can do to get it. */
export type RoleOffers = Readonly<Partial<Record<Role, (actor: Actor) => readonly Offer[]>>>;

/** Returns whether a person was asked something to which what they type to the bot alone may be the answer. */
export type Expecting = (context: Context) => Promise<boolean>;

/** Holds everything that people can do, listed explicitly by the composition root. */
export interface Registry {
  readonly commands: readonly AnyCommand[];
  readonly sources: Readonly<Record<string, Source>>;
  readonly listeners: readonly Listener[];
  readonly awaiting: readonly Awaiting[];
  readonly roleOffers: RoleOffers;
  readonly expecting: readonly Expecting[];
  /** Finds a command by its whole path, in either language. */
  command(path: readonly string[]): AnyCommand | null;
  /** Returns the first French word of the commands that begin with this word, in either language. */
  theme(word: string): string | null;
  /** Returns the command that the button `run:<words>` stands for. */
  commandOfButton(words: string): AnyCommand | null;
  action(name: string): AnyAction | null;
  /** The actions as listed, for the tests that read them all. */
  readonly actions: readonly AnyAction[];
}

export interface RegistryParts {
  readonly commands: readonly AnyCommand[];
  readonly actions: readonly AnyAction[];
  readonly sources: Readonly<Record<string, Source>>;
  readonly listeners: readonly Listener[];
  readonly awaiting?: readonly Awaiting[];
  readonly roleOffers?: RoleOffers;
  readonly expecting?: readonly Expecting[];
}

/** Throws when two things have the same name, and for inputs that no platform can show. */
export function createRegistry(parts: RegistryParts): Registry {
  const commands = new Map<string, AnyCommand>();
  for (const one of parts.commands) {
    const name = one.path.fr.join(' ');
    if (commands.has(name)) throw new Error(`two commands are called "${name}"`);
    commands.set(name, one);
  }
  // People type these where the commands have English names.
  const english = new Map(parts.commands.map((one) => [one.path.en.join(' '), one]));
  const actions = new Map<string, AnyAction>();
  const listed = [...parts.actions, keepUnchanged, ...listActions];
  for (const one of listed) {
    if (actions.has(one.name)) throw new Error(`two actions are called "${one.name}"`);
    actions.set(one.name, one);
  }
  for (const one of [...parts.commands, ...listed.filter((action) => action.form !== 'never')]) {
    for (const field of fieldsOf(one.input)) {
      if (field.source !== undefined && !(field.source in parts.sources)) {
        throw new Error(`no source is called "${field.source}"`);
      }
    }
  }
  return {
    commands: parts.commands,
    actions: listed,
    sources: parts.sources,
    listeners: parts.listeners,
    awaiting: parts.awaiting ?? [],
    roleOffers: parts.roleOffers ?? {},
    expecting: parts.expecting ?? [],
    command: (path) => commands.get(path.join(' ')) ?? english.get(path.join(' ')) ?? null,
    theme: (word) => parts.commands.find(({ path }) => path.fr[0] === word || path.en[0] === word)?.path.fr[0] ?? null,
    commandOfButton: (words) => parts.commands.find((one) => runs(one.path.fr) === `${RUN}:${words}`) ?? null,
    action: (name) => actions.get(name) ?? null,
  };
}
