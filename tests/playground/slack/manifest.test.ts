import { expect, it } from 'vitest';
import type { SlackManifest } from '../../../src/playground/slack/index.ts';
import { sharedScene } from './support.ts';

const here = sharedScene();

const x = (count: number) => 'x'.repeat(count);
const command = (more: object = {}) => ({ command: '/x', description: 'x', ...more });
const shortcut = (more: object = {}) => ({ name: 'x', type: 'global', callback_id: 'x', description: 'x', ...more });
const bot = { oauth_config: { scopes: { bot: ['commands'] } } };
const withCommands = (...slash_commands: object[]) => ({ ...bot, features: { slash_commands } });
const withShortcuts = (...shortcuts: object[]) => ({ features: { shortcuts } });
const numbered = (count: number, item: (index: number) => object) => Array.from({ length: count }, (_, i) => item(i));

it.each([
  ['a name of 36', 'mf', { display_information: { name: x(36) } }],
  ['a description of 141', 'mf', { display_information: { name: 'x', description: x(141) } }],
  ['a long description of 174', 'mf', { display_information: { name: 'x', long_description: x(174) } }],
  ['a bot name of 81', 'mf', { features: { bot_user: { display_name: x(81) } } }],
  ['51 commands', 'mf', withCommands(...numbered(51, (index) => command({ command: `/x${index}` })))],
  ['a command of 33', 'mf', withCommands(command({ command: `/${x(32)}` }))],
  ['a command without a slash', 'mf', withCommands(command({ command: 'x' }))],
  ['a command description of 2001', 'mf', withCommands(command({ description: x(2001) }))],
  ['a usage hint of 1001', 'mf', withCommands(command({ usage_hint: x(1001) }))],
  ['a command twice', 'ours', withCommands(command(), command())],
  ['commands without their scope', 'ours', { features: { slash_commands: [command()] } }],
  ['11 shortcuts', 'mf', withShortcuts(...numbered(11, (index) => shortcut({ callback_id: `${index}` })))],
  ['a shortcut name of 25', 'mf', withShortcuts(shortcut({ name: x(25) }))],
  ['a shortcut description of 151', 'mf', withShortcuts(shortcut({ description: x(151) }))],
  ['a callback id of 256', 'mf', withShortcuts(shortcut({ callback_id: x(256) }))],
  ['a shortcut that is none', 'mf', withShortcuts(shortcut({ type: 'autre' }))],
  ['a scope that is none', 'U: no page says it', { oauth_config: { scopes: { bot: ['chat:ecrire'] } } }],
  [
    'an event that is none',
    'U: no page says it',
    { settings: { event_subscriptions: { bot_events: ['message.partout'] } } },
  ],
])('refuses a manifest with %s [%s]', (_, _source, manifest) => {
  expect(() => here().slack.installManifest(manifest as SlackManifest)).toThrow();
});

it('takes the longest of everything [mf]', () => {
  const commands = numbered(50, (index) =>
    command({ command: `/x${index}`, description: x(2000), usage_hint: x(1000) }),
  );
  const shortcuts = numbered(10, (index) => shortcut({ callback_id: `${index}`, name: x(24), description: x(150) }));
  here().slack.installManifest({
    ...bot,
    display_information: { name: x(35), description: x(140), long_description: x(4000) },
    features: { bot_user: { display_name: x(80) }, slash_commands: commands, shortcuts },
  } as SlackManifest);
  expect(here().slack.bot.name).toBe(x(80));
});
