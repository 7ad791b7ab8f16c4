import type { SeenPlace } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import { launch, openDoors } from './surveys.ts';
import type { World } from './world.ts';

/** A time at which the survey of November's events runs. */
export const DURING_SURVEY = '2026-11-16T10:00:00+01:00';

/** Opens an edition and launches its survey. */
export async function launchSurvey(
  world: { readonly coordinator: Pick<World['coordinator'], 'slack'> },
  closes = '15 janvier 2027',
): Promise<void> {
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await launch(world.coordinator.slack, closes);
}

/** Somebody whose questionnaire is open at "Combien de personnes", and the thread it stands in. */
export interface Answering {
  readonly by: Person;
  readonly eventId: string;
  readonly organisationId: string;
  readonly thread: SeenPlace;
}

let count = 0;

type There = Pick<World, 'database' | 'person'> & { readonly clock: Pick<World['clock'], 'now'> };

export async function answering(world: There, platform: 'slack' | 'discord', locale: 'fr' | 'en' = 'fr') {
  count += 1;
  const { organiser: by, organisationId, eventId } = await openDoors(world, platform, { name: String(count), locale });
  const survey = await world.database.prisma.survey.findFirstOrThrow();
  const questionnaire = { surveyId: survey.id, kind: 'EVENT', organisationId, eventId } as const;
  await world.database.prisma.questionnaire.create({
    data: { ...questionnaire, regionId: survey.regionId, askedAt: world.clock.now() },
  });
  await by.command('/questionnaire repondre');
  await by.press(locale === 'fr' ? 'Oui' : 'Yes');
  return {
    by,
    eventId,
    organisationId,
    thread: threadOf(by, locale === 'fr' ? 'Combien de personnes' : 'how many people'),
  } satisfies Answering;
}

/** Returns the thread of the newest message that contains this. */
function threadOf(person: Person, reads: string): SeenPlace {
  const found = person.screen().findLast(({ text }) => text.includes(reads));
  if (!found) throw new Error(`no message that reads "${reads}"`);
  const { channel, thread } = found.place;
  return { channel, thread: person.platform.name === 'slack' ? (thread ?? found.id) : null };
}

/** Types without waiting for the result. */
export async function types(person: Person, place: SeenPlace, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await person.platform.say(person.user.id, place, text);
}

/** Presses without waiting for the result. */
export async function presses(person: Person, label: string): Promise<void> {
  for (const message of person.screen().toReversed()) {
    const button = message.controls.find((one) => one.kind === 'button' && one.label === label);
    if (button?.kind === 'button') return person.platform.press(person.user.id, message.id, button.id);
  }
  throw new Error(`no button "${label}"`);
}

/** Returns how many messages on somebody's screen contain this. */
export const said = (person: Person, text: string): number =>
  person.screen().filter((message) => message.text.includes(text)).length;

/**
 * Keeps the next look at what was said before in a Slack thread from ending. Returns a function that tells whether it
 * has begun.
 */
export function holdsBackTheLook(slack: LocalSlack): () => boolean {
  let begun = false;
  slack.fault({
    kind: 'delay',
    milliseconds: 60_000,
    method: 'conversations.replies',
    when: () => {
      begun = true;
      return true;
    },
  });
  return () => begun;
}
