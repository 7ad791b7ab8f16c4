import { type LocalPlatform, PlatformRefusal } from '../local-platform.ts';
import type { LocalSlack } from '../slack/index.ts';

/** Returns the platform where an app has a home tab. Throws PlatformRefusal for one where none has. */
export function withHome(platform: LocalPlatform): LocalSlack {
  if (!isSlack(platform)) throw new PlatformRefusal("Sur Discord, une application n'a pas d'onglet d'accueil.");
  return platform;
}

function isSlack(platform: LocalPlatform): platform is LocalSlack {
  return platform.name === 'slack';
}
