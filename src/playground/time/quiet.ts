import type { LocalPlatform } from '../local-platform.ts';
import type { TrialBot } from '../trial-bot.ts';

/** Resolves once everything is quiet: what was said has arrived, and the bot's answers are sent. */
export async function allQuiet(
  { slack, discord }: Readonly<Record<'slack' | 'discord', LocalPlatform>>,
  bot: Pick<TrialBot, 'quiet'>,
): Promise<void> {
  const requests = () => slack.requests.length + discord.requests.length;
  for (let before = -1; before !== requests(); ) {
    before = requests();
    await Promise.all([slack.settled(), discord.settled()]);
    await bot.quiet();
  }
}
