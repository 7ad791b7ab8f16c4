import { composeRegistry, needsOn } from '../../src/composition.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';
import { type ManifestOptions, slackManifest } from '../../src/platforms/slack/register.ts';

/** Returns the manifest of the bot's app: in French, over Socket Mode and with the bot's own commands unless changed. */
export function appManifest(changes: Partial<ManifestOptions> = {}): ReturnType<typeof slackManifest> {
  return slackManifest({
    commands: commandDefinitions(composeRegistry().commands),
    needs: needsOn('slack'),
    locale: 'fr',
    name: 'Fil conducteur',
    socketMode: true,
    ...changes,
  });
}

/** Returns this manifest without some of its scopes, as of a workspace that doesn't grant them. */
export function withoutScopes(
  manifest: ReturnType<typeof slackManifest>,
  scopes: readonly string[],
): ReturnType<typeof slackManifest> {
  const bot = manifest.oauth_config.scopes.bot.filter((scope) => !scopes.includes(scope));
  return { ...manifest, oauth_config: { scopes: { bot } } };
}
