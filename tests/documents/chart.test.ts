import { describe, expect, it } from 'vitest';
import { barChart, seriesChart } from '../../src/documents/chart.ts';
import { chartSvg } from '../../src/documents/chart-svg.ts';
import { onSheet } from '../../src/documents/svg.ts';

const words = { title: 'Satisfaction', line: (category: string, values: string) => `${category} : ${values}` };
const one = (value: number) => ({ value, label: String(value) });
const scale = (...counts: readonly (readonly number[])[]) =>
  seriesChart(
    words,
    counts.map((_, at) => `Échelle ${at + 1}`),
    ['Oui', 'Plutôt', 'Peu', 'Non'].map((name, part) => ({
      name,
      values: counts.map((count) => one(count[part] ?? 0)),
    })),
    { stacked: true },
  );
const written = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, told]) => told);

it('stands alone below its title, whatever that holds', () => {
  const svg = chartSvg(scale([9, 9, 9, 9]), 'a');
  const sheet = onSheet('<script> & "titre"', svg);
  expect(written(sheet)).toEqual(['&lt;script&gt; &amp; &quot;titre&quot;', ...written(svg)]);
  const heightOf = (of: string) => Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(of)?.[1]);
  const [, below = '0'] = /<svg x="\d+" y="(\d+)"/.exec(sheet) ?? [];
  expect(heightOf(sheet)).toBeGreaterThanOrEqual(Number(below) + heightOf(svg));
});

describe('a drawing says everything without colours', () => {
  it('has the number of each part on it, where all have room', () => {
    expect(written(chartSvg(scale([12, 9, 5, 4]), 'a'))).toEqual(expect.arrayContaining(['12', '9', '5', '4']));
  });

  it('has all of them behind the bar, where one part is too short for its number', () => {
    const svg = chartSvg(scale([25, 3, 1, 1], [10, 10, 0, 10]), 'a');
    expect(written(svg)).toEqual(expect.arrayContaining(['25 · 3 · 1 · 1', '10 · 10 · 0 · 10']));
    // Nothing is drawn beyond the paper.
    const [, width = '0'] = /viewBox="0 0 (\d+)/.exec(svg) ?? [];
    for (const [, x = '', told = ''] of svg.matchAll(/<text x="([\d.]+)" y="[\d.]+">([^<]*)<\/text>/g))
      expect(Number(x) + told.length * 6.8).toBeLessThanOrEqual(Number(width));
  });

  it('gives each part of a bar another pattern', () => {
    const fills = [...chartSvg(scale([9, 9, 9, 9]), 'a').matchAll(/height="16" fill="([^"]+)"/g)].map(
      ([, fill]) => fill,
    );
    expect(new Set(fills).size).toBe(4);
  });

  it('has its number behind each bar, also where there is none', () => {
    const chart = barChart(words, [
      { name: 'Somme', value: 12, label: '12' },
      { name: 'Oise', value: 0, label: '0' },
      { name: 'Aisne', value: null, label: 'non connu' },
    ]);
    expect(written(chartSvg(chart, 'a'))).toEqual(expect.arrayContaining(['12', '0', 'non connu']));
  });
});
