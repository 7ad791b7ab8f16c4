import type { LocalPlatform } from '../local-platform.ts';
import type { LocalSlack } from '../slack/index.ts';
import { TrialRefusal } from '../trial-refusal.ts';

/** Returns the platform where an app has a home tab. Throws TrialRefusal for one where none has. */
export function withHome(platform: LocalPlatform): LocalSlack {
  if (!isSlack(platform)) throw new TrialRefusal('noHome');
  return platform;
}

function isSlack(platform: LocalPlatform): platform is LocalSlack {
  return platform.name === 'slack';
}
