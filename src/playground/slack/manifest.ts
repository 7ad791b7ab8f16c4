import { z } from 'zod';
import { isEvent } from './subscriptions.ts';

const command = z.looseObject({
  command: z.string().regex(/^\/\S{1,31}$/),
  description: z.string().max(2000),
  usage_hint: z.string().max(1000).optional(),
  should_escape: z.boolean().optional(),
});

const shortcut = z.looseObject({
  name: z.string().max(24),
  type: z.enum(['message', 'global']),
  callback_id: z.string().max(255),
  description: z.string().max(150),
});

/** The parts of an app manifest that change how Slack behaves; the rest is accepted and ignored. */
const manifestSchema = z.looseObject({
  display_information: z
    .looseObject({
      name: z.string().max(35),
      description: z.string().max(140).optional(),
      long_description: z.string().min(175).max(4000).optional(),
    })
    .optional(),
  features: z
    .looseObject({
      app_home: z
        .looseObject({
          home_tab_enabled: z.boolean().optional(),
          messages_tab_enabled: z.boolean().optional(),
          messages_tab_read_only_enabled: z.boolean().optional(),
        })
        .optional(),
      bot_user: z.looseObject({ display_name: z.string().max(80) }).optional(),
      slash_commands: z.array(command).max(50).optional(),
      shortcuts: z.array(shortcut).max(10).optional(),
    })
    .optional(),
  oauth_config: z
    .looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).max(255).optional() }).optional() })
    .optional(),
  settings: z
    .looseObject({
      event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).max(100).optional() }).optional(),
      interactivity: z.looseObject({ is_enabled: z.boolean() }).optional(),
      socket_mode_enabled: z.boolean().optional(),
    })
    .optional(),
});

export type SlackManifest = z.input<typeof manifestSchema>;

export interface Installation {
  readonly botName: string | null;
  readonly commands: readonly { command: string; description: string; usageHint: string; shouldEscape: boolean }[];
  readonly shortcuts: readonly { name: string; type: 'message' | 'global'; callbackId: string }[];
  readonly scopes: readonly string[];
  /** Null when every event is subscribed to (no manifest installed yet). */
  readonly events: readonly string[] | null;
  readonly interactivity: boolean;
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
  readonly messagesReadOnly: boolean;
}

const usualScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'pins:read',
  'pins:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;

/** The installation before any manifest: every scope and event, no command. */
export const withoutManifest: Installation = {
  botName: null,
  commands: [],
  shortcuts: [],
  scopes: usualScopes,
  events: null,
  interactivity: true,
  homeTab: true,
  messagesTab: true,
  messagesReadOnly: false,
};

/**
 * Reads a manifest as the page where an administrator pastes it would; throws when Slack would refuse it, or when it
 * wants scopes or events that this Slack doesn't know.
 */
export function readManifest(manifest: SlackManifest): Installation {
  const read = manifestSchema.parse(manifest);
  const home = read.features?.app_home;
  const commands = read.features?.slash_commands ?? [];
  const scopes = read.oauth_config?.scopes?.bot ?? [];
  const twice = commands.find((one, index) => commands.findIndex((other) => other.command === one.command) !== index);
  if (twice) throw new Error(`duplicate slash command ${twice.command}`);
  const strange = scopes.find((scope) => !usualScopes.some((known) => known === scope));
  if (strange) throw new Error(`unknown scope ${strange}`);
  const events = read.settings?.event_subscriptions?.bot_events ?? [];
  const unheard = events.find((event) => !isEvent(event));
  if (unheard) throw new Error(`unknown event ${unheard}`);
  if (commands.length > 0 && !scopes.includes('commands')) throw new Error('slash commands need the scope "commands"');
  return {
    botName: read.features?.bot_user?.display_name ?? null,
    commands: commands.map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint ?? '',
      shouldEscape: one.should_escape ?? false,
    })),
    shortcuts: (read.features?.shortcuts ?? []).map((one) => ({
      name: one.name,
      type: one.type,
      callbackId: one.callback_id,
    })),
    scopes,
    events,
    interactivity: read.settings?.interactivity?.is_enabled ?? false,
    homeTab: home?.home_tab_enabled ?? false,
    messagesTab: home?.messages_tab_enabled ?? true,
    messagesReadOnly: home?.messages_tab_read_only_enabled ?? false,
  };
}
