import { z } from 'zod';
import type { Stepwise } from '../../../concurrency/turns.ts';
import { FIGURE_IDS, type FigureId } from '../../figures/figure.ts';
import { MOST_DAYS, SCHEMA } from '../../reports/documents/json.ts';
import { LEVELS, MEDIUMS } from '../../surveys/questions/options.ts';

/** The most characters of a text, and the most entries of a list: far beyond any bilan, and still read in a moment. */
const TEXT = 20_000;
const ENTRIES = 20_000;

const text = z.string().max(TEXT);
const list = <S extends z.ZodType>(of: S) => z.array(of).max(ENTRIES);
/** The most characters of a title, of an event or in the press review, and the most days of all events: they are compared. */
const [TITLE, ALL_DAYS] = [300, 100_000];

/** Finite, and so small that sums of them stay exact. */
const amount = z.number().min(-1e12).max(1e12);
const number = z.number().min(0).max(1e12);
const count = z.int().min(0).max(1e9);
const day = z.iso.date();

const precision = z.enum(['exact', 'estimated', 'at_least', 'unknown', 'not_applicable']);
const withheld = z.enum(['few', 'open']);
const measure = z.object({ value: number.nullable(), precision });

const figure = measure
  .extend({
    id: text,
    unit: z.enum(['questionnaires', 'organisations', 'events', 'people', 'copies', 'views', 'mentions', 'euros']),
    source: z.enum(['events', 'event_sheets', 'organisation_sheets', 'media', 'entered']),
    of: number.nullable(),
    base: z.object({ answered: count, asked: count }).nullable(),
    parts: z.object({ told: count, estimated: count }).nullable(),
    toConfirm: count.nullable(),
    withheld: withheld.nullable(),
    previous: measure,
    change: amount.nullable(),
  })
  .refine(({ value, precision: known }) => (value === null) === (known === 'unknown' || known === 'not_applicable'));

const figures = z.object(
  Object.fromEntries(FIGURE_IDS.map((id) => [id, figure.optional()])) as {
    [Id in FigureId]: z.ZodOptional<typeof figure>;
  },
);

const byMedium = z.object({ press: count, radio: count, tv: count, web: count });

const mediaItem = z.object({
  outlet: text,
  medium: z.enum(MEDIUMS),
  publishedOn: day.nullable(),
  link: text.nullable(),
  launch: z.boolean(),
  // Only items of the press review have it; files made before there was one lack it.
  press: z.object({ title: z.string().max(TITLE), link: text.nullable(), event: text.nullable() }).optional(),
});

const byOrganisation = list(z.object({ organisation: text, name: text, count: byMedium, items: list(mediaItem) }));

const media = z.object({ total: count, count: byMedium, byOrganisation });

const ranking = z.object({
  options: list(z.object({ option: text, rank: count.nullable(), points: count, mentions: count })),
  answered: count,
  other: count,
  withheld: withheld.nullable(),
});

const choices = z.object({
  answered: count,
  withheld: withheld.nullable(),
  counts: list(z.object({ option: text, count })),
});

const scale = z.object({
  statement: text,
  answered: count,
  withheld: withheld.nullable(),
  counts: z.record(z.enum(LEVELS), count).nullable(),
});

const groups = list(z.object({ key: text.nullable(), events: count }));

const toldCount = z.object({ value: count.nullable(), withheld: z.literal('few').nullable() });

const coordination = z.object({
  meetings: list(z.object({ title: text, day, coming: toldCount })),
  kit: z.object({ versions: count, sent: count, received: toldCount }).nullable(),
  announcements: z.object({
    sent: count,
    relaying: toldCount,
    reach: measure.extend({ parts: z.object({ told: count, estimated: count }), people: count.optional() }).nullable(),
  }),
});

const details = z.object({
  year: count,
  figures,
  reasons: ranking,
  defects: ranking,
  scales: list(scale),
  audience: choices,
  distribution: choices,
  comingBack: choices,
  media,
  byDepartment: groups,
  byTheme: groups,
  respondents: list(text),
  answersCountedOn: day.nullable(),
  answersProbablyCountedOn: day.nullable(),
  claims: list(z.object({ figure: text, wording: text })),
  // Files made before these were added lack them.
  byWeek: list(z.object({ week: day, department: text.nullable(), events: count })).optional(),
  access: z.object({ events: count, accessibility: count, price: count, free: count }).optional(),
  coordination: coordination.optional(),
  intendedAudience: z
    .object({
      events: count,
      told: count,
      answered: count,
      withheld: withheld.nullable(),
      counts: list(z.object({ kind: text, intended: count, actual: count })),
    })
    .optional(),
});

const findings = list(z.object({ id: text, kind: text, text, note: text.nullable() }));

const events = list(
  z.object({ id: text, title: z.string().max(TITLE), days: z.array(day).max(MOST_DAYS), department: text.nullable() }),
).refine(hasDaysToCompare);

function hasDaysToCompare(all: readonly { readonly days: readonly string[] }[]): boolean {
  return all.reduce((sum, { days }) => sum + days.length, 0) <= ALL_DAYS;
}

const claimed = z.object({ value: number.nullable(), of: number.optional() });

/** The figures that regions exchange: the reader compares each with its figure in `details`. */
const regional = z.object({
  questionnairesSent: claimed,
  questionnairesAnswered: claimed,
  respondingOrganisations: claimed,
  events: claimed,
  programmesPrinted: claimed,
  posters: claimed,
  pageViews: claimed,
  participants: claimed,
  eventsWithOfficials: claimed,
  organisationsMobilisingPress: claimed,
  organisationsWithCoverage: claimed,
  organisationsDistributingProgrammeAndPoster: claimed,
  organisationsLinkingToSite: claimed,
  organisationsUsingLogo: claimed,
  organisationsComingBack: claimed,
});

const accountLine = z.object({ name: text, planned: amount.nullable(), actual: amount.nullable() });

/** A region's bilan.json, as docs/bilan.schema.json publishes it. Keys that it doesn't name may stand beside. */
export const bilanFile = z.object({
  schema: z.literal(SCHEMA),
  region: z.object({ name: z.string().min(1).max(200), chamber: z.string().max(200), departments: list(text) }),
  edition: z.object({ year: z.int().min(1900).max(2200), name: text, firstDay: day, lastDay: day }),
  version: z.int().min(1).max(10_000),
  draft: z.boolean(),
  madeAt: z.iso.datetime(),
  regional,
  details,
  findings,
  texts: z.record(z.string().max(1_000), text),
  // Files made before these were added lack them.
  events: events.optional(),
  budgetLines: list(z.object({ funder: text, amount })).optional(),
  account: z.object({ expenses: list(accountLine), funding: list(accountLine) }).optional(),
  previousEditions: list(
    z.object({ year: count, figures: z.record(text, z.object({ value: number, precision, of: number.optional() })) }),
  ).optional(),
});

export type BilanFile = z.output<typeof bilanFile>;

/** The number of entries of a long list that are read in one step. */
const IN_STEP = 200;

const array = z.custom<readonly unknown[]>(Array.isArray);
/** The lists that are long in a large region's bilan, before it is known what stands in them. */
const outline = z.looseObject({
  findings: array,
  events: array.optional(),
  details: z.looseObject({ media: z.looseObject({ byOrganisation: array }) }),
});

/**
 * Reads a bilan as `bilanFile` does, its long lists in steps. What doesn't hold is read once more as a whole, so that the same is said
 * of it.
 */
export function* bilanInSteps(json: unknown): Stepwise<z.ZodSafeParseResult<BilanFile>> {
  const shown = outline.safeParse(json).data;
  if (shown === undefined) return bilanFile.safeParse(json);
  const { details } = shown;
  const lengths = [shown.findings, shown.events ?? [], details.media.byOrganisation].map(({ length }) => length);
  const most = Math.max(...lengths);
  if (most <= IN_STEP || most > ENTRIES) return bilanFile.safeParse(json);
  const rest = bilanFile.safeParse({
    ...shown,
    ...{ findings: [], ...(shown.events && { events: [] }) },
    details: { ...details, media: { ...details.media, byOrganisation: [] } },
  });
  yield;
  const read = {
    findings: yield* inParts(findings, shown.findings),
    events: yield* inParts(events, shown.events ?? []),
    byOrganisation: yield* inParts(byOrganisation, details.media.byOrganisation),
  };
  if (!rest.success || !read.findings || !read.events || !read.byOrganisation) return bilanFile.safeParse(json);
  if (!hasDaysToCompare(read.events)) return bilanFile.safeParse(json);
  const { data } = rest;
  const media = { ...data.details.media, byOrganisation: read.byOrganisation };
  return {
    success: true,
    data: {
      ...data,
      findings: read.findings,
      ...(data.events && { events: read.events }),
      details: { ...data.details, media },
    },
  };
}

/** Returns the entries of a list as they are read; null where one of them doesn't hold. */
function* inParts<T>(of: z.ZodType<T[]>, entries: readonly unknown[]): Stepwise<T[] | null> {
  const read: T[] = [];
  for (let from = 0; from < entries.length; from += IN_STEP) {
    const some = of.safeParse(entries.slice(from, from + IN_STEP));
    if (!some.success) return null;
    read.push(...some.data);
    yield;
  }
  return read;
}

/** The keys that identify a file before all of it is read. */
export const bilanHead = z.object({ schema: z.string(), draft: z.unknown().optional() });

/** Returns the JSON Schema that is published: what a program may rely on, keys that come later aside. */
export function bilanSchema(): unknown {
  const { $schema, ...rest } = z.toJSONSchema(bilanFile, { io: 'input', reused: 'ref' });
  return {
    $schema,
    title: SCHEMA,
    description: 'The bilan of one region, as docs/bilan-json.md describes it.',
    ...rest,
  };
}
