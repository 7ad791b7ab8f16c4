import { z } from 'zod';
import type { PlatformName } from '../chat/place.ts';
import type { PlatformTraits } from '../chat/traits.ts';
import { discordTraits } from './discord/traits.ts';
import { slackTraits } from './slack/traits.ts';

/** The traits of each platform, in the order in which platforms are named to people. Further platforms are added here. */
const registered = new Map<PlatformName, PlatformTraits>(
  [slackTraits, discordTraits].map((traits) => [traits.name, traits]),
);

/**
 * Registers a further platform, for this process. Returns what takes it out again: test files share a process, and what one of
 * them registers is unknown to the next.
 */
export function register(traits: PlatformTraits): () => void {
  if (!PLATFORM_NAME.test(traits.name)) throw new Error(`"${traits.name}" isn't the name of a platform.`);
  if (registered.has(traits.name)) throw new Error(`A platform is registered as "${traits.name}" already.`);
  registered.set(traits.name, traits);
  return () => void registered.delete(traits.name);
}

/** A name is a part of the keys that are stored of deliveries, so it is short and holds nothing that separates them. */
const PLATFORM_NAME = /^[a-z]{1,20}$/;

/** Returns the names of all platforms, in the order in which they are named to people. */
export function platformNames(): readonly PlatformName[] {
  return [...registered.keys()];
}

/** Throws UnknownPlatformError for a platform that isn't registered. */
export function traitsOf(platform: PlatformName): PlatformTraits {
  const traits = registered.get(platform);
  if (traits === undefined) throw new UnknownPlatformError(platform);
  return traits;
}

/** Returns how texts name a platform, and what people call a place of their own there. */
export function platformWords(name: PlatformName): { readonly platform: string; readonly teamWord: string } {
  const { title, teamWord } = traitsOf(name);
  return { platform: title, teamWord };
}

/**
 * Returns how texts name all platforms there are: "Slack et Discord", "Slack ou Discord", and the first and the last, for texts
 * that say it of two in another way. `words` make a list in the reader's language.
 */
export function allPlatformWords(words: {
  readonly list: (items: readonly string[]) => string;
  readonly either: (items: readonly string[]) => string;
}) {
  const titles = platformNames().map((name) => traitsOf(name).title);
  return {
    platforms: words.list(titles),
    anyPlatform: words.either(titles),
    platformCount: titles.length,
    firstPlatform: titles[0] ?? '',
    lastPlatform: titles.at(-1) ?? '',
  };
}

/** Thrown for a stored name of a platform that this build doesn't know. */
export class UnknownPlatformError extends Error {
  override readonly name = 'UnknownPlatformError';
  constructor(platform: string) {
    super(
      `"${platform}" is stored as a platform, and this build has none of that name: ${platformNames().join(', ')}.`,
    );
  }
}

/** Returns a stored name as that of a registered platform. Every store reads it through here. */
export function registeredPlatform(name: string): PlatformName {
  return traitsOf(name).name;
}

/** Parses the name of a platform that is registered at that time. */
export const platformSchema = z.string().refine((name) => registered.has(name), 'not a platform');

/** Compares two platforms for a sort, by the order in which they are registered. */
export function comparePlatforms(a: PlatformName, b: PlatformName): number {
  return platformNames().indexOf(a) - platformNames().indexOf(b);
}
