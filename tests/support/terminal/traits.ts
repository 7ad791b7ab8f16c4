import type { PlatformTraits } from '../../../src/chat/traits.ts';

/** The traits that a terminal declares of itself. */
export const terminalTraits: PlatformTraits = {
  name: 'terminal',
  title: 'Terminal',
  teamWord: 'workspace',
  operatedFrom: 'here',
  // Nothing hangs below a line: an answer is printed further down.
  threads: 'own-channel',
  // It has no tab of its own, so the coordinators' room has a board.
  hasHome: false,
  organisationThreads: false,
  isDirect: ({ channel }) => channel.startsWith('direct-'),
  commandLanguage: 'each-reader',
  optionStyle: 'bare',
  tellsWhoLeaves: false,
  directFromMembersOnly: true,
  teamIsWhere: true,
  tellsEveryConnection: false,
  keepsOrder: true,
  namedRights: null,
  foreseenRefusals: new Set(['not-in-channel', 'channel-gone']),
  // Lines are numbered.
  saidAt: () => null,
  channelId: /^room-\d+$/,
  accountId: /^(person|hall)-\d+$/,
  // It asks one question after the other, so it can ask as many as there are.
  fieldsPerForm: 100,
  optionsPerList: 100,
  optionsPerField: 100,
  fieldErrors: false,
  sending: {
    channel: { kind: 'window', count: 100, withinMs: 1_000 },
    token: { lines: { kind: 'window', count: 1_000, withinMs: 1_000 } },
    costs: { post: { lines: 1 }, edit: { lines: 1 }, open: { lines: 1 } },
    staysOpen: true,
  },
};
