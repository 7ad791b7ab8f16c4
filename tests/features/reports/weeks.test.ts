import { describe, expect, it } from 'vitest';
import { gridSvg } from '../../../src/documents/grid-svg.ts';
import type { EventFact } from '../../../src/features/events/facts.ts';
import { mondayOf, mondaysBetween } from '../../../src/features/reports/aggregates/events.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { event, facts } from '../../support/report-facts.ts';

const on = (events: readonly EventFact[]) => content({}, facts({ events, previous: null }));
const three = on([
  event('a', { days: ['2008-11-03'], department: '80' }),
  event('b', { days: ['2008-11-09', '2008-11-10'], department: '80' }),
  event('c', { days: ['2008-11-18'], department: '02' }),
  event('d', { days: [], department: '02' }),
  event('e', { days: ['2008-11-18'], department: null }),
]);
const gridOf = (of: ReturnType<typeof on>, t = fr) => {
  const parts = writeOutline(of, t).chapters.flatMap(({ parts }) => parts);
  return parts.flatMap((part) => (part.kind === 'chart' && part.chart.grid ? [part.chart] : []))[0];
};

describe('the events by week and department', () => {
  it('are drawn as squares with their numbers, and told in words', () => {
    const grid = gridOf(three);
    expect(plain(asTyped(grid?.words ?? ''))).toBe(
      'Aisne (02) : 17 novembre 1 ; Somme (80) : 3 novembre 2, 10 novembre 1 ; département non indiqué : 17 novembre 1',
    );
    expect(gridOf(three, en)?.series.map(({ name }) => name)).toEqual(['3 November', '10 November', '17 November']);
    const svg = grid ? gridSvg(grid) : '';
    // Four cells hold something, each with a square and its number; no two fills tell anything apart.
    expect(svg.match(/<rect /g)).toHaveLength(4);
    expect(new Set(svg.match(/fill="#[0-9a-f]+"/g))).toEqual(new Set(['fill="#1d1d1b"', 'fill="#0b6e4f"']));
    expect(svg.match(/text-anchor="start">(\d)</g)).toEqual([1, 2, 1, 1].map((n) => `text-anchor="start">${n}<`));
  });

  it('are the same numbers in each file, with a word on those that stand twice or not at all', () => {
    const files = new Map(buildDocuments(three, fr).map(({ name, text }) => [name, plain(asTyped(text))]));
    expect(JSON.parse(files.get('bilan.json') ?? '').details.byWeek).toEqual([
      { week: '2008-11-03', department: '80', events: 2 },
      { week: '2008-11-10', department: '80', events: 1 },
      { week: '2008-11-17', department: null, events: 1 },
      { week: '2008-11-17', department: '02', events: 1 },
    ]);
    expect(files.get('bilan.csv')).toContain(';2008-11-03.80;Somme (80) · lundi 3 novembre 2008;2;');
    expect(files.get('bilan.md')).toContain('| | 3 novembre | 10 novembre | 17 novembre |'.replace('| |', '|  |'));
    expect(files.get('bilan.md')).toContain('| Somme (80) | 2 | 1 | 0 |');
    expect(files.get('bilan.html')).toContain('compte dans chacune');
  });

  it('are not drawn for one week, one department, or more weeks than find room', () => {
    const day = (days: readonly string[], department = '80') => event(days.join(), { days, department });
    expect(gridOf(on([day(['2008-11-03']), day(['2008-11-04'], '02')]))).toBeUndefined();
    expect(gridOf(on([day(['2008-11-03']), day(['2008-11-12'])]))).toBeUndefined();
    expect(gridOf(on([day(['2008-09-03']), day(['2008-11-12'], '02')]))).toBeUndefined();
    expect(gridOf(on([day(['2008-11-03']), day(['2008-11-12'], '02')]))).toBeDefined();
  });

  it('begin on Mondays, over the end of a year too', () => {
    expect(['2008-11-03', '2008-11-09', '2009-01-01'].map(mondayOf)).toEqual([
      '2008-11-03',
      '2008-11-03',
      '2008-12-29',
    ]);
    expect(mondaysBetween('2008-12-22', '2009-01-05')).toEqual(['2008-12-22', '2008-12-29', '2009-01-05']);
  });

  it('shows a name as it was typed, and never as markup', () => {
    const chart = gridOf(three);
    const svg = chart ? gridSvg({ ...chart, categories: ['<script>x</script>', '"&', 'x'.repeat(400)] }) : '';
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg.length).toBeLessThan(6_000);
  });
});
