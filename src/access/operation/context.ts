import type { z } from 'zod';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { RawValues } from '../../chat/form.ts';
import type { Action, Command } from '../../chat/interaction.ts';
import type { NotGranted } from '../../chat/needs.ts';
import type { Place, PlatformName, PlatformUser } from '../../chat/place.ts';
import type { ChannelsOf } from '../../chat/platform.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Actor } from '../actor/actor.ts';
import type { Region } from '../region/region.ts';
import type { Operation } from './operation.ts';
import type { Surroundings } from './surroundings.ts';

/** The context in which a command or an action runs: who acts, where and when, and the only way to change something. */
export interface Context {
  readonly region: Region;
  readonly actor: Actor;
  readonly place: Place;
  readonly now: Date;
  /** Words texts in the actor's language. */
  readonly t: Translator;
  /** When it was done, as an id that compares with message ids (`byTime`); null when the platform doesn't tell. */
  readonly at: string | null;
  /** The id of the form this was given with; null when there was none. */
  readonly form: string | null;
  readonly surroundings: Surroundings;
  /** Returns what this person gave in one of their forms; null when it is too old, or not theirs. */
  typed(form: string): Promise<RawValues | null>;
  /** Returns somebody of this platform as it knows them. They may never have spoken to the bot. */
  user(externalId: string): Promise<PlatformUser>;
  /** Returns what the bot may do in a channel of this platform. */
  access(channel: string): Promise<ChannelAccess>;
  /** Returns what a platform tells of its channels, this one or another; null where this process isn't connected to it. */
  channelsOn(platform: PlatformName): ChannelsOf | null;
  /** Returns what the bot isn't granted anywhere in this region's workspace or server, see Platform. */
  withheld(): Promise<NotGranted | null>;
  /** Runs a use case in a transaction of its own. What the person did counts once, however often it arrives. */
  do<S extends z.ZodType, O>(operation: Operation<S, O>, input: z.input<S>): Promise<O>;
}

export type AnyCommand = Command<Context>;
export type AnyAction = Action<Context>;

/** Declares a slash command; `run`'s input has the type of the zod object. */
export function command<S extends z.ZodObject>(definition: Command<Context, S>): AnyCommand {
  return definition as unknown as AnyCommand;
}

/** Declares a durable button or select. */
export function action<S extends z.ZodObject>(definition: Action<Context, S>): AnyAction {
  if (!/^[a-z][a-z0-9-]{1,29}$/.test(definition.name)) throw new Error(`bad action name "${definition.name}"`);
  return definition as unknown as AnyAction;
}
