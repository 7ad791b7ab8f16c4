import * as z from 'zod';
import { ENTERED_FIGURE_IDS, FIGURE_IDS } from '../features/figures/figure.ts';
import { localPlatformNames } from '../playground/local-platform.ts';
import { readQuantity } from '../reading/index.ts';
import { eventGestures, organisationGestures } from './gestures.ts';

const id = z.string().regex(/^[a-z0-9-]{1,40}$/, 'expected lower-case letters, digits and hyphens');
const text = z.string().trim().min(1);
const day = z.iso.date('expected a day such as "2008-11-15"');
/** Wall-clock time of the region. */
const moment = z.iso.datetime({
  local: true,
  offset: false,
  error: 'expected a local time such as "2008-11-15T18:30"',
});

const region = z.strictObject({
  name: text,
  timeZone: text.refine(isTimeZone, 'expected a time zone such as "Europe/Paris"'),
  departments: z.array(z.strictObject({ code: z.string().regex(/^(\d{2,3}|2[AB])$/), name: text })).min(1),
});

const organisation = z.strictObject({
  id,
  name: text,
  /** false when the organisation exists: then no free text may be put into its mouth. */
  invented: z.boolean(),
});

/** First names only, all invented. */
const person = z.strictObject({
  id,
  name: text,
  platform: z.enum(localPlatformNames),
  organisation: id,
  role: z.enum(['coordinator', 'organiser']),
});

/** A number as a coordinator types it: "3000", "+ de 50", "environ 600". */
const typedNumber = text.refine((typed) => readQuantity(typed, 'fr').ok, 'expected a number as one types it');
const typedFigure = z.strictObject({ figure: z.enum(FIGURE_IDS), typed: typedNumber });

const edition = z.strictObject({
  year: z.int(),
  name: text,
  firstDay: day,
  lastDay: day,
  opensAt: moment,
  priority: z.enum(['belonging', 'generalPublic']),
  message: text,
  themes: z.array(z.strictObject({ id, name: text })),
  expectedResults: z.array(z.strictObject({ figure: z.enum(FIGURE_IDS), target: z.int().positive() })),
  /** When the coordinators accept the proposals. */
  acceptsAt: moment,
});

const event = z.strictObject({
  id,
  title: text,
  /** As it is typed in the form: "samedi 15 novembre 18h30". */
  when: text,
  /** The day that this means, for readers of the file; checked against `when`. */
  day,
  /** As it is typed: "Salle des fêtes, Laon". */
  where: text,
  municipality: text,
  department: text,
  sentence: text,
  contact: text,
  proposedBy: id,
  proposedAt: moment,
  /** Organisations that agree to co-organise. */
  coOrganisers: z.array(id),
  theme: id,
  /** Whether it is the launch of the edition (press conference). There is at most one. */
  launch: z.boolean(),
});

const kit = z.strictObject({
  publishedAt: moment,
  note: text,
  items: z.array(z.strictObject({ title: text, fileName: z.string().regex(/^[a-z0-9-]+\.(svg|png|pdf|txt)$/) })).min(1),
});

const meeting = z.strictObject({
  title: text,
  when: text,
  startsAt: moment,
  where: text,
  agenda: text,
  announcedAt: moment,
  replies: z.array(z.strictObject({ person: id, reply: z.enum(['yes', 'no', 'maybe']), at: moment })),
});

const survey = z.strictObject({ launchedAt: moment, closesOn: day, closedAt: moment });

const eventQuestionnaire = z.strictObject({ event: id, by: id, at: moment, answers: eventGestures });
const organisationQuestionnaire = z.strictObject({
  organisation: id,
  by: id,
  at: moment,
  answers: organisationGestures,
});

const entered = z.strictObject({
  by: id,
  at: moment,
  figures: z.array(z.strictObject({ figure: z.enum(ENTERED_FIGURE_IDS), typed: typedNumber })),
  /** The day on which the bilan says its answers were counted, right or wrong; the day of closing unless given. */
  answersCountedOn: day.optional(),
  /** Sentences published about a figure. */
  claims: z.array(z.strictObject({ figure: z.enum(FIGURE_IDS), wording: text })),
  budgetLines: z.array(z.strictObject({ funder: text, amount: z.int().nonnegative() })),
  reportAt: moment,
});

/**
 * A whole edition as the demonstration plays it, e.g. `picardie-2008.json`; `gestures.ts` tells how an answer is
 * written. Times are local to the region. Changing an answer changes the figures.
 */
export const editionFileSchema = z.strictObject({
  /** Says what is published and what is invented. */
  note: z.array(text).min(1),
  region,
  /** The organisation that coordinates. */
  chamber: id,
  organisations: z.array(organisation).min(1),
  people: z.array(person).min(1),
  /** The edition before, entered as a closed one; null when there was none. */
  previousEdition: z
    .strictObject({ year: z.int(), name: text, firstDay: day, lastDay: day, figures: z.array(typedFigure) })
    .nullable(),
  edition,
  events: z.array(event),
  kit,
  meeting,
  survey,
  /** The events whose questionnaire is answered; the others stay unanswered and are reminded. */
  eventSheets: z.array(eventQuestionnaire),
  organisationSheets: z.array(organisationQuestionnaire),
  entered,
});

export type EditionFile = z.infer<typeof editionFileSchema>;

export interface FileProblem {
  /** For instance "eventSheets[3].answers.attendance". */
  readonly path: string;
  readonly message: string;
}

/** Returns one line per problem: "eventSheets[3].answers.attendance: …". */
export function problemLines(problems: readonly FileProblem[]): string {
  return problems.map(({ path, message }) => `${path === '' ? 'the file' : path}: ${message}`).join('\n');
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
