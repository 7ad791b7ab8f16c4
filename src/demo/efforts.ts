import type { Person } from '../playground/person.ts';

/** The gestures that somebody has made, and the messages they have seen, so far. */
export interface Effort {
  /** Commands, presses, choices in lists, typed messages, forms. */
  readonly gestures: number;
  /** The bot's messages on their screen, those of the channels included. */
  readonly messages: number;
}

/** The effort that a whole edition asks of people. */
export interface Efforts {
  /** The organiser who was first to answer for their organisation. */
  readonly organiser: Effort;
  /** The coordinator who does the edition's work. */
  readonly coordinator: Effort;
  /** From opening an organisation's questionnaire to its last answer, one for each that was answered. */
  readonly organisationSheets: readonly Effort[];
}

export function effortOf(person: Person): Effort {
  return {
    gestures: Object.values(person.gestures).reduce((sum, count) => sum + count, 0),
    messages: person.screen().filter(({ author }) => author.bot).length,
  };
}

/** Returns what somebody did, and what came onto their screen, while they did it. */
export async function effortIn(person: Person, work: () => Promise<void>): Promise<Effort> {
  const before = effortOf(person);
  await work();
  const after = effortOf(person);
  return { gestures: after.gestures - before.gestures, messages: after.messages - before.messages };
}

/** Says what the edition asked of one organiser, of one coordinator, and of whoever answered for an organisation. */
export function effortLines({ organiser, coordinator, organisationSheets }: Efforts): string {
  const mean = (of: keyof Effort) =>
    Math.round(organisationSheets.reduce((sum, effort) => sum + effort[of], 0) / organisationSheets.length);
  const count = ({ gestures, messages }: Effort) => `${gestures} gestes, ${messages} messages du bot`;
  return [
    `Toute l'édition, pour qui organise : ${count(organiser)}.`,
    `Toute l'édition, pour qui coordonne : ${count(coordinator)}.`,
    ...(organisationSheets.length > 0
      ? [
          `Un questionnaire de structure, en moyenne : ${count({ gestures: mean('gestures'), messages: mean('messages') })}.`,
        ]
      : []),
  ].join('\n');
}
