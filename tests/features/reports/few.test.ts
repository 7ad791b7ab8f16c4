import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import { reportPreviewMessage } from '../../../src/features/reports/messages/documents.ts';
import type { Answers, AnswerValue } from '../../../src/features/surveys/questions/answers.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { draftOf, opinionated, versionOf } from '../../support/handed-out.ts';
import { choice, event, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';

const one = (value: AnswerValue) => value;
const they = opinionated('no', 'notAtAll', 'showcase', 'contacts');
const others = opinionated('yes', 'aLot', 'legibility', 'movement');

const claims = [{ figure: 'organisationsComingBack', wording: 'Les Tours ne reviennent pas' } as const];
const texts = new Map([['claim:organisationsComingBack', 'Les Tours ne reviennent pas']]);
const of = (questionnaires: readonly Answers[], versions: ReportContent['earlier'] = []) =>
  content({ texts, versions }, { ...withOrganisations(questionnaires), claims, mentions: [] });
const everyFile = (content: ReportContent) => [
  ...buildDocuments(content, fr).map(({ text }) => text),
  ...buildDocuments(content, en).map(({ text }) => text),
  JSON.stringify(
    reportPreviewMessage(fr, {
      editionId: 'e',
      content,
      ideas: [],
      notes: [],
      thumbprint: null,
      corrections: new Map(),
    }),
  ),
];
const files = (content: ReportContent) => everyFile(content).join('\n');

describe('with one respondent', () => {
  test.each([1, 2, 3, 4])('with %i, no file differs by what they think, and each says why', (count) => {
    const same = everyFile(of([...Array<Answers>(count).fill(others), {}, {}]));
    const told = everyFile(of([they, ...Array<Answers>(count - 1).fill(others), {}, {}]));
    expect(told).toEqual(same);
    const [markdown = '', html = '', csv = '', json = ''] = told.map(asTyped);
    for (const text of [markdown, html, csv]) expect(text).toContain('moins de 5 réponses');
    expect(markdown).toContain("Qu'est-ce qui n'a pas bien marché ? (non publié : moins de 5 réponses)");
    expect(JSON.parse(json).details.figures.organisationsComingBack).toMatchObject({ value: null, withheld: 'few' });
    expect(JSON.parse(json).regional.organisationsComingBack).toMatchObject({ value: null, withheld: 'few' });
    expect(told.join()).not.toContain('Les Tours ne reviennent pas');
    expect(markdown).toContain("n'est pas publiée");
  });

  test('with five, opinions are told', () => {
    expect(of([they, others, others, others, others]).report.figures.organisationsComingBack).toMatchObject({
      value: 4,
      of: 5,
      withheld: null,
    });
    expect(files(of([they, others, others, others, others]))).toContain('Les Tours ne reviennent pas');
  });

  test('while the survey is open none is, however many there are', () => {
    const open = (first: Answers) =>
      everyFile(content({ surveyOpen: true }, { ...withOrganisations([first, ...Array(9).fill(others)]), claims: [] }));
    expect(open(they)).toEqual(open(others));
  });

  test('a question fewer answered is withheld alone', () => {
    const { scales, ...rest } = others;
    const { report } = of([others, ...Array<Answers>(6).fill(rest)]);
    expect(report.scales.map(({ withheld }) => withheld)).toEqual(['few', 'few', 'few', 'few']);
    expect(report.reasons.withheld).toBeNull();
  });

  test('facts are told from three answers on', () => {
    const said = (value: 'yes' | 'no') => (count: number) =>
      of([{ pressContacted: choice(value) }, ...Array<Answers>(count - 1).fill({ pressContacted: choice('yes') })]);
    expect(everyFile(said('no')(2))).toEqual(everyFile(said('yes')(2)));
    expect(said('no')(3).report.figures.organisationsMobilisingPress).toMatchObject({ value: 2, of: 3 });
    const came = (number: number) => content({}, withQuestionnaires([people(number), people(1), {}]));
    expect(everyFile(came(20))).toEqual(everyFile(came(10)));
  });
});

describe('who answered is not named where that tells what they think', () => {
  test('all of them come back', () => {
    const content = of(Array<Answers>(5).fill(others));
    for (const file of everyFile(content)) expect(file).not.toMatch(/Structure [0-4]/);
    expect(bilanJson(content, fr).details).toMatchObject({ respondents: [], unnamedRespondents: 5 });
    expect(files(content)).toContain('Elles ne sont pas nommées');
  });

  test('a correct neighbour: they differ in everything, and are named', () => {
    const each = (index: number) =>
      opinionated(
        index % 2 === 0 ? 'yes' : 'no',
        index % 2 === 0 ? 'aLot' : 'notAtAll',
        index % 2 === 0 ? 'legibility' : 'showcase',
      );
    const questionnaires = [0, 1, 2, 3, 4].map((index) => ({
      ...each(index),
      defects: one(index % 2 === 0 ? { kind: 'nothing' } : { kind: 'ranking', order: ['noContact'], done: true }),
    }));
    expect(of(questionnaires).report.respondents).toHaveLength(5);
  });
});

describe('version 2 beside version 1', () => {
  const first = of([they, ...Array<Answers>(5).fill(others)]);

  test.each([1, 2, 3, 4])('%i more opinions are not told, and the file says so', (more) => {
    const late = (answers: Answers) =>
      of(
        [they, ...Array<Answers>(5).fill(others), answers, ...Array<Answers>(more - 1).fill(others)],
        [versionOf(first)],
      );
    expect(everyFile(late(they))).toEqual(everyFile(late(others)));
    const { version: number, changes, report } = late(they);
    expect(number).toBe(2);
    expect(changes.map(({ id }) => id)).not.toContain('organisationsComingBack');
    expect(report.reasons).toEqual(first.report.reasons);
    expect(files(late(they))).toContain('restent ceux de la version 1');
  });

  test('five more are, and what the version lists is what has changed', () => {
    const next = of([they, ...Array<Answers>(10).fill(others)], [versionOf(first)]);
    expect(next.changes.map(({ id }) => id)).toContain('organisationsComingBack');
    expect(next.report.reasons.answered).toBe(11);
    expect(next.heldBy).toEqual([]);
  });

  test('what was held counts for the version after it', () => {
    const second = of([they, ...Array<Answers>(8).fill(others)], [versionOf(first)]);
    expect(second.report.reasons.answered).toBe(6);
    const third = of([they, ...Array<Answers>(10).fill(others)], [versionOf(first), versionOf(second)]);
    expect(third.report.reasons.answered).toBe(11);
  });

  test('one opinion that was changed is not told, and makes no version', () => {
    const changed = of([others, ...Array<Answers>(5).fill(others)], [versionOf(first)]);
    expect(changed.version).toBe(1);
    expect(changed.report.comingBack).toEqual(first.report.comingBack);
  });

  test('facts move by three answers', () => {
    const came = (...numbers: number[]) => withQuestionnaires(numbers.map((number) => people(number)));
    const before = content({}, came(10, 20, 30));
    const versions = [versionOf(before)];
    expect(content({ versions }, came(10, 20, 30, 40)).report.figures.participants.value).toBe(60);
    expect(content({ versions }, came(10, 20, 30, 40, 50, 60)).report.figures.participants.value).toBe(210);
  });
});

/** The sums that the nation's file and the others tell of groups are added and subtracted in every way. */
describe('nothing under the threshold can be worked out', () => {
  const department = fc.constantFrom('02', '60', '80', null);
  const opinions = fc.constantFrom(they, others, { pressContacted: choice('yes') } as Answers);

  test('of a department’s opinions: it and all the others together are none or at least five', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(department, opinions), { maxLength: 24 }), (organisations) => {
        const { report } = content(
          { departments: new Map(organisations.map(([code], index) => [`org-${index}`, code])) },
          { ...withOrganisations(organisations.map(([, answers]) => answers)), claims: [] },
        );
        for (const id of ['reasons', 'defects'] as const) {
          if (report[id].withheld !== null) expect(report[id].answered).toBeLessThan(5);
          const parts = report.departmentOpinions[id].map(({ answered }) => answered);
          for (const part of parts) expect(part).toBeGreaterThanOrEqual(5);
          const rest = report[id].answered - parts.reduce((sum, part) => sum + part, 0);
          expect(rest === 0 || rest >= 5 || parts.length === 0).toBe(true);
        }
      }),
    );
  });

  test('of the people at a department’s events: every difference is of three numbers or of none', () => {
    const told = fc.option(fc.integer({ min: 1, max: 99 }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(department, told), { maxLength: 24 }), (given) => {
        const events = given.map(([code], index) => event(`event-${index}`, { department: code }));
        const questionnaires = withQuestionnaires(given.map(([, number]) => (number === null ? {} : people(number))));
        const { report } = content({}, { ...questionnaires, events });
        const shown = report.byDepartment.filter(({ participants }) => participants !== null);
        const numbers = (code: string | null) =>
          given.filter(([each, number]) => each === code && number !== null).length;
        for (const { key } of shown) expect(numbers(key)).toBeGreaterThanOrEqual(3);
        const hidden = report.byDepartment.filter(({ participants }) => participants === null);
        const rest = hidden.reduce((sum, { key }) => sum + numbers(key), 0);
        expect(shown.length === 0 || hidden.length === 0 || rest >= 3).toBe(true);
      }),
    );
  });

  test('of two versions, however the late answers fall: no file differs by what one of too few says', () => {
    const late = fc.record({
      before: fc.array(fc.tuple(department, fc.constantFrom(they, others)), { maxLength: 12 }),
      after: fc.array(fc.tuple(department, fc.constantFrom(they, others)), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(late, ({ before, after }) => {
        const at = (all: readonly (readonly [string | null, Answers])[], versions: ReportContent['earlier'] = []) =>
          content(
            { departments: new Map(all.map(([code], index) => [`org-${index}`, code])), versions },
            { ...withOrganisations(all.map(([, answers]) => answers)), claims: [] },
          );
        const first = at(before);
        if (before.length < 5) return;
        const versions = [versionOf(first)];
        const told = everyFile(at([...before, ...after], versions));
        const otherwise = after.map(([code, answers]) => [code, answers === they ? others : they] as const);
        expect(everyFile(at([...before, ...otherwise], versions))).toEqual(told);
      }),
      { numRuns: 40 },
    );
  });
});

describe('one or two late answers', () => {
  const number = (value: number): AnswerValue => ({
    kind: 'quantity',
    value,
    precision: 'exact',
    typed: String(value),
  });
  const came = (value: number): Answers => ({ held: choice('yes'), attendance: number(value) });
  const uncounted: Answers = { held: choice('yes'), attendance: { kind: 'unknown' } };
  const counts = fc.oneof(fc.constant(uncounted), fc.integer({ min: 0, max: 99 }).map(came));
  const passed = (value: number): Answers => ({ relayed: choice('yes'), relayedReach: number(value) });
  const reaches = fc.oneof(
    fc.constant<Answers>({ relayed: choice('no') }),
    fc.integer({ min: 0, max: 99 }).map(passed),
  );

  test.each([
    ['of how many people came', withQuestionnaires, counts, came],
    ['of how many people the news reached', withOrganisations, reaches, passed],
  ] as const)('%s can’t be told from the two versions', (_what, having, answers, told) => {
    const two = fc.integer({ min: 1, max: 2 }).chain((many) => {
      const late = fc.array(answers, { minLength: many, maxLength: many });
      return fc.record({ before: fc.array(answers, { maxLength: 6 }), late, otherwise: late });
    });
    fc.assert(
      fc.property(two, ({ before, late, otherwise }) => {
        const at = (more: readonly Answers[], versions: ReportContent['earlier'] = []) =>
          content({ versions }, { ...having([told(10), told(20), told(30), ...before, ...more, {}]), claims: [] });
        // As many were asked before, of whom one never answers.
        const first = at(late.map(() => ({})));
        expect(everyFile(at(late, [versionOf(first)]))).toEqual(everyFile(at(otherwise, [versionOf(first)])));
      }),
      { numRuns: 20 },
    );
  });
});

describe('beside a draft that was sent to be read', () => {
  const came = (...numbers: number[]) => withQuestionnaires(numbers.map((value) => people(value)));
  const first = content({}, came(10, 20, 30, 40));
  const draft = draftOf(first, '2008-12-01');

  test('one answer more changes nothing in the next draft, nor in what is published, which says so', () => {
    const next = content({ drafts: [draft] }, came(10, 20, 30, 40, 7));
    expect(next.report.figures.participants).toMatchObject({ value: 100 });
    expect(files(next)).toContain('les chiffres qu’elles changeraient restent ceux du texte envoyé à relire');
    expect(next.heldBy).toEqual([draft]);
  });

  test('three more are told, and are then what the next one is held beside', () => {
    const second = content({ drafts: [draft] }, came(10, 20, 30, 40, 7, 7, 7));
    expect(second.report.figures.participants).toMatchObject({ value: 121 });
    const third = content({ drafts: [draft, draftOf(second, '2008-12-02')] }, came(10, 20, 30, 40, 7, 7, 7, 9));
    expect(third.report.figures.participants).toMatchObject({ value: 121 });
  });

  test("a version made after it is what counts from then on, and before it doesn't", () => {
    const version = (content: ReportContent, day: string): ReportContent['versions'][number] => ({
      ...{ version: 1, sentences: null, createdAt: new Date(`${day}T12:00:00Z`) },
      figures: draftOf(content, day).figures,
    });
    const more = content({}, came(10, 20, 30, 40, 7, 7, 7));
    const after = { drafts: [draft], versions: [version(more, '2008-12-02')] };
    expect(content(after, came(10, 20, 30, 40, 7, 7, 7, 9)).report.figures.participants).toMatchObject({ value: 121 });
    const before = { drafts: [draftOf(more, '2008-12-03')], versions: [version(first, '2008-12-02')] };
    expect(content(before, came(10, 20, 30, 40, 7, 7, 7, 9)).report.figures.participants).toMatchObject({ value: 121 });
  });

  test('nothing is held back where nothing that few answered would change', () => {
    const same = content({ drafts: [draft] }, came(10, 20, 30, 40));
    expect(same.heldBy).toEqual([]);
    expect(same.report.figures.participants).toMatchObject({ value: 100 });
  });
});

describe('what was told, and then was not, is held as it was told', () => {
  const answers = (...all: Answers[]) => of(all);
  const five = [they, they, others, others, others];

  test('opinions: one answer is set aside, comes back, and another one comes late', () => {
    const first = answers(...five);
    const second = of(five.slice(0, 4), [versionOf(first)]);
    expect(second.report.comingBack.withheld).toBe('few');
    const versions = [versionOf(first), versionOf(second)];
    const third = (late: Answers) => of([...five, late], versions);
    expect(everyFile(third(they))).toEqual(everyFile(third(others)));
    for (const id of ['reasons', 'defects', 'comingBack', 'scales'] as const) {
      expect(third(they).report[id]).toEqual(first.report[id]);
    }
    expect(third(they).report.figures.organisationsComingBack).toMatchObject({ value: 3, of: 5 });
    expect(files(third(they))).toContain('restent ceux de la version 1');
  });

  test('facts: one of three events is called off, and takes place after all beside a fourth', () => {
    const came = (...numbers: number[]) => withQuestionnaires(numbers.map((value) => people(value)));
    const first = content({}, came(10, 20, 30));
    const drafts = [draftOf(first, '2008-12-01')];
    const second = content({ drafts }, came(10, 20));
    expect(second.report.figures.participants.withheld).toBe('few');
    const both = [...drafts, draftOf(second, '2008-12-02')];
    const third = content({ drafts: both }, came(10, 20, 30, 40));
    expect(third.report.figures.participants).toMatchObject({ value: 60 });
    expect(third.heldBy).toEqual([drafts[0]]);
    expect(content({ drafts: both }, came(10, 20, 30, 40, 50, 60)).report.figures.participants.value).toBe(210);
  });

  test('a version that goes back nearly to the one before the last is held beside both', () => {
    const first = answers(...five);
    const second = of([...five, ...Array<Answers>(5).fill(others)], [versionOf(first)]);
    expect(second.report.comingBack.answered).toBe(10);
    const third = (late: Answers) => of([...five, late], [versionOf(first), versionOf(second)]);
    // Beside the first it is one answer more, beside the second four less.
    expect(everyFile(third(they))).toEqual(everyFile(third(others)));
    const elsewhere = (late: Answers) =>
      of(
        [...five, late],
        [versionOf(first), versionOf(of([...five, ...Array<Answers>(6).fill(others)], [versionOf(first)]))],
      );
    expect(everyFile(elsewhere(they))).toEqual(everyFile(elsewhere(others)));
    expect(elsewhere(they).report.comingBack).toEqual(first.report.comingBack);
  });
});
