import type { RegionFile } from '../../src/features/nation/from-files/open-file.ts';
import type { EditionFacts } from '../../src/features/reports/aggregates/facts.ts';
import { deriveContent, type ReportContent } from '../../src/features/reports/content/content.ts';
import { jsonDocument } from '../../src/features/reports/documents/json.ts';
import type { Answers } from '../../src/features/surveys/questions/answers.ts';
import { newSigningKey, type SigningKey, signed } from '../../src/signatures/jws.ts';
import { fr } from './demo-content.ts';
import { EMPTY_CONTENT } from './empty-content.ts';
import { choice, event, facts, people } from './report-facts.ts';

/** A region that is made up, with the plain numbers that its bilan is to tell. */
export interface Invented {
  readonly name: string;
  readonly department: string;
  /** How many came to each event; null where nobody told. */
  readonly came: readonly (number | null)[];
  readonly posters: number | null;
  readonly budget: { readonly own: number; readonly external: number } | null;
  /** Whether each of the organisations that answered used the logo. */
  readonly logos: readonly boolean[];
  readonly articles: number;
  /** Events of the edition before; null where there was none. */
  readonly before: number | null;
}

const DEPARTMENTS = '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18'.split(' ');

/** Eighteen of them, each with other numbers. */
export const eighteen: readonly Invented[] = DEPARTMENTS.map((department, n) => ({
  name: `Région ${String.fromCharCode(65 + n)}`,
  department,
  came: Array.from({ length: 4 + n }, (_, at) => (n % 3 === 0 && at === 0 ? null : 10 * (n + 1) + at)),
  posters: n === 5 ? null : 100 * (n + 1),
  budget: n % 2 === 0 ? { own: 1_000 + n, external: 2_000.5 + n } : null,
  logos: Array.from({ length: 5 + (n % 4) }, (_, at) => (at + n) % 2 === 0),
  articles: n + 1,
  before: n < 6 ? null : 3 + n,
}));

export function factsOf(one: Invented, changes: Partial<EditionFacts> = {}): EditionFacts {
  const exact = (value: number) => ({ value, precision: 'exact' }) as const;
  const events = one.came.map((_, at) =>
    event(`${one.department}-${at}`, {
      title: `Rencontre ${one.department} ${at}`,
      department: one.department,
      organisation: 'org-0',
      days: [`2026-11-${String(2 + (at % 25)).padStart(2, '0')}`],
    }),
  );
  const answers = one.came.map(
    (value): Answers => (value === null ? {} : { ...people(value), officials: choice('no') }),
  );
  const articles = Array.from({ length: one.articles }, (_, at) => ({
    ...{ outlet: `Journal ${one.department} ${at}`, publishedOn: '2026-11-12', link: null },
    medium: 'press' as const,
  }));
  const listed = { kind: 'coverage', items: articles, done: true } as const;
  return facts({
    edition: { year: 2026, firstDay: '2026-11-01', lastDay: '2026-11-30' },
    events,
    eventQuestionnaires: events.map(({ id }, at) => ({
      event: id,
      answers: answers[at] ?? {},
      answeredOn: '2026-12-05',
      countedOn: '2026-12-05',
    })),
    organisations: one.logos.map((_, at) => ({ id: `org-${at}`, name: `Structure ${one.department} ${at}` })),
    organisationQuestionnaires: one.logos.map((logo, at) => ({
      organisation: `org-${at}`,
      answers: {
        logo: choice(logo ? 'yes' : 'no'),
        ...(at === 0 ? { coverage: choice('yes'), coverageItems: listed } : { coverage: choice('no') }),
      },
      answeredOn: '2026-12-05',
    })),
    mentions: articles.map((article) => ({ ...article, organisation: 'org-0', launch: false })),
    entered: {
      ...(one.posters !== null && { posters: exact(one.posters) }),
      ...(one.budget && { budget: exact(one.budget.own + one.budget.external) }),
    },
    budgetLines: one.budget
      ? [
          { funder: 'Autofinancement', amount: one.budget.own },
          { funder: 'Conseil régional', amount: one.budget.external },
        ]
      : [],
    previous: one.before === null ? null : { year: 2025, figures: { events: exact(one.before) } },
    ...changes,
  });
}

export interface Changes {
  readonly facts?: Partial<EditionFacts>;
  readonly texts?: ReadonlyMap<string, string>;
  readonly draft?: boolean;
  readonly year?: number;
  readonly name?: string;
}

function contentOf(one: Invented, { facts: some = {}, texts = new Map(), ...changes }: Changes = {}): ReportContent {
  const year = changes.year ?? 2026;
  const of = (words: ReadonlyMap<string, string>) =>
    deriveContent({
      region: {
        name: changes.name ?? one.name,
        chamber: 'CRESS',
        departments: [one.department],
        timeZone: 'Europe/Paris',
      },
      edition: {
        year,
        name: `Mois ${year}`,
        startsOn: `${year}-11-01`,
        endsOn: `${year}-11-30`,
        message: null,
        priority: null,
        expectedResults: [],
      },
      facts: factsOf(one, some),
      ...EMPTY_CONTENT,
      texts: words,
      surveyOpen: changes.draft ?? false,
      surveyLaunched: true,
      madeAt: new Date('2027-01-13T09:00:00Z'),
    });
  const notes = of(texts).findings.map(({ id }) => [`finding:${id}`, 'Vu.'] as const);
  return of(new Map([...texts, ...notes]));
}

const keys = new Map<string, Promise<SigningKey>>();
/** Each region has its key. */
export function keyOf({ name }: Pick<Invented, 'name'>): Promise<SigningKey> {
  const known = keys.get(name) ?? newSigningKey();
  keys.set(name, known);
  return known;
}

export async function signedFile(
  one: Invented,
  text: string,
  name = `${one.department}.jws`,
  key?: SigningKey,
): Promise<RegionFile> {
  return { name, bytes: Buffer.from(await signed(Buffer.from(text), key ?? (await keyOf(one)))) };
}

export async function fileOf(one: Invented, changes: Changes = {}): Promise<RegionFile> {
  return signedFile(one, jsonDocument(contentOf(one, changes), fr.forFiles()));
}

export function textOf(one: Invented, changes: Changes = {}): string {
  return jsonDocument(contentOf(one, changes), fr.forFiles());
}

export const expectedTable = ['region;empreinte', ...eighteen.map(({ name }) => `${name};`)].join('\n');
