import { describe, expect, test } from 'vitest';
import { regionalFigures } from '../../../src/features/reports/aggregates/regional.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { openingSentences } from '../../../src/features/reports/documents/sentences.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { draftOf, opinionated, versionOf } from '../../support/handed-out.ts';
import { choice, withOrganisations } from '../../support/report-facts.ts';

const against = opinionated('no', 'notAtAll', 'showcase', 'contacts');
const inFavour = opinionated('yes', 'aLot', 'legibility', 'movement');
/** The first five differ in everything. */
const five: readonly Answers[] = [
  against,
  { ...inFavour, defects: { kind: 'nothing' } },
  { ...against, defects: { kind: 'ranking', order: ['noContact'], done: true } },
  inFavour,
  inFavour,
];
type Told = Partial<Pick<ReportContent, 'versions' | 'drafts'>>;
const of = (answers: readonly Answers[], told: Told = {}, departments: readonly string[] = []) =>
  content(
    { ...told, departments: new Map(departments.map((code, index) => [`org-${index}`, code])) },
    { ...withOrganisations(answers), mentions: [], claims: [] },
  );
const times = (count: number, answers: Answers) => Array<Answers>(count).fill(answers);
const markdown = (content: ReportContent) => asTyped(buildDocuments(content, fr)[0]?.text ?? '');

describe('who answered is not named where those who have since share an opinion', () => {
  const first = of(five);
  const versions = [versionOf(first)];
  const mixed: readonly Answers[] = [
    against,
    { ...inFavour, defects: { kind: 'nothing' } },
    against,
    { ...inFavour, defects: { kind: 'ranking', order: ['noContact'], done: true } },
    inFavour,
  ];

  test('all five of them say no, after five who differed', () => {
    expect(first.report.respondents).toHaveLength(5);
    const second = of([...five, ...times(5, against)], { versions });
    expect(second.report.comingBack.answered).toBe(10);
    expect(second.report).toMatchObject({ respondents: [], unnamedRespondents: 10 });
    const words = markdown(second);
    expect(words).not.toMatch(/Structure [0-9]/);
    expect(words).toContain("certaines, que l'on reconnaîtrait à leur département");
    // Nor in the version after it, although nothing has changed since the second.
    const third = of([...five, ...times(6, against)], { versions: [...versions, versionOf(second)] });
    expect(third.report.respondents).toEqual([]);
  });

  test('nor as linking to the chamber, which only an answer tells; how many do stays told', () => {
    const linking = (answers: readonly Answers[]) => answers.map((one) => ({ ...one, siteLink: choice('yes') }));
    const before = of(linking(five));
    expect(before.report.linkingOrganisations).toHaveLength(5);
    const after = of(linking([...five, ...times(5, against)]), { versions: [versionOf(before)] });
    expect(after.report).toMatchObject({ respondents: [], linkingOrganisations: [] });
    expect(after.report.figures.organisationsLinkingToSite.value).toBe(10);
    expect(regionalFigures(after.report).organisationsLinkingToSite.who).toEqual([]);
    expect(markdown(after)).not.toMatch(/Structure [0-9]/);
    const neighbour = of(linking([...five, ...mixed]), { versions: [versionOf(before)] });
    expect(neighbour.report.linkingOrganisations).toHaveLength(10);
  });

  test('nor in a version after one that named those who link, and hid the others', () => {
    const linking = (answers: readonly Answers[]) => answers.map((one) => ({ ...one, siteLink: choice('yes') }));
    const agreed = times(5, inFavour);
    const before = of(linking(agreed));
    expect(before.report).toMatchObject({ respondents: [], unnamedRespondents: 5 });
    expect(before.report.linkingOrganisations).toHaveLength(5);
    const after = { versions: [versionOf(before)] };
    for (const newcomers of [times(5, against), times(5, { ...against, comingBack: choice('yes') })]) {
      expect(of(linking([...agreed, ...newcomers]), after).report).toMatchObject({
        respondents: [],
        linkingOrganisations: [],
      });
    }
    expect(of(linking([...agreed, ...mixed]), after).report.respondents).toHaveLength(10);
  });

  test('after a draft, and where they share a single thing, or none', () => {
    const drafts = [draftOf(first, '2008-12-01')];
    expect(of([...five, ...times(5, against)], { drafts }).report.respondents).toEqual([]);
    const alike = (one: Answers) => mixed.map((answers) => ({ ...answers, ...one }));
    for (const one of [
      { comingBack: { kind: 'choice', option: 'toConfirm' } },
      { defects: { kind: 'nothing' } },
      { reasons: { kind: 'ranking', order: ['other'], done: true } },
    ] as const satisfies readonly Answers[]) {
      expect(of([...five, ...alike(one)], { versions }).report.respondents).toEqual([]);
    }
  });

  test('a correct neighbour: they differ, and all are named', () => {
    expect(of([...five, ...mixed], { versions }).report.respondents).toHaveLength(10);
    // Who has answered since a version that names nobody isn't known.
    const unnamed = of(times(5, against));
    expect(unnamed.report.unnamedRespondents).toBe(5);
    expect(of([...times(5, against), ...five], { versions: [versionOf(unnamed)] }).report.respondents).toHaveLength(10);
  });

  test('five whose answers are taken back did', () => {
    const ten = of([...five, ...times(5, against)]);
    expect(ten.report.respondents).toHaveLength(10);
    expect(of(five, { versions: [versionOf(ten)] }).report.respondents).toEqual([]);
  });

  test('within one version, the departments that are not told share it', () => {
    const told = Array<string>(5).fill('60');
    const elsewhere = ['02', '02', '80', '80', '80'];
    const each = [...five, ...times(5, { ...against, defects: { kind: 'nothing' } })];
    const { report } = of(each, {}, [...told, ...elsewhere]);
    expect(report.departmentOpinions.reasons.map(({ department }) => department)).toEqual(['60']);
    expect(report).toMatchObject({ respondents: [], unnamedRespondents: 10 });
    expect(of([...five, ...mixed], {}, [...told, ...elsewhere]).report.respondents).toHaveLength(10);
    const linking = each.map((one) => ({ ...one, siteLink: choice('yes') }));
    expect(of(linking, {}, [...told, ...elsewhere]).report.linkingOrganisations).toEqual([]);
    // That all agree on something else tells no less of them.
    const coming = linking.map((one) => ({ ...one, comingBack: choice('yes') }));
    expect(of(coming, {}, [...told, ...elsewhere]).report.linkingOrganisations).toEqual([]);
    // What all share tells nothing more of a part.
    const reasons = { kind: 'ranking', order: ['legibility'], done: true } as const;
    const alike = [...five, ...mixed].map((one) => ({ ...one, siteLink: choice('yes'), reasons }));
    expect(of(alike, {}, [...told, ...elsewhere]).report).toMatchObject({ respondents: [], unnamedRespondents: 10 });
    expect(of(alike, {}, [...told, ...elsewhere]).report.linkingOrganisations).toHaveLength(10);
  });
});

describe('when all who answered have nothing to report', () => {
  const nothing = five.map((answers) => ({ ...answers, defects: { kind: 'nothing' } }) as const);

  test('nobody is named', () => {
    expect(of(nothing).report).toMatchObject({ respondents: [], unnamedRespondents: 5 });
  });

  test('each file says so, in both languages', () => {
    const bilan = of([...nothing, ...nothing], {}, [...Array<string>(5).fill('60'), ...Array<string>(5).fill('80')]);
    const files = (t: typeof fr) => buildDocuments(bilan, t).map(({ text }) => plain(asTyped(text)));
    const [markdown, html, csv, json] = files(fr);
    expect(plain(asTyped(openingSentences(bilan, fr)['sentence:opinions/defect'] ?? ''))).toBe(
      "Aucun défaut signalé : les 10 structures qui ont répondu n'ont rien à signaler.",
    );
    for (const file of [markdown, html]) {
      expect(file?.replaceAll('&#39;', "'")).toContain("Les 10 structures qui ont répondu n'ont rien à signaler.");
      expect(file?.replaceAll('&#39;', "'")).toContain("Les 5 structures qui ont répondu n'ont rien à signaler.");
    }
    expect(csv).toContain(';defects.nothing;Rien à signaler;10;');
    expect(csv).toContain(';defects.60.nothing;Oise (60) · Rien à signaler;5;');
    expect(JSON.parse(json ?? '').details.defects).toMatchObject({ options: [], answered: 10, withheld: null });
    expect(files(en)[0]).toContain('The 10 organisations that answered have nothing to report.');
  });

  test('a correct neighbour: one of them reports something, and all are named', () => {
    const report = (answers: readonly Answers[]) => of(answers).report;
    expect(report([against, ...nothing.slice(1)]).respondents).toHaveLength(5);
  });
});
