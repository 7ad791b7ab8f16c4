import { composeRegistry, needsOn } from '../../src/composition.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';
import { slackManifest } from '../../src/platforms/slack/register.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform, RecordedRequest } from '../../src/playground/local-platform.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { channelNames } from '../../src/playground/stage.ts';
import { Requests } from './requests.ts';

export interface Somebody {
  readonly id: string;
  readonly name: string;
}

/** A local platform with people in it. */
export interface Town {
  readonly platform: LocalPlatform;
  readonly requests: Requests;
  readonly channels: Readonly<Record<keyof typeof channelNames | 'general', string>>;
  readonly coordinator: Somebody;
  /** Leads the organisation whose questionnaire is answered again and again. */
  readonly respondent: Somebody;
  /** The people who all press at once. */
  readonly crowd: readonly Somebody[];
}

export interface Towns {
  readonly slack: Town;
  readonly discord: Town;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts a local Slack and a local Discord without rate limits. */
export async function startTowns(people: number): Promise<Towns> {
  const [slack, discord] = await Promise.all([
    startLocalSlack({ teamName: 'Picardie' }),
    startLocalDiscord({ guildName: 'Picardie' }),
  ]);
  const commands = commandDefinitions(composeRegistry().commands);
  slack.installManifest(
    slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil conducteur', socketMode: true }),
  );
  return {
    slack: settle(slack, people),
    discord: settle(discord, people),
    environment: { ...slack.environment, ...discord.environment, RATE_LIMITS: 'off' },
    async close() {
      await Promise.all([slack.close(), discord.close()]);
    },
  };
}

function settle(platform: LocalSlack | LocalDiscord, people: number): Town {
  const channel = (name: string) => platform.addChannel({ name }).id;
  const uses = Object.entries(channelNames).map(([use, name]) => [use, channel(name)]);
  const channels = { ...Object.fromEntries(uses), general: channel('general') } as Town['channels'];
  const somebody = (name: string, administrator = false) => platform.addUser({ name, locale: 'fr', administrator });
  return {
    platform,
    requests: new Requests(platform.requests as RecordedRequest[]),
    channels,
    coordinator: somebody('Camille', true),
    respondent: somebody('Ada'),
    crowd: Array.from({ length: people }, (_, index) => somebody(`Personne ${index + 1}`)),
  };
}
