import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../../src/documents/chart-svg.ts';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { choice, event, facts, people, withOrganisations } from '../../support/report-facts.ts';

const SILENT: Answers = {};

/** Returns an edition of which so many questionnaires came back, of so many, in each department. */
function returned(departments: Readonly<Record<string, readonly [received: number, sent: number]>>): EditionFacts {
  const asked = Object.entries(departments).flatMap(([code, [received, sent]]) =>
    Array.from({ length: sent }, (_, at) => ({
      id: `${code}-${at}`,
      department: code === '' ? null : code,
      answers: at < received ? people(10) : SILENT,
    })),
  );
  return facts({
    events: asked.map(({ id, department }) => event(id, { department })),
    eventQuestionnaires: asked.map(({ id, answers }) => ({ event: id, answers, answeredOn: null, countedOn: null })),
    previous: null,
  });
}

const version = ({ version: number, report }: ReportContent): ReportContent['earlier'][number] => ({
  version: number,
  figures: JSON.parse(JSON.stringify(report)),
  sentences: null,
  createdAt: new Date('2009-01-13T10:00:00Z'),
});

const chartsOf = (of: ReportContent, t = fr) =>
  writeOutline(of, t).chapters.flatMap(({ id, parts }) =>
    parts.flatMap((part) => (part.kind === 'chart' && ['method', 'media'].includes(id) ? [part.chart] : [])),
  );
const wordsOf = (of: ReportContent, t = fr) => chartsOf(of, t).map(({ title, words }) => plain(`${title} | ${words}`));

describe('the questionnaires that came back', () => {
  it('are drawn beside those that didn’t, of events and organisations, and by department', () => {
    expect(wordsOf(content())).toEqual([
      'Retombées médias, par type de média | Presse : 10 ; TV : 1',
      "Questionnaires reçus, sur ceux attendus | Questionnaires d'événement : reçus 13, pas reçus 9 ; Questionnaires de structure : reçus 7, pas reçus 5",
      "Questionnaires d'événement reçus, par département | Aisne (02) : reçus 4, pas reçus 3 ; Oise (60) : reçus 3, pas reçus 3 ; Somme (80) : reçus 6, pas reçus 3",
    ]);
    expect(wordsOf(content(), en)[2]).toBe(
      'Event questionnaires received, by department | Aisne (02): received 4, not received 3; Oise (60): received 3, not received 3; Somme (80): received 6, not received 3'.replaceAll(
        '; ',
        ' ; ',
      ),
    );
    // What came back is full, what didn't is not: nothing is told by a colour alone.
    const [, , byDepartment] = chartsOf(content());
    const svg = byDepartment ? chartSvg(byDepartment, 'a') : '';
    const bars = [...svg.matchAll(/height="16" fill="([^"]+)"/g)].map(([, fill]) => fill);
    expect(bars).toEqual(Array(3).fill(['#0b6e4f', 'url(#a-hatched)']).flat());
    expect([...svg.matchAll(/text-anchor="middle">(\d)</g)].map(([, n]) => Number(n))).toEqual([4, 3, 3, 3, 6, 3]);
  });

  it('are told of organisations by department too, unless all who answered share an opinion', () => {
    const asked = Array.from({ length: 12 }, (_, at): Answers => (at % 2 === 0 ? { relayed: choice('yes') } : {}));
    const departments = new Map(asked.map((_, at) => [`org-${at}`, at < 6 ? '02' : '80']));
    const of = (answers: readonly Answers[]) => content({ departments }, facts({ ...withOrganisations(answers) }));
    expect(of(asked).report.returnsByDepartment?.organisations).toEqual([
      { key: '02', sent: 6, received: 3 },
      { key: '80', sent: 6, received: 3 },
    ]);
    expect(wordsOf(of(asked)).at(-1)).toBe(
      'Questionnaires de structure reçus, par département | Aisne (02) : reçus 3, pas reçus 3 ; Somme (80) : reçus 3, pas reçus 3',
    );
    const likeMinded = of(asked.map((answers) => ('relayed' in answers ? { comingBack: choice('yes') } : answers)));
    expect(likeMinded.report.unnamedRespondents).toBe(6);
    expect(likeMinded.report.returnsByDepartment?.organisations).toEqual([]);
    expect(wordsOf(likeMinded)).toEqual([]);
  });

  it('are not drawn where none came back, one kind was asked for, or one department is told', () => {
    expect(wordsOf(content({}, returned({})))).toEqual([]);
    expect(wordsOf(content({}, returned({ '02': [0, 9], '80': [0, 9] })))).toEqual([]);
    expect(wordsOf(content({}, returned({ '80': [7, 9] })))).toEqual([]);
    expect(wordsOf(content({}, returned({ '02': [3, 9], '80': [7, 9] })))).toHaveLength(1);
  });
});

describe('whose questionnaire is missing', () => {
  const told = (...groups: Parameters<typeof returned>) =>
    content({}, returned(...groups)).report.returnsByDepartment?.events.map(({ key }) => key);

  it('is not told of a department of which few were asked or few answered, nor by what the others leave over', () => {
    expect(told({ '02': [4, 4], '60': [3, 5], '80': [2, 9] })).toEqual(['60']);
    expect(told({ '02': [3, 4], '60': [5, 5], '80': [9, 9] })).toEqual(['80']);
    expect(told({ '60': [5, 5], '80': [9, 9] })).toEqual(['60', '80']);
    expect(told({ '': [4, 5], '60': [5, 5] })).toEqual(['60', null]);
  });

  it('can’t be worked out: a department, and what the others leave over, are five of which three came back', () => {
    const group = fc.nat(12).chain((sent) => fc.nat(sent).map((received) => [received, sent] as const));
    fc.assert(
      fc.property(fc.record({ '02': group, '60': group, '80': group, '': group }), (departments) => {
        const { figures, returnsByDepartment } = content({}, returned(departments)).report;
        const cells = returnsByDepartment?.events ?? [];
        const rest = cells.reduce(
          (left, { sent, received }) => ({ sent: left.sent - sent, received: left.received - received }),
          { sent: figures.questionnairesAnswered.of ?? 0, received: figures.questionnairesAnswered.value ?? 0 },
        );
        for (const { sent, received } of [...cells, ...(cells.length > 0 && rest.sent > 0 ? [rest] : [])])
          expect([sent >= 5, received >= 3]).toEqual([true, true]);
      }),
    );
  });

  it('is not told by two versions either: departments move by three questionnaires, or stay', () => {
    const first = content({}, returned({ '02': [4, 9], '80': [7, 9] }));
    const next = (departments: Parameters<typeof returned>[0]) =>
      content({ versions: [version(first)] }, returned(departments));
    const late = next({ '02': [5, 9], '80': [7, 9] });
    expect(late.report.figures.questionnairesAnswered.value).toBe(12);
    expect(late.report.returnsByDepartment).toEqual(first.report.returnsByDepartment);
    expect(late.heldBy?.figures).toBeDefined();
    const moved = next({ '02': [7, 9], '80': [7, 9] });
    expect(moved.report.returnsByDepartment?.events[0]).toEqual({ key: '02', sent: 9, received: 7 });
    // One more that was asked and hasn't answered would be known to be missing.
    expect(next({ '02': [4, 10], '80': [7, 9] }).report.returnsByDepartment).toEqual(first.report.returnsByDepartment);
    // A department that wasn't told before is told as soon as it may be.
    const early = content({}, returned({ '02': [1, 9], '80': [1, 9] }));
    expect(early.report.returnsByDepartment?.events).toEqual([]);
    const since = content({ versions: [version(early)] }, returned({ '02': [4, 9], '80': [7, 9] }));
    expect(since.report.returnsByDepartment?.events).toHaveLength(2);
  });

  it('holds nothing back beside a version that was made before they were counted', () => {
    const first = content({}, returned({ '02': [4, 9], '80': [7, 9] }));
    const { returnsByDepartment: _, ...figures } = first.report;
    const older = { ...version(first), figures };
    expect(content({ versions: [older] }, returned({ '02': [4, 9], '80': [7, 9] })).version).toBe(1);
    const late = content({ versions: [older] }, returned({ '02': [5, 9], '80': [7, 9] }));
    expect(late.report.returnsByDepartment?.events[0]?.received).toBe(5);
  });
});

describe('the media by kind', () => {
  const items = (...mediums: readonly ('press' | 'radio' | 'tv' | 'web')[]) =>
    content(
      {},
      facts({
        mentions: mediums.map((medium, at) => ({
          ...{ medium, outlet: `Média ${at}`, publishedOn: null, link: null },
          ...{ organisation: 'moulin', launch: false },
        })),
        previous: null,
      }),
    );

  it('are drawn where there are several, those without any left out', () => {
    expect(wordsOf(items('press', 'web', 'press'))).toEqual([
      'Retombées médias, par type de média | Presse : 2 ; Web : 1',
    ]);
    expect(wordsOf(items('press', 'press'))).toEqual([]);
    expect(wordsOf(items())).toEqual([]);
    expect(bilanJson(items('press', 'web', 'press'), fr).details.media.count).toEqual({
      ...{ press: 2, radio: 0, tv: 0, web: 1 },
    });
  });
});
