import { directory } from '../../access/contacts/directory-store.ts';
import { localDay } from '../../dates/index.ts';
import type { NotReachedHandler } from '../../delivery/outbox/index.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { notReachedMessage } from './messages/team.ts';

export { purgeAccountLinks } from './account-link-store.ts';
export { purgeLinks } from './link-store.ts';

/**
 * Tells the coordinators, at most once a month per person, that the bot can't write to somebody, so that they can
 * call.
 */
export const tellNotReached: NotReachedHandler = async (scope, { platform, user, reason }) => {
  const contact = user === null ? null : await directory(scope).identity(platform, user);
  if (!contact) return;
  const month = localDay(scope.now, scope.region.timeZone).slice(0, 'yyyy-mm'.length);
  await tellCoordinators(scope, `not-reached:${contact.personId}:${month}`, (t) =>
    notReachedMessage(t, { name: contact.name, platform, hasLeft: reason === 'user-gone' }),
  );
};
