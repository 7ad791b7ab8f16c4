import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../../src/documents/chart-svg.ts';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { event, facts, people } from '../../support/report-facts.ts';

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

const chartsOf = (of: ReportContent, t = fr) =>
  writeOutline(of, t).chapters.flatMap(({ id, parts }) =>
    parts.flatMap((part) => (part.kind === 'chart' && ['method', 'media'].includes(id) ? [part.chart] : [])),
  );
const wordsOf = (of: ReportContent, t = fr) => chartsOf(of, t).map(({ title, words }) => plain(`${title} | ${words}`));

describe('the questionnaires that came back', () => {
  it('are drawn beside those that didn’t, of events and organisations', () => {
    expect(wordsOf(content())).toEqual([
      'Retombées médias, par type de média | Presse : 10 ; TV : 1',
      "Questionnaires reçus, sur ceux attendus | Questionnaires d'événement : reçus 13, pas reçus 9 ; Questionnaires de structure : reçus 7, pas reçus 5",
    ]);
    expect(wordsOf(content(), en)[1]).toBe(
      'Questionnaires received, of those due | Event questionnaires: received 13, not received 9 ; Organisation questionnaires: received 7, not received 5',
    );
    // Bars of questionnaires that came back are full, the others are not: nothing is told by a colour alone.
    const [, returns] = chartsOf(content());
    const svg = returns ? chartSvg(returns, 'a') : '';
    const bars = [...svg.matchAll(/height="16" fill="([^"]+)"/g)].map(([, fill]) => fill);
    expect(bars).toEqual(Array(2).fill(['#0b6e4f', 'url(#a-hatched)']).flat());
    expect([...svg.matchAll(/text-anchor="middle">(\d+)</g)].map(([, n]) => Number(n))).toEqual([13, 9, 7, 5]);
  });

  it('are not drawn where none came back, or one kind was asked for', () => {
    expect(wordsOf(content({}, returned({})))).toEqual([]);
    expect(wordsOf(content({}, returned({ '02': [0, 9], '80': [0, 9] })))).toEqual([]);
    expect(wordsOf(content({}, returned({ '80': [7, 9] })))).toEqual([]);
  });
});

describe('whose questionnaire is missing', () => {
  it('is told of no department, in no file', () => {
    const { details } = bilanJson(content({}, returned({ '02': [4, 9], '80': [7, 9] })), fr);
    expect(Object.keys(details)).not.toContain('returnsByDepartment');
    for (const { key: _, ...group } of details.byDepartment)
      expect(Object.keys(group).sort()).toEqual(['events', 'participants']);
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
