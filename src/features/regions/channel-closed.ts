import { directory } from '../../access/contacts/directory-store.ts';
import { commandName } from '../../access/operation/command-name.ts';
import { INSTALL } from '../../chat/entry-commands.ts';
import { localDay } from '../../dates/index.ts';
import type { NotReachedHandler } from '../../delivery/outbox/index.ts';
import { channelClosedNotice } from './messages/set-up.ts';
import { channelUses } from './rules.ts';
import { tellCoordinators } from './tell-coordinators.ts';

/** Tells the coordinators, at most once a day, that the bot can no longer post in one of the region's channels. */
export const tellChannelClosed: NotReachedHandler = async (scope, { platform, channel, reason }) => {
  if (channel === null) return;
  const installations = await directory(scope).installations();
  const here = installations.find((one) => one.platform === platform);
  const uses = channelUses.filter((use) => here?.channels[use] === channel);
  // Another channel was chosen since.
  if (uses.length === 0) return;
  const { region } = scope;
  const command = commandName(INSTALL, { platform, locale: region.locale, region });
  await tellCoordinators(
    scope,
    `channel-closed:${platform}:${channel}:${reason}:${localDay(scope.now, region.timeZone)}`,
    (t) => channelClosedNotice(t, { platform, reason, uses, command }),
    { closed: channel },
  );
};
