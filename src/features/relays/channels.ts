import type { Context } from '../../access/operation/context.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { Need } from '../../chat/needs.ts';
import type { PlatformName } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { platformWords } from '../../platforms/registered.ts';
import { largestCopied } from '../../relay/copies/copy-files.ts';
import { isTextKey, type TextKey } from '../../texts/index.ts';
import type { ChannelNames, ChosenChannel } from './relay.ts';

interface Somewhere {
  readonly platform: PlatformName;
  readonly channel: string;
}

/** The most characters of a channel's name that are kept. */
const LONGEST_NAME = 100;

/** Asks the platforms for the names of channels. What a platform doesn't tell just now is left out. */
export async function namesOfChannels(context: Context, channels: readonly Somewhere[]): Promise<ChannelNames> {
  const found = await Promise.all(
    channels.map(async ({ platform, channel }) => {
      const name = await context
        .channelsOn(platform)
        ?.channelName(channel)
        .catch(() => null);
      return name ? [[channel, name.slice(0, LONGEST_NAME)] as const] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}

/** A channel, and what its platform says about it now; null when it doesn't say. */
export interface Looked extends Somewhere {
  readonly access: ChannelAccess | null;
}

/** Asks the platforms what the bot may do in these channels. */
export async function accessToChannels(context: Context, channels: readonly Somewhere[]): Promise<readonly Looked[]> {
  return Promise.all(
    channels.map(async ({ platform, channel }) => {
      const access =
        (await context
          .channelsOn(platform)
          ?.access(channel)
          .catch(() => null)) ?? null;
      return { platform, channel, access };
    }),
  );
}

/** Something of what the relay needs that a platform grants the bot nowhere. */
export interface Lack {
  readonly platform: PlatformName;
  readonly kind: Need['kind'];
  /** The platform's own name for it. */
  readonly name: string;
  /** The key of the text that says what of the relay doesn't work without it. */
  readonly without: TextKey;
}

/** Returns whether a text says what of the relay doesn't work: what is needed is declared with such texts. */
const isOfRelay = (key: string): key is TextKey => isTextKey(key) && /^platforms\.\w+\.start\.relay\./u.test(key);

/**
 * Asks the platforms which scopes and intents the relay lacks; what it lacks in a channel is told of each. What a platform doesn't
 * tell just now is left out.
 */
export async function lacksOf(
  context: Context,
  channels: readonly (Somewhere & { readonly team: string })[],
): Promise<readonly Lack[]> {
  const teams = new Map(channels.map((one) => [`${one.platform} ${one.team}`, one]));
  const found = await Promise.all(
    [...teams.values()].map(async ({ platform, team }) => {
      const withheld = await context
        .channelsOn(platform)
        ?.withheld(team)
        .catch(() => null);
      return (withheld?.needs ?? []).flatMap(({ kind, name, without }) =>
        kind === 'permission' ? [] : without.filter(isOfRelay).map((key) => ({ platform, kind, name, without: key })),
      );
    }),
  );
  return found.flat();
}

/** Returns the most bytes of a file that is copied into each channel, by its row. What a platform doesn't tell just now is left out. */
export function fileLimitsOf(
  context: Context,
  ties: readonly (Somewhere & { readonly id: string })[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    ties.flatMap(({ id, platform, channel }) => {
      try {
        const limit = context.channelsOn(platform)?.relaying?.fileLimit(channel);
        return limit === undefined ? [] : [[id, largestCopied(limit)]];
      } catch (error) {
        if (error instanceof DeliveryError) return [];
        throw error;
      }
    }),
  );
}

/**
 * Refuses a channel of another workspace or server, or one that the person who acts doesn't see: what is said in a channel that is
 * tied is read elsewhere. Channels of other platforms were chosen there. Throws UserError.
 */
export async function refuseUnseen(context: Context, chosen: readonly ChosenChannel[]): Promise<void> {
  const { platform, externalId } = context.actor;
  for (const one of chosen.filter((channel) => channel.platform === platform)) {
    const relaying = context.channelsOn(platform)?.relaying ?? null;
    if (relaying === null) throw new UserError('relays.errors.noRelay', platformWords(platform));
    const isSeen = await relaying.isSeenBy(one.channel, externalId, one.team).catch((error: unknown) => {
      if (!(error instanceof DeliveryError)) throw error;
      throw new UserError('relays.errors.away', platformWords(platform));
    });
    if (!isSeen) throw new UserError('relays.errors.unseen', {}, 'channel');
  }
}

/** A chosen channel, and the id of the newest message there. */
export interface Begun extends ChosenChannel {
  readonly since: string;
}

/**
 * Asks the platforms for the newest message of each channel, so that nothing said before passes. Throws UserError where that can't
 * be told, or the platform takes part in no relay.
 */
export async function beginningsOf(context: Context, chosen: readonly ChosenChannel[]): Promise<readonly Begun[]> {
  return Promise.all(
    chosen.map(async (one) => {
      const relaying = context.channelsOn(one.platform)?.relaying ?? null;
      if (relaying === null) throw new UserError('relays.errors.noRelay', platformWords(one.platform));
      try {
        return { ...one, since: await relaying.newest(one.channel) };
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        const why = error.failure.kind === 'refused' ? 'closed' : 'away';
        throw new UserError(`relays.errors.${why}`, platformWords(one.platform));
      }
    }),
  );
}
