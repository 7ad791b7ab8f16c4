import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { content } from '../../support/demo-content.ts';
import { draftOf, opinionated, versionOf } from '../../support/handed-out.ts';
import { choice, event, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';

const SAY: readonly Answers[] = [
  opinionated('no', 'notAtAll', 'showcase', 'contacts'),
  opinionated('yes', 'aLot', 'legibility', 'movement'),
  { ...opinionated('toConfirm', 'dontKnow', 'other'), defects: { kind: 'nothing' } },
  { pressContacted: choice('no') },
];
const DEPARTMENTS = ['02', '60', null] as const;

/** Which of thirty organisations have answered at a time, what each of them thinks, and how many came to the event of each. */
const moment = fc.array(
  fc.record({
    says: fc.option(fc.nat(SAY.length - 1), { nil: null }),
    came: fc.option(fc.nat(99), { nil: null, freq: 3 }),
  }),
  { minLength: 3, maxLength: 30 },
);
type Moment = ReturnType<typeof moment.generate>['value'];

function made(now: Moment, told: Pick<ReportContent, 'versions' | 'drafts'>): ReportContent {
  const departments = new Map(now.map((_, index) => [`org-${index}`, DEPARTMENTS[index % 3] ?? null]));
  const events = now.map((_, index) => event(`event-${index}`, { department: DEPARTMENTS[index % 3] ?? null }));
  return content(
    { ...told, departments },
    {
      ...withQuestionnaires(now.map(({ came }) => (came === null ? {} : people(came)))),
      ...withOrganisations(now.map(({ says }) => (says === null ? {} : (SAY[says] ?? {})))),
      ...{ events, mentions: [], claims: [] },
    },
  );
}

/** Returns what a bilan tells by name: of how many answers, and what. */
function toldIn({ report }: ReportContent): ReadonlyMap<string, readonly [number, string]> {
  const { reasons, defects, comingBack, scales, figures } = report;
  const all = [reasons, defects, comingBack, ...scales]
    .filter(({ withheld, answered }) => withheld === null && answered > 0)
    .map(
      (one) =>
        [
          'statement' in one ? one.statement : 'question' in one ? one.question : 'comingBack',
          one.answered,
          one,
        ] as const,
    );
  const facts = [figures.participants, figures.organisationsMobilisingPress].flatMap(({ id, value, of, parts }) => {
    const answered = parts?.told ?? of ?? 0;
    return value === null || answered === 0 ? [] : [[id, answered, { value, of, parts }] as const];
  });
  return new Map([...all, ...facts].map(([name, answered, what]) => [name, [answered, JSON.stringify(what)]]));
}

/** Returns what is told of the departments that both tell, and of the others together, which is the difference. */
function byDepartment({ report: { reasons, departmentOpinions } }: ReportContent, beside: ReportContent) {
  const other = new Set(beside.report.departmentOpinions.reasons.map(({ department }) => department));
  const both = departmentOpinions.reasons.filter(({ department }) => other.has(department));
  const points = (ranking: typeof reasons) => new Map(ranking.options.map((one) => [one.option, one.points]));
  const left = [...points(reasons)].map(([option, sum]) =>
    both.reduce((rest, one) => rest - (points(one).get(option) ?? 0), sum),
  );
  const rest = both.reduce((sum, { answered }) => sum - answered, reasons.answered);
  return new Map<string, readonly [number, string]>([
    ...both.map((one) => [one.department, [one.answered, JSON.stringify([...points(one)].sort())]] as const),
    ...(both.length === 0 ? [] : [['elsewhere', [rest, JSON.stringify(left.sort((a, b) => a - b))]] as const]),
  ]);
}

test('whichever two of all that was handed out are compared: what differs differs by as many answers as are ever told', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(moment, fc.boolean()), { minLength: 2, maxLength: 6 }), (moments) => {
      const told: ReportContent[] = [];
      let handedOut: Pick<ReportContent, 'versions' | 'drafts'> = { versions: [], drafts: [] };
      for (const [at, [now, isVersion]] of moments.entries()) {
        const next = made(now, handedOut);
        told.push(next);
        const { versions, drafts } = handedOut;
        handedOut = isVersion
          ? { drafts, versions: [...versions, { ...versionOf(next), createdAt: new Date(Date.UTC(2009, 0, 1 + at)) }] }
          : { versions, drafts: [...drafts, draftOf(next, `2009-01-0${at + 1}`)] };
      }
      for (const [at, one] of told.entries()) {
        for (const other of told.slice(at + 1)) {
          const then = new Map([...toldIn(other), ...byDepartment(other, one)]);
          for (const [name, [answered, what]] of [...toldIn(one), ...byDepartment(one, other)]) {
            const [answeredThen = answered, whatThen = what] = then.get(name) ?? [];
            if (what === whatThen) continue;
            const least = ['participants', 'organisationsMobilisingPress'].includes(name) ? 3 : 5;
            expect(Math.abs(answered - answeredThen), name).toBeGreaterThanOrEqual(least);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
