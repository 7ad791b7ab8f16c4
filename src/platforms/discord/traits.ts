import type { PlatformTraits } from '../../chat/traits.ts';
import { MODAL_COMPONENTS, REQUESTS_PER_SECOND, SELECT_OPTIONS } from './limits.ts';
import { SNOWFLAKE, timeOfSnowflake } from './snowflake.ts';

export const discordTraits: PlatformTraits = {
  name: 'discord',
  title: 'Discord',
  teamWord: 'server',
  operatedFrom: 'us',
  threads: 'own-channel',
  hasHome: false,
  organisationThreads: true,
  // Discord tells a server with all that is done in one.
  isDirect: ({ team }) => team === null,
  commandLanguage: 'each-reader',
  optionStyle: 'named',
  tellsWhoLeaves: false,
  directFromMembersOnly: false,
  teamIsWhere: true,
  tellsEveryConnection: true,
  keepsOrder: true,
  namedRights: ['ViewChannel', 'SendMessages'],
  foreseenRefusals: new Set(['not-in-channel', 'no-permission', 'channel-gone', 'channel-archived']),
  saidAt: (message) => (SNOWFLAKE.test(message) ? timeOfSnowflake(message) : null),
  channelId: /^\d+$/,
  accountId: /^\d+$/,
  fieldsPerForm: MODAL_COMPONENTS,
  optionsPerList: SELECT_OPTIONS,
  optionsPerField: SELECT_OPTIONS,
  fieldErrors: false,
  // Five messages in five seconds in a channel, fifty requests a second in all; that Discord opens ten conversations in ten
  // seconds is what others have seen.
  sending: {
    channel: { kind: 'window', count: 5, withinMs: 5_000 },
    token: {
      requests: { kind: 'window', count: REQUESTS_PER_SECOND, withinMs: 1_000 },
      conversations: { kind: 'window', count: 10, withinMs: 10_000 },
    },
    // A thread, who is in it, and the message.
    costs: { post: { requests: 1 }, edit: { requests: 1 }, open: { requests: 3, conversations: 1 } },
    staysOpen: false,
  },
};
