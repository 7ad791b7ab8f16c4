import type { WireObject } from '../json.ts';
import type { Guild, GuildEmoji } from './types.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Returns whether the text is exactly one Unicode emoji. */
export function isEmoji(text: string): boolean {
  const known = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u.test(text);
  return known && [...segmenter.segment(text)].length === 1;
}

/**
 * The emoji of a reaction are kept as they stand in a path: a Unicode emoji as it is, a guild's own as `name:id`.
 */
const keyOf = ({ name, id }: GuildEmoji): string => `${name}:${id}`;

/** Returns the key of an emoji that a request names; undefined for one that doesn't exist. */
export function knownEmoji(given: string, guild: Guild | undefined): string | undefined {
  if (isEmoji(given)) return given;
  const own = guild?.emojis.get(/^(?:a:)?\w+:(\d+)$/.exec(given)?.[1] ?? '');
  return own && keyOf(own);
}

/** Returns the key of what a person picks: a Unicode emoji, or one of the guild's by its name, with or without colons. */
export function pickedEmoji(picked: string, guild: Guild | undefined): string | undefined {
  if (isEmoji(picked)) return picked;
  const name = picked.replace(/^:|:$/g, '');
  const own = [...(guild?.emojis.values() ?? [])].find((emoji) => emoji.name === name);
  return own && keyOf(own);
}

export function emojiJson(key: string): WireObject {
  const own = /^(\w+):(\d+)$/.exec(key);
  return own ? { id: own[2], name: own[1], animated: false } : { id: null, name: key };
}
