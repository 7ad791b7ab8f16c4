import { legible } from '../../chat/legible.ts';
import type { PlatformUser } from '../../chat/place.ts';
import { displayedName } from '../../reading/index.ts';

/**
 * Returns somebody under the name they chose on their platform, as it may be shown to others: a name whose letters look
 * like another's is marked.
 */
export function displayedUser(user: PlatformUser): PlatformUser {
  return { ...user, name: displayedName(legible(user.name)) };
}
