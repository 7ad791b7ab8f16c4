import type { EditionFacts } from '../../src/features/reports/aggregates/facts.ts';
import type { Answers } from '../../src/features/surveys/questions/answers.ts';
import type { Level, OptionId } from '../../src/features/surveys/questions/options.ts';
import { factsOf, type Invented } from './invented-regions.ts';
import { choice } from './report-facts.ts';

const REASONS = ['legibility', 'showcase', 'movement', 'position', 'contacts'] as const;
const DEFECTS = ['tooManyAtOnce', 'noContact', 'notDepartmental', 'lowVisibility'] as const;
const STATEMENTS = ['knownToPublic', 'diversity', 'reachedInhabitants', 'reachedOfficials'] as const;
const JUDGED = ['notAtAll', 'aLittle', 'fairly', 'aLot', 'dontKnow'] as const satisfies readonly Level[];
const BACK = ['yes', 'no', 'toConfirm'] as const;
const AUDIENCE = ['mostlySse', 'half', 'mostlyPublic', 'dontKnow'] as const;

/** Sums of what organisations and hosts said, made without the code that is to be tested. */
interface PlainOpinions {
  readonly answered: number;
  readonly reasons: Record<string, { points: number; mentions: number }>;
  readonly defects: Record<string, { points: number; mentions: number }>;
  readonly scales: Record<string, Record<string, number>>;
  readonly comingBack: Record<string, number>;
  readonly audienceAnswered: number;
  readonly audience: Record<string, number>;
}

type Said = { readonly [Q in 'reasons' | 'defects']: readonly OptionId[] } & {
  readonly levels: Readonly<Record<(typeof STATEMENTS)[number], Level>>;
  readonly comingBack: (typeof BACK)[number];
};

const at = <T>(all: readonly [T, ...T[]], index: number): T => all[index % all.length] ?? all[0];

/** Returns the answers of the organisation number `index` of a region: three reasons, two defects, four judgements. */
function said(department: string, index: number): Said {
  const n = Number(department) * 3 + index * (index % 2 === 0 ? 1 : 2);
  return {
    reasons: [at(REASONS, n), at(REASONS, n + 1), at(REASONS, n + 3)],
    defects: [at(DEFECTS, n + 2), at(DEFECTS, n + 3)],
    levels: {
      knownToPublic: at(JUDGED, n),
      diversity: at(JUDGED, n + 2),
      reachedInhabitants: at(JUDGED, n * 2),
      reachedOfficials: at(JUDGED, n * 3 + 1),
    },
    comingBack: at(BACK, n),
  };
}

const audienceOf = (department: string, event: number) => at(AUDIENCE, Number(department) + event * 3);

/** Returns the questionnaires of a region with opinions in them. */
export function opinionsOf(one: Invented): Pick<EditionFacts, 'organisationQuestionnaires' | 'eventQuestionnaires'> {
  const { organisationQuestionnaires, eventQuestionnaires } = factsOf(one);
  return {
    organisationQuestionnaires: organisationQuestionnaires.map((questionnaire, index) => {
      const { reasons, defects, levels, comingBack } = said(one.department, index);
      const answers: Answers = {
        ...questionnaire.answers,
        reasons: { kind: 'ranking', order: [...reasons], done: true },
        defects: { kind: 'ranking', order: [...defects], done: true },
        scales: { kind: 'scales', levels },
        comingBack: choice(comingBack),
      };
      return { ...questionnaire, answers };
    }),
    eventQuestionnaires: eventQuestionnaires.map((questionnaire, index) => ({
      ...questionnaire,
      answers: {
        ...questionnaire.answers,
        audience: { kind: 'choice', option: audienceOf(one.department, index) },
      },
    })),
  };
}

/** Adds up by hand what all of these regions said: the first of five reasons gets five points, the next four, and so on. */
export function plainOpinions(regions: readonly Invented[]): PlainOpinions {
  const sums: PlainOpinions = {
    answered: regions.reduce((all, { logos }) => all + logos.length, 0),
    reasons: {},
    defects: {},
    scales: {},
    comingBack: {},
    audienceAnswered: regions.reduce((all, { came }) => all + came.length, 0),
    audience: {},
  };
  const count = (counts: Record<string, number>, key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  const rank = (points: PlainOpinions['reasons'], order: readonly string[], most: number) => {
    for (const [place, option] of order.entries()) {
      const before = points[option] ?? { points: 0, mentions: 0 };
      points[option] = { points: before.points + most - place, mentions: before.mentions + 1 };
    }
  };
  for (const { department, logos, came } of regions) {
    for (const index of logos.keys()) {
      const { reasons, defects, levels, comingBack } = said(department, index);
      rank(sums.reasons, reasons, 5);
      rank(sums.defects, defects, 4);
      for (const [statement, level] of Object.entries(levels)) {
        sums.scales[statement] ??= {};
        count(sums.scales[statement], level);
      }
      count(sums.comingBack, comingBack);
    }
    for (const event of came.keys()) count(sums.audience, audienceOf(department, event));
  }
  return sums;
}
