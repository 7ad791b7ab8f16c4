import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../../src/documents/chart-svg.ts';
import { layOutMap } from '../../../src/documents/map-labels.ts';
import type { EventFact } from '../../../src/features/events/facts.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { chatChart } from '../../../src/features/reports/documents/chat-chart.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { departmentName, departmentOutline, regions } from '../../../src/reading/index.ts';
import { FORMER_REGIONS } from '../../../src/reading/places/former-regions.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { event, facts } from '../../support/report-facts.ts';

/** Returns a bilan with so many events in each department, those without one under ''. */
function spread(
  counts: Readonly<Record<string, number>>,
  departments = ['02', '60', '80'],
  of: Partial<EventFact> = {},
) {
  const events = Object.entries(counts).flatMap(([code, count]) =>
    Array.from({ length: count }, (_, at) => event(`${code}-${at}`, { department: code === '' ? null : code, ...of })),
  );
  const region = { name: 'Région', chamber: 'CRES', departments, timeZone: 'Europe/Paris' };
  return content({ region }, facts({ events, previous: null }));
}

function partsOf(of: ReportContent, t = fr) {
  return writeOutline(of, t).chapters.find(({ id }) => id === 'events')?.parts ?? [];
}

function mapOf(of: ReportContent, t = fr) {
  const parts = partsOf(of, t);
  const at = parts.findIndex((part) => part.kind === 'chart' && part.chart.map);
  const part = parts[at];
  if (part?.kind !== 'chart') return null;
  const end = parts.findIndex((one, index) => index > at && one.kind !== 'note');
  const notes = parts.slice(at + 1, end === -1 ? undefined : end);
  return { chart: part.chart, notes: notes.flatMap((one) => (one.kind === 'note' ? [plain(asTyped(one.text))] : [])) };
}

const svgOf = (of: ReportContent) => chartSvg(mapOf(of)?.chart ?? { ...EMPTY }, 'map');
const EMPTY = { title: '', words: '', categories: [], series: [], stacked: false };
/** Returns each name on the map with its number. */
function writtenOn(svg: string) {
  const groups = [...svg.matchAll(/<g font-size="12">(.*?)<\/g><g font-size="16" font-weight="700">(.*?)<\/g>/g)];
  const texts = (group = '') => [...group.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text]) => text);
  return groups.map(([, name, number]) => [texts(name).join(''), Number(texts(number).join(''))]);
}

const SOURCE =
  'Fond de carte : MapSVG (mapsvg.com), par svg-maps, simplifié, licence CC BY 4.0 : https://creativecommons.org/licenses/by/4.0/';

describe('the map of the events', () => {
  it('has all departments of the region, each with its name and its number, none told by a grey alone', () => {
    const bilan = spread({ '02': 7, '80': 2 });
    const map = mapOf(bilan);
    expect(plain(map?.chart.words ?? '')).toBe('Aisne (02) : 7 ; Oise (60) : 0 ; Somme (80) : 2');
    const svg = svgOf(bilan);
    expect(writtenOn(svg)).toEqual([
      ['Aisne', 7],
      ['Oise', 0],
      ['Somme', 2],
    ]);
    expect(svg).toContain('aria-label="Aisne (02)');
    // The more, the darker, and all of them are greys on which ink is read.
    const greys = [...svg.matchAll(/<path [^>]*fill="#(\w+)"/g)].map(([, grey = '']) =>
      Number.parseInt(grey.slice(-2), 16),
    );
    expect(greys).toHaveLength(3);
    expect([...greys].sort((a, b) => a - b)).toEqual([greys[0], greys[2], greys[1]]);
    expect(Math.min(...greys)).toBeGreaterThan(0xa0);
    expect(mapOf(bilan, en)?.chart.title).toBe('Map of events, by department');
  });

  it('takes the place of the bars of its chapter, which stay on the page that is read alone', () => {
    const { chapters } = writeOutline(spread({ '02': 7, '80': 2 }), fr);
    const titled = (title: string) =>
      chapters.filter(({ parts }) => parts.some((part) => part.kind === 'chart' && plain(part.chart.title) === title));
    expect(titled('Événements par département').map(({ id }) => id)).toEqual(['essential']);
    expect(titled('Carte des événements, par département').map(({ id }) => id)).toEqual(['events']);
  });

  it('says below what it doesn’t show, and whose outlines these are, once', () => {
    expect(mapOf(spread({ '02': 7, '80': 2 }))?.notes).toEqual([SOURCE]);
    const elsewhere = (counts: Readonly<Record<string, number>>, t = fr) =>
      mapOf(spread({ '80': 1, ...counts }), t)?.notes[0];
    expect(elsewhere({ '59': 2 })).toBe('Hors de la carte : 2 événements hors de la région.');
    expect(elsewhere({ '': 1 })).toBe('Hors de la carte : 1 événement sans département indiqué.');
    expect(elsewhere({ '59': 1, '971': 1, '': 3 })).toBe(
      'Hors de la carte : 2 événements hors de la région, 3 événements sans département indiqué.',
    );
    expect(elsewhere({ '59': 1, '': 1 }, en)).toBe(
      'Not on the map: 1 event outside the region, 1 event with no department given.',
    );
    for (const { name, text } of buildDocuments(spread({ '59': 1, '80': 1 }), fr)) {
      const told = plain(asTyped(text)).replaceAll(/[\\<>]/g, '');
      expect(told.split('Fond de carte : MapSVG').length - 1, name).toBe(/md|html/.test(name) ? 1 : 0);
      if (/md|html/.test(name)) expect(told).toContain('Hors de la carte : 1 événement hors de la région');
    }
  });

  it('shows the numbers of the JSON, and with those told below it every event that counts', () => {
    const bilan = spread({ '02': 3, '60': 1, '59': 2, '': 4 });
    const json = buildDocuments(bilan, fr).find(({ name }) => name === 'bilan.json')?.text ?? '';
    const { details } = JSON.parse(json) as { details: { byDepartment: { key: string | null; events: number }[] } };
    const inJson = (code: string) => details.byDepartment.find(({ key }) => key === code)?.events ?? 0;
    expect(writtenOn(svgOf(bilan)).map(([, number]) => number)).toEqual(['02', '60', '80'].map(inJson));
    const told = (mapOf(bilan)?.notes[0]?.match(/\d+/g) ?? []).map(Number);
    const sum = [...['02', '60', '80'].map(inJson), ...told].reduce((all, one) => all + one, 0);
    expect(sum).toBe(details.byDepartment.reduce((all, { events }) => all + events, 0));
  });

  it('leaves out what was cancelled, as every figure does', () => {
    const cancelled = spread({ '02': 7, '80': 2 }, ['02', '80'], { status: 'cancelled' });
    expect(mapOf(cancelled)).toBeNull();
  });

  it('is not drawn for a single department, one whose outline isn’t known, or where no event lies', () => {
    const drawn = (departments: readonly string[], counts: Readonly<Record<string, number>> = { '80': 2, '974': 1 }) =>
      mapOf(spread(counts, [...departments])) !== null;
    expect(drawn(['02', '80'])).toBe(true);
    expect(drawn(['80'])).toBe(false);
    expect(drawn(['80', '80'])).toBe(false);
    expect(drawn(['974'])).toBe(false);
    expect(drawn(['80', '974'])).toBe(false);
    expect(drawn([])).toBe(false);
    expect(drawn(['02', '60'])).toBe(false);
    expect(
      drawn(
        regions()
          .flatMap(({ departments }) => departments)
          .filter((code) => code < '96'),
      ),
    ).toBe(false);
    // The bars that stood there stay.
    expect(partsOf(spread({ '80': 2, '974': 1 }, ['974'])).some(({ kind }) => kind === 'chart')).toBe(true);
  });

  it('is no picture of the chat, where nothing says whose outlines these are', () => {
    const { chapters } = writeOutline(spread({ '80': 3 }), fr);
    expect(mapOf(spread({ '80': 3 }))).not.toBeNull();
    expect(chatChart({ chapters })?.map).toBeUndefined();
  });

  it('holds nothing of what stands where a department should', () => {
    const hostile = '"/><script>alert(1)</script>';
    const svg = svgOf(spread({ '02': 1, [hostile]: 2 }));
    expect(svg).not.toMatch(/script|alert/);
    expect(writtenOn(svg)).toEqual([
      ['Aisne', 1],
      ['Oise', 0],
      ['Somme', 0],
    ]);
    expect(mapOf(spread({ '02': 1, [hostile]: 2 }))?.notes[0]).toContain('2 événements hors de la région');
    expect(mapOf(spread({ '02': 1 }, ['02', hostile]))).toBeNull();
    const chart = mapOf(spread({ '02': 1 }))?.chart;
    const map = chart?.map?.map((shape) => ({ ...shape, name: hostile })) ?? [];
    const escaped = chart ? chartSvg({ ...chart, map }, 'map') : '';
    expect(escaped).toContain('&lt;script&gt;');
    expect(escaped).not.toContain('<script>');
  });
});

describe.each([
  ...regions()
    .filter(({ departments }) => departments.length > 1)
    .map(({ name, departments }) => [name, departments] as const),
  ...FORMER_REGIONS,
])('the map of %s', (_, departments) => {
  it.each([[9], [88], [1_234]])('has room for %i events in each department', (count) => {
    const shapes = departments.map((code) => {
      const outline = departmentOutline(code);
      if (outline === null) throw new Error(`no outline of ${code}`);
      return { ...outline, name: departmentName(code) };
    });
    const number = fr.number(count);
    const { labels, height } = layOutMap(
      shapes,
      shapes.map(({ name }) => ({ name, number })),
    );
    expect(labels).toHaveLength(departments.length);
    expect(height).toBeLessThan(500);
    for (const [at, one] of labels.entries()) {
      for (const other of labels.slice(at + 1)) {
        const [a, b] = [one, other].map((label) => (label.where === 'on' ? label.at : label.end));
        const apart = [Math.abs((a?.[0] ?? 0) - (b?.[0] ?? 0)), Math.abs((a?.[1] ?? 0) - (b?.[1] ?? 0))] as const;
        // One is beside the other or below it.
        expect(apart[0] > 40 || apart[1] >= 24).toBe(true);
      }
      if (one.where === 'on') continue;
      // A line to a label leads through no other one.
      for (const other of labels) {
        if (other.where === 'beside') continue;
        const along = (other.at[0] - one.at[0]) / (one.end[0] - one.at[0]);
        const y = one.at[1] + along * (one.end[1] - one.at[1]);
        if (along > 0 && along < 1) expect(Math.abs(y - other.at[1])).toBeGreaterThan(14);
      }
    }
  });
});

/** Returns how far to the left and to the right each text of a drawing reaches, in letters that are wider than the drawing's own font. */
function reachOf(svg: string): readonly (readonly [left: number, right: number])[] {
  return [...svg.matchAll(/<g font-size="(12|16)"[^>]*>(.*?)<\/g>/g)].flatMap(([, size, group = '']) =>
    [...group.matchAll(/<text x="([-\d.]+)" y="[-\d.]+"(?: text-anchor="(\w+)")?>([^<]*)<\/text>/g)].map(
      ([, x, anchor = 'start', text = '']) => {
        const width = [...text].length * (size === '12' ? 7 : 10);
        const left = Number(x) - { start: 0, middle: width / 2, end: width }[anchor as 'start' | 'middle' | 'end'];
        return [left, left + width] as const;
      },
    ),
  );
}

it.each([
  [['27', '63']],
  [['56', '69']],
  [['50', '85']],
  [['09', '11', '12', '30', '31', '32', '34', '46', '48', '65', '66', '81', '82']],
  [['16', '17', '19', '23', '24', '33', '40', '47', '64', '79', '86', '87']],
  [['75', '77', '78', '91', '92', '93', '94', '95']],
  [['2A', '2B']],
])('no name leaves the map of %j, in another font either', (departments) => {
  const counts = Object.fromEntries(departments.map((code) => [code, 1_234]));
  const reach = reachOf(svgOf(spread(counts, departments)));
  expect(reach.length).toBeGreaterThanOrEqual(2 * departments.length);
  for (const [left, right] of reach) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(640);
  }
});
