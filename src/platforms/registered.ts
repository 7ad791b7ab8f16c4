import type { PlatformName } from '../chat/place.ts';
import type { PlatformTraits } from '../chat/traits.ts';
import { discordTraits } from './discord/traits.ts';
import { slackTraits } from './slack/traits.ts';

/** What each platform declares of itself. A further platform is added here, and its name in `chat/place.ts`. */
const registered: Readonly<Record<PlatformName, PlatformTraits>> = { slack: slackTraits, discord: discordTraits };

export function traitsOf(platform: PlatformName): PlatformTraits {
  return registered[platform];
}
