import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect, type Exhibit } from '../../scripts/gallery/collect.ts';
import { galleryHtml } from '../../scripts/gallery/html.ts';
import type { SeenBlock } from '../../src/playground/local-platform.ts';
import { barriersIn, startChromium } from './support/window.ts';

const folder = mkdtempSync(join(tmpdir(), 'fil-gallery-'));
const file = join(folder, 'gallery.html');
let exhibits: readonly Exhibit[];
let browser: Browser;

beforeAll(async () => {
  exhibits = await collect(
    () => {},
    ({ locale }) => locale === 'fr',
  );
  writeFileSync(file, await galleryHtml(exhibits));
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The element by which the page shows each part of a message or form, by what the part is. */
const ELEMENTS: Readonly<Record<string, string>> = {
  heading: '.content h3',
  text: '.content .text:not(.small)',
  small: '.content .text.small',
  code: '.content pre',
  table: '.content table',
  card: '.content .card',
  image: '.content img',
  divider: '.content hr',
  button: '.content button.control',
  link: '.content a.button',
  'list of one': '.content .choice select',
  'list of several': '.content details.several',
  'field text': '.dialog .field input[type=text]',
  'field longText': '.dialog .field textarea',
  'field moment': '.dialog .field :is([type=date], [type=time], [type=datetime-local])',
  'field file': '.dialog .field input[type=file]',
  'field choice': '.dialog .field select',
  'field choices': '.dialog fieldset',
};

/** Lists the parts of blocks by what they are. */
function partsOf(blocks: readonly SeenBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'card') return ['card', ...partsOf(block.blocks)];
    if (block.kind !== 'controls') return [block.kind];
    return block.controls.map((one) => {
      if (one.kind !== 'select') return one.kind;
      return one.max > 1 ? 'list of several' : 'list of one';
    });
  });
}

function partsOfExhibit({ slack, discord }: Exhibit): readonly string[] {
  return [slack, discord].flatMap(({ messages = [], forms = [] }) => [
    ...messages.flatMap(({ blocks }) => partsOf(blocks)),
    ...forms.flatMap(({ fields }) =>
      // People and channels are chosen from a list, as anything else.
      fields.map(({ kind }) => `field ${['person', 'channel'].includes(kind) ? 'choice' : kind}`),
    ),
  ]);
}

const counted = (parts: readonly string[]) =>
  Object.fromEntries(Object.keys(ELEMENTS).map((part) => [part, parts.filter((one) => one === part).length]));

describe('all that the bot says and asks', () => {
  it('is drawn by the page, each part as what it is, on both platforms, without barriers, and asks for nothing', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (line) => complaints.push(`${line.text()} ${line.location().url}`));
    page.on('pageerror', (error) => complaints.push(String(error)));
    const used = new Set<string>();
    for (const feature of new Set(exhibits.map((one) => one.feature))) {
      await page.goto(`${pathToFileURL(file)}#${feature}/fr`);
      await page.reload();
      const parts = exhibits.filter((one) => one.feature === feature).flatMap(partsOfExhibit);
      for (const part of parts) used.add(part);
      const drawn = await page.evaluate<Record<string, number>>(
        `Object.fromEntries(Object.entries(${JSON.stringify(ELEMENTS)})
          .map(([part, selector]) => [part, document.querySelectorAll(selector).length]))`,
      );
      expect([feature, drawn]).toEqual([feature, counted(parts)]);
      expect(await page.evaluate('[...document.images].filter((one) => one.naturalWidth === 0).length')).toBe(0);
      expect([feature, await barriersIn(page)]).toEqual([feature, []]);
    }
    // Nothing is used that isn't named here, and the other way round.
    expect([...used].toSorted()).toEqual(Object.keys(ELEMENTS).toSorted());
    expect(complaints).toEqual([]);
  });
});
