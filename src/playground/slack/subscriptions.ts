/** The scope each subscription needs; null where none is needed. */
export const scopeOf: Readonly<Record<string, string | null>> = {
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  app_mention: 'app_mentions:read',
  app_home_opened: null,
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  channel_left: 'channels:read',
  group_left: 'groups:read',
  channel_archive: 'channels:read',
  channel_unarchive: 'channels:read',
  channel_deleted: 'channels:read',
  group_archive: 'groups:read',
  group_unarchive: 'groups:read',
  group_deleted: 'groups:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  pin_added: 'pins:read',
  pin_removed: 'pins:read',
  channel_rename: 'channels:read',
  group_rename: 'groups:read',
  file_shared: 'files:read',
  user_change: 'users:read',
};

export function isEvent(name: string): boolean {
  return Object.hasOwn(scopeOf, name);
}

export const messageSubscription = { channel: 'message.channels', group: 'message.groups', im: 'message.im' } as const;
