import type { PlatformTraits } from '../../chat/traits.ts';
import { FIELDS_PER_FORM, limits, OPTIONS_PER_FIELD } from './limits.ts';

export const slackTraits: PlatformTraits = {
  name: 'slack',
  title: 'Slack',
  teamWord: 'workspace',
  operatedFrom: 'us',
  threads: 'below-message',
  hasHome: true,
  organisationThreads: false,
  isDirect: ({ channel }) => channel.startsWith('D'),
  // A workspace has one manifest, in the bot's language.
  commandLanguage: 'shared',
  optionStyle: 'bare',
  tellsWhoLeaves: true,
  directFromMembersOnly: true,
  // In a channel that is shared with another workspace people come with the team of their own.
  teamIsWhere: false,
  tellsEveryConnection: false,
  // An event that wasn't acknowledged comes again a minute later, after what was said since.
  keepsOrder: false,
  namedRights: null,
  // Slack doesn't tell of all that may not be posted.
  foreseenRefusals: new Set(['not-in-channel', 'channel-gone', 'channel-archived']),
  // An id is the seconds at which it was posted, to the microsecond.
  saidAt: (message) => (/^\d{10}\.\d{6}$/.test(message) ? new Date(Math.floor(Number(message) * 1_000)) : null),
  channelId: /^[CG][A-Z0-9]+$/,
  accountId: /^[A-Z0-9]+$/,
  fieldsPerForm: FIELDS_PER_FORM,
  optionsPerList: limits.select.options,
  optionsPerField: OPTIONS_PER_FIELD,
  fieldErrors: true,
  // One message a second in a channel, with short bursts, some hundreds a minute in the workspace, fifty changes and fifty
  // opened conversations a minute; a little less, because Slack doesn't say how much it takes at once.
  sending: {
    channel: { kind: 'window', count: 3, withinMs: 3_000 },
    token: {
      messages: { kind: 'bucket', burst: 290, everyMs: 201 },
      changes: { kind: 'bucket', burst: 45, everyMs: 1_210 },
      conversations: { kind: 'bucket', burst: 45, everyMs: 1_210 },
    },
    costs: { post: { messages: 1 }, edit: { changes: 1 }, open: { messages: 1, conversations: 1 } },
    staysOpen: true,
  },
};
