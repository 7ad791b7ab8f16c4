import type { Message } from '../../src/chat/message.ts';
import { manualClock } from '../../src/playground/clock.ts';
import type { SeenForm, SeenMessage } from '../../src/playground/local-platform.ts';
import { locales } from '../../src/texts/index.ts';
import { asked, formsOf, nameOf } from '../../tests/gallery/all-forms.ts';
import { usual } from '../../tests/gallery/sample.ts';
import { samples } from '../../tests/gallery/samples/index.ts';
import { discordStage } from './on-discord.ts';
import { slackStage } from './on-slack.ts';
import { type Stage, withPictures } from './stage.ts';

/** One message or form of the bot, as it is seen on both platforms. */
export interface Exhibit {
  readonly feature: string;
  readonly name: string;
  readonly locale: 'fr' | 'en';
  readonly slack: Shown;
  readonly discord: Shown;
}

/** A message, in as many as it was split into; or a form, in as many pages as it has. */
interface Shown {
  readonly messages?: readonly SeenMessage[];
  readonly forms?: readonly SeenForm[];
}

type Platform = 'slack' | 'discord';

/** The day on which the pictures are taken: the first of November 2026, at ten in Paris. */
const DAY = Date.UTC(2026, 10, 1, 9);

/** Which message or form, by its feature ('forms' for a form) and its name there. */
export type Wanted = Pick<Exhibit, 'feature' | 'name' | 'locale'>;

/**
 * Sends every message and opens every form of the bot on both platforms, in both languages; or only those that are wanted. `told`
 * is called after each.
 */
export async function collect(
  told: (done: number, total: number) => void,
  isWanted: (one: Wanted) => boolean = () => true,
): Promise<readonly Exhibit[]> {
  const clock = manualClock(DAY);
  const [slack, discord] = await Promise.all([slackStage(clock), discordStage(clock)]);
  const stages: Readonly<Record<Platform, Stage>> = { slack, discord };
  const exhibits: Exhibit[] = [];
  const all = locales.flatMap((locale) => [
    ...Object.entries(samples).flatMap(([feature, theirs]) =>
      theirs.map(({ name, of }) => ({ feature, name, locale, show: messageOf(of(usual(locale)), locale) })),
    ),
    ...asked.map((one) => ({ feature: 'forms', name: nameOf(one), locale, show: formOf(one, locale) })),
  ]);
  const wanted = all.filter(isWanted);
  try {
    for (const { show, ...which } of wanted) {
      exhibits.push({
        ...which,
        slack: await show(stages.slack, 'slack'),
        discord: await show(stages.discord, 'discord'),
      });
      told(exhibits.length, wanted.length);
    }
  } finally {
    await Promise.all([slack.close(), discord.close()]);
  }
  return exhibits;
}

type Show = (stage: Stage, platform: Platform) => Promise<Shown>;

const messageOf =
  (message: Message, locale: 'fr' | 'en'): Show =>
  async (stage) => {
    const messages = await stage.message(message, locale);
    return { messages: messages.map((one) => ({ ...one, blocks: withPictures(one.blocks) })) };
  };

const formOf =
  (one: (typeof asked)[number], locale: 'fr' | 'en'): Show =>
  async (stage, platform) => {
    const forms: SeenForm[] = [];
    for (const form of await formsOf(one, usual(locale), platform, () => ({}))) forms.push(await stage.form(form));
    return { forms };
  };
