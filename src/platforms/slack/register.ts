import { cut } from '../../chat/cut.ts';
import type { CommandDefinition } from '../../chat/interaction.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import { textIn } from '../../texts/index.ts';
import { limits } from './limits.ts';
import { scopesOf } from './scopes.ts';
import { wordsOf } from './words.ts';

export interface ManifestOptions {
  readonly commands: readonly CommandDefinition[];
  readonly needs: readonly DeclaredNeed[];
  readonly locale: 'fr' | 'en';
  readonly name: string;
  readonly socketMode: boolean;
  /** The public address of POST /slack/events, without Socket Mode. */
  readonly requestUrl?: string | undefined;
}

/** Returns the manifest that somebody pastes into Slack to create the app: the only way to register commands there. */
export function slackManifest({ commands, needs, locale, name, socketMode, requestUrl }: ManifestOptions) {
  const words = wordsOf(textIn, locale);
  const events = new Set(needs.flatMap((need) => need.events));
  const url = socketMode || !requestUrl ? {} : { url: requestUrl };
  const request = socketMode || !requestUrl ? {} : { request_url: requestUrl };
  const shortcut = {
    name: cut(words.say('manifest.menu'), limits.manifest.shortcut),
    description: words.say('manifest.menu-description'),
  };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: cut(name, limits.manifest.name),
      description: cut(words.say('manifest.description'), limits.manifest.description),
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: name, always_online: true },
      shortcuts: [
        { ...shortcut, type: 'message' as const, callback_id: 'menu' },
        ...messageShortcuts(commands, locale),
        { ...shortcut, type: 'global' as const, callback_id: 'menu-anywhere' },
      ],
      slash_commands: slashCommands(commands, locale).map((command) => ({ ...command, ...url })),
    },
    oauth_config: { scopes: { bot: scopesOf(needs).map((scope) => scope.name) } },
    settings: {
      event_subscriptions: { ...request, bot_events: [...events].sort() },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}

/** Returns the entries that commands have in the menu of a message. */
function messageShortcuts(commands: readonly CommandDefinition[], locale: 'fr' | 'en') {
  return commands.flatMap(({ path, description, onMessage }) =>
    onMessage
      ? [
          {
            name: cut(onMessage[locale], limits.manifest.shortcut),
            description: cut(description[locale], limits.manifest.shortcutDescription),
            type: 'message' as const,
            callback_id: shortcutId(path.fr),
          },
        ]
      : [],
  );
}

/** Returns the id under which Slack names a command that was chosen in the menu of a message. */
export function shortcutId(path: readonly string[]): string {
  return path.join('-');
}

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  /** Lets mentions and channels arrive with their ids. */
  readonly should_escape: true;
}

/** Returns the commands. Slack knows no subcommands: they are words after the command, named in its hint. */
function slashCommands(definitions: readonly CommandDefinition[], locale: 'fr' | 'en'): SlashCommand[] {
  const groups = new Map<string, CommandDefinition[]>();
  for (const definition of definitions) {
    const name = definition.path[locale][0] ?? '';
    groups.set(name, [...(groups.get(name) ?? []), definition]);
  }
  return [...groups].slice(0, limits.manifest.commands).map(([name, group]) => {
    const description = group.map((one) => one.description[locale]).join(' · ');
    const hint = group.length === 1 && group[0] ? hintOf(group[0], locale) : subcommands(group, locale);
    return {
      command: `/${name}`,
      description: cut(description || name, limits.manifest.commandDescription),
      ...(hint ? { usage_hint: cut(hint, limits.manifest.usageHint) } : {}),
      should_escape: true,
    };
  });
}

function subcommands(group: readonly CommandDefinition[], locale: 'fr' | 'en'): string {
  return group.flatMap((one) => one.path[locale].slice(1)).join(' | ');
}

function hintOf(definition: CommandDefinition, locale: 'fr' | 'en'): string {
  const options = definition.options.map((option) => `[${option.name[locale]}]`);
  return [...definition.path[locale].slice(1), ...options].join(' ');
}
