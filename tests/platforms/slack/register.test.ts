import { expect, test } from 'vitest';
import { slackManifest } from '../../../src/platforms/slack/register.ts';
import { manifestSchema, problems } from './specs.ts';
import { commands } from './support.ts';

const validate = manifestSchema();

test.skipIf(!validate)('manifests are valid against Slack’s schema', () => {
  for (const locale of ['fr', 'en'] as const) {
    const common = { commands, locale, name: 'Fil conducteur' };
    expect(problems(validate ?? undefined, slackManifest({ ...common, socketMode: true }))).toEqual([]);
    const requestUrl = 'https://bot.example.org/slack/events';
    expect(problems(validate ?? undefined, slackManifest({ ...common, socketMode: false, requestUrl }))).toEqual([]);
  }
});

test('commands with their words in the language asked for', () => {
  const of = (locale: 'fr' | 'en') =>
    slackManifest({ commands, locale, name: 'Fil', socketMode: true }).features.slash_commands.map((command) => [
      command.command,
      command.usage_hint,
    ]);
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
  const manifest = slackManifest({ commands, locale: 'fr', name: 'Fil', socketMode: false, requestUrl });
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: requestUrl },
    interactivity: { request_url: requestUrl },
  });
  expect(manifest.features.slash_commands.every((command) => 'url' in command && command.url === requestUrl)).toBe(
    true,
  );
});
