import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import type { Player } from './support/window.ts';

let window: OpenPage['window'];

openPage((page) => {
  ({ window } = page);
});

/** One person on each platform, and another there. */
const sides = [
  ['Slack', 'Ada', 'Bruno'],
  ['Discord', 'Inès', 'Joris'],
] as const;

describe.each(sides)('the browser’s buttons, on %s', (platform, name, other) => {
  it('lead back and forward through the places and people that were in front, and the other side stays', async () => {
    const { page } = window;
    const beside = await window
      .as(platform === 'Slack' ? 'Driss' : 'Camille', platform === 'Slack' ? 'Discord' : 'Slack')
      .open('organisateurs');
    const one = await window.as(name, platform).open('annonces');
    await one.open('organisateurs');
    await one.open('bot');
    await page.goBack();
    await one.isAt('#organisateurs');
    await page.goBack();
    await one.isAt('#annonces');
    await one.reads(/Portes ouvertes aux Jardins/);
    await beside.isAt('#organisateurs');
    await page.goForward();
    await one.isAt('#organisateurs');
    // A place that is opened from there stands before what was ahead.
    await (await window.as(other, platform).open('annonces')).isAt('#annonces');
    await page.goBack();
    await page.goBack();
    await one.isAt('#organisateurs');
    await page.goForward();
    await page.goForward();
    await window.as(other, platform).isAt('#annonces');
    expect(page.url()).toContain('/essai');
    expect(window.complaints).toEqual([]);
  });

  it('still do so once the page was loaded again, and from a thread', async () => {
    const { page } = window;
    const one: Player = await window.as(name, platform).open('annonces');
    await one.open('organisateurs');
    await page.reload();
    await one.isAt('#organisateurs');
    await page.goBack();
    await one.isAt('#annonces');
    await one.reads(/Portes ouvertes aux Jardins/);
    if (platform === 'Discord') return;
    await one.press('Répondre dans un fil');
    await one.isAt('Fil dans #annonces');
    await page.goBack();
    await one.isAt('#annonces');
    await page.goForward();
    await one.isAt('Fil dans #annonces');
  });
});
