import { legible } from '../../chat/legible.ts';
import type { PlatformUser } from '../../chat/place.ts';
import { mixedScriptWord } from '../../reading/index.ts';

/**
 * Returns somebody under the name they chose on their platform, as it may be shown to others: a name whose letters look
 * like another's is marked.
 */
export function displayedUser(user: PlatformUser): PlatformUser {
  const name = legible(user.name);
  return { ...user, name: mixedScriptWord(name) === null ? name : `⚠ ${name}` };
}
