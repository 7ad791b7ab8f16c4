import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gatherNeeds, type Need, type Needs } from '../src/chat/needs.ts';
import { features, needsOn } from '../src/composition.ts';
import { deliveryNeeds } from '../src/delivery/needs.ts';
import { dispatchNeeds } from '../src/dispatch/needs.ts';
import { permissionsOf } from '../src/platforms/discord/permissions.ts';
import { traitsOf } from '../src/platforms/registered.ts';
import { scopeOf } from '../src/playground/slack/subscriptions.ts';
import { relayNeeds } from '../src/relay/needs.ts';
import { textIn } from '../src/texts/index.ts';
import { sourceFiles } from './support/sources.ts';

const platforms = ['slack', 'discord'] as const;

/** Everything that declares needs, by the name under which the table shows it. */
const declaring: readonly (readonly [string, Needs])[] = [
  ['dispatch', dispatchNeeds],
  ['delivery', deliveryNeeds],
  ['relay', relayNeeds],
  ...features.flatMap(({ name, needs }) => (needs ? [[name, needs] as const] : [])),
];

describe('docs/needs.md', () => {
  it('is what is declared (npx vitest run tests/needs.test.ts -u writes it anew)', async () => {
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const rows = platforms.flatMap((platform) =>
      declaring.flatMap(([by, needs]) => {
        const list: readonly Need[] = needs[platform] ?? [];
        return list.map(({ kind, name, required, events = [], without }) =>
          row([
            traitsOf(platform).title,
            kind,
            `\`${name}\``,
            events.map((event) => `\`${event}\``).join(', '),
            by,
            required ? 'yes' : '',
            textIn('en', without),
          ]),
        );
      }),
    );
    const table = [
      '# What the bot needs on each platform',
      '',
      'Declared in the `needs.ts` of what needs it. The Slack manifest, the Discord invite link and its intents, what is checked in',
      'a workspace, a server and a channel, and this table follow from it. Without what dispatch or delivery require on Slack the bot',
      "doesn't start; otherwise it goes on with the rest and says what is off.",
      '',
      row(['platform', 'kind', 'name', 'events', 'needed by', 'required', 'without it']),
      row(Array.from({ length: 7 }, () => '---')),
      ...rows,
      '',
    ];
    await expect(table.join('\n')).toMatchFileSnapshot('../docs/needs.md');
  });
});

describe('the guide to connecting Discord', () => {
  const guide = readFileSync('docs/connecter.md', 'utf8').split(/^## Discord$/m)[1] ?? '';

  it.each(permissionsOf(needsOn('discord')))('has a line for the permission %s', (permission) => {
    const shown = textIn('fr', `common.right.${permission}`).replace(/[«»]/g, '').trim();
    const table = guide.split('| permission | pour |')[1]?.split('\n\n')[0] ?? '';
    // "Voir le salon" is "Voir les salons" in the page that invites.
    const stem = shown.replace(/ le salon$/, '');
    expect(table).toContain(stem);
  });
});

/** The scopes that Slack wants for each method that the adapter calls: for those of a channel, by the kind of channel. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write', 'chat:write.customize'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'pins.add': ['pins:write'],
  'pins.remove': ['pins:write'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
};

/** The permissions that Discord wants for each route that the adapter calls. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  applicationCommands: [],
  channel: ['ViewChannel', 'SendMessagesInThreads'],
  channelMessage: ['ViewChannel', 'ManageMessages'],
  channelMessages: ['ViewChannel', 'SendMessages', 'SendMessagesInThreads', 'AttachFiles', 'ReadMessageHistory'],
  channelMessagesPin: ['PinMessages'],
  channelMessagesPins: ['ReadMessageHistory'],
  channelThreads: ['ReadMessageHistory'],
  channelWebhooks: ['ManageWebhooks'],
  guildActiveThreads: [],
  guildChannels: [],
  guildMember: [],
  interactionCallback: [],
  threadMembers: ['SendMessagesInThreads', 'ManageThreads'],
  threads: ['CreatePrivateThreads', 'CreatePublicThreads'],
  userChannels: [],
  webhook: [],
  webhookMessage: [],
};

describe.each([
  ['slack', 'scope', METHODS, /\bclient\.((?:auth|chat|conversations|files|pins|reactions|team|users|views)\.\w+)\(/g],
  ['discord', 'permission', ROUTES, /\bRoutes\.(\w+)\(/g],
] as const)('what the adapter asks of %s', (platform, kind, wants, call) => {
  const files = sourceFiles(`src/platforms/${platform}`);
  const called = new Set(files.flatMap(({ text }) => [...text.matchAll(call)].map(([, name]) => name ?? '')));
  const all = declaring.map(([, needs]) => needs);
  const declared = gatherNeeds(platform, [], all).filter((need) => need.kind === kind);
  const names = declared.map(({ name }) => name);

  it('is all covered by what is declared: add to this list what the adapter begins to call', () => {
    expect([...called].sort()).toEqual(Object.keys(wants).sort());
    const wanted = Object.values(wants).flat();
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('uses all that is declared, or hears by it', () => {
    const wanted = new Set(Object.values(wants).flat());
    const unused = declared.filter(({ name, events }) => !wanted.has(name) && events.length === 0);
    expect(unused.map(({ name }) => name)).toEqual([]);
  });
});

it('each event on Slack stands with the scope that it takes, and one that takes none with any', () => {
  const wrong = needsOn('slack').flatMap(({ name, events }) =>
    events.filter((event) => (scopeOf[event] ?? name) !== name),
  );
  expect(wrong).toEqual([]);
});
