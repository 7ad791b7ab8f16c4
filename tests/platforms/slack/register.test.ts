import { expect, test } from 'vitest';
import { manifestSchema, problems } from './specs.ts';
import { manifestOf } from './support.ts';

const validate = manifestSchema();

test.skipIf(!validate)('manifests are valid against Slack’s schema', () => {
  for (const locale of ['fr', 'en'] as const) {
    const common = { locale, name: 'Fil conducteur' };
    expect(problems(validate ?? undefined, manifestOf(common))).toEqual([]);
    const requestUrl = 'https://bot.example.org/slack/events';
    expect(problems(validate ?? undefined, manifestOf({ ...common, socketMode: false, requestUrl }))).toEqual([]);
  }
});

test('commands with their words in the language asked for', () => {
  const of = (locale: 'fr' | 'en') =>
    manifestOf({ locale }).features.slash_commands.map((command) => [command.command, command.usage_hint]);
  expect(of('fr')).toEqual([
    ['/mois', undefined],
    ['/evenement', 'proposer | liste'],
    ['/reunion', 'compte-rendu [texte]'],
    ['/equipe', 'nommer [personne]'],
  ]);
  expect(of('en')[1]).toEqual(['/event', 'propose | list']);
});

test('with HTTP every way in has the address', () => {
  const requestUrl = 'https://bot.example.org/slack/events';
  const manifest = manifestOf({ socketMode: false, requestUrl });
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: requestUrl },
    interactivity: { request_url: requestUrl },
  });
  expect(manifest.features.slash_commands.every((command) => 'url' in command && command.url === requestUrl)).toBe(
    true,
  );
});

test('it asks for what is declared, in Slack’s own order: a change here has every workspace install the app again', () => {
  const manifest = manifestOf();
  expect(manifest.oauth_config.scopes.bot).toEqual([
    'app_mentions:read',
    'channels:history',
    'channels:join',
    'channels:read',
    'chat:write',
    'chat:write.customize',
    'commands',
    'files:read',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'pins:read',
    'pins:write',
    'reactions:read',
    'users:read',
  ]);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'app_mention',
    'channel_archive',
    'channel_deleted',
    'channel_left',
    'channel_rename',
    'channel_unarchive',
    'group_archive',
    'group_deleted',
    'group_left',
    'group_rename',
    'group_unarchive',
    'member_joined_channel',
    'message.channels',
    'message.groups',
    'message.im',
    'pin_added',
    'pin_removed',
    'reaction_added',
    'reaction_removed',
    'user_change',
  ]);
});
