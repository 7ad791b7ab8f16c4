import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import { Window } from './support/window.ts';

/** How much a page may fetch before one does anything. */
const LIGHT_BYTES = 200_000;

let trial: OpenPage['trial'];
let browser: OpenPage['browser'];
let french: OpenPage['window'];
let opened: Window[] = [];

openPage((page) => {
  ({ trial, browser, window: french } = page);
});

afterEach(async () => {
  for (const window of opened) await window.close();
  opened = [];
});

/** Opens the page in a browser of somebody who reads English. */
async function inEnglish(locale = 'en-GB', beside?: Window): Promise<Window> {
  const window = await Window.open(browser, trial.url, { locale, ...(beside ? { beside } : {}) });
  opened.push(window);
  return window;
}

const languageOf = ({ page }: Window) => page.evaluate<string>('document.documentElement.lang');
/** The language that words on the page are marked as. */
const markedAs = (words: Locator) => words.locator('xpath=ancestor-or-self::*[@lang][1]').getAttribute('lang');
/** All that the frame says: what stands around the platforms. */
const frameOf = async ({ page }: Window) =>
  `${await page.title()} ${await page.locator('body > header').textContent()} ${await page.locator('#tour').textContent()}`;
/** Presses the switch by the keyboard, and waits for the page in that language. */
async function turnTo(window: Window, name: 'Français' | 'English'): Promise<void> {
  await window.page.getByRole('button', { name, exact: true }).focus();
  await window.page.keyboard.press('Enter');
  await expect.poll(() => languageOf(window).catch(() => '')).toBe(name === 'English' ? 'en' : 'fr');
}

describe('in an English browser', () => {
  it('the page is English, as light, and without barriers: one begins as those who have their platforms in English', async () => {
    const window = await inEnglish();
    expect(window.bytes).toBeLessThan(LIGHT_BYTES);
    expect(await languageOf(window)).toBe('en');
    await expect.poll(() => frameOf(window)).toMatch(/^Fil conducteur: a trial .*Begin the tour \(6 steps\)/s);
    expect(await frameOf(window)).not.toMatch(/\b(?:le|la|les|est|vous|de|avancer|octobre|Pannes|Essai)\b/);
    for (const [name, platform] of [
      ['Emily', 'Slack'],
      ['Tom', 'Discord'],
    ] as const) {
      const one = window.as(name, platform);
      expect(await window.isShown(name, platform)).toBe(true);
      expect(await one.pane.getAttribute('lang')).toBe('en');
      expect(await one.pane.locator('.who').textContent()).toContain('Has just arrived.');
      await one.pane.getByLabel('Message, or a command beginning with /').waitFor();
      // The bot answers them in English, among what the region says in French.
      await one.open('organisateurs');
      await one.reads(/Qui peut nous prêter/);
      expect(await markedAs(one.messages.getByText(/Qui peut nous prêter/))).toBe('fr');
      await one.type('/mois');
      await one.reads(new RegExp(`Hello ${name}`));
      await one.reads(/Only visible to you/);
      const answer = one.messages.locator('.only-you .text').last();
      expect(await markedAs(answer)).toBe('en');
      expect(await answer.textContent()).not.toMatch(/\b(?:vous|votre|les)\b/);
    }
    await window.expectNoBarriers('english');
    await window.page.locator('#faults summary').click();
    await window.page.getByRole('button', { name: 'Kill the bot' }).waitFor();
    await window.expectNoBarriers('english-faults');
    await window.page.keyboard.press('Escape');
    await window.page.locator('#beginnings summary').click();
    await window.page.getByRole('button', { name: 'Begin anew' }).click();
    await window.page
      .getByRole('dialog', { name: 'Begin anew' })
      .getByText('What you have done in it will be lost.')
      .waitFor();
    await window.expectNoBarriers('english-asked-whether-sure');
    await window.page.getByRole('button', { name: 'Keep this trial' }).click();
    expect(window.complaints).toEqual([]);
  });

  it('a pane is in the language of whoever is in it, and what the page says of them in English', async () => {
    const window = await inEnglish('en-US');
    const bruno = await window.as('Bruno', 'Slack').open('bot');
    expect(await bruno.pane.getAttribute('lang')).toBe('fr');
    expect(await bruno.pane.locator('.who').getAttribute('lang')).toBe('en');
    expect(await bruno.pane.locator('.who').textContent()).toContain('Repairs bicycles');
    await bruno.pane.getByLabel('Message, ou commande commençant par /').waitFor();
    await bruno.type('/evenement proposer');
    await bruno.form.getByRole('button', { name: 'Fermer sans envoyer' }).waitFor();
    await window.expectNoBarriers('english-around-french');
    await window.page.keyboard.press('Escape');
    await bruno.form.waitFor({ state: 'hidden' });
    const emily = await window.as('Emily', 'Slack').open('bot');
    await emily.pane.getByLabel('Message, or a command beginning with /').waitFor();
    await emily.type('/evenement proposer');
    await emily.pane
      .getByText(/organisation/)
      .last()
      .waitFor();
    expect(window.complaints).toEqual([]);
  });

  it('what the trial refuses, and what it tells of time and faults, is English', async () => {
    const window = await inEnglish();
    await window.openClock();
    await window.page.getByRole('button', { name: 'One day later' }).click();
    await expect
      .poll(() => window.page.locator('#passed').textContent())
      .toMatch(/^\w+day \d+ October: (nothing new\.|news for )/);
    await expect.poll(() => window.now()).toMatch(/^\w+day \d+ October \d{4}, \d+:\d\d$/);
    await window.page.locator('#faults summary').click();
    const cutting = window.page
      .getByRole('group', { name: 'Slack' })
      .getByRole('button', { name: 'Lose the next answer' });
    await cutting.click();
    await window.page
      .locator('#faults-offered li')
      .getByText('The next answer of Slack to the bot will be lost')
      .waitFor();
    await cutting.click();
    await window.page.getByText('This fault is waiting already: the bot has to write something.').waitFor();
    expect(window.complaints.filter((line) => !line.includes('409'))).toEqual([]);
  });
});

describe('the switch', () => {
  it('turns the page to the other language, which stays when it is loaded again or opened beside', async () => {
    const window = await inEnglish();
    const emily = await window.as('Emily', 'Slack').open('annonces');
    await emily.box.pressSequentially('A draft');
    await turnTo(window, 'Français');
    await expect.poll(() => frameOf(window)).toMatch(/^Fil conducteur à l'essai .*Commencer la visite \(6 étapes\)/s);
    // One goes on where one was.
    await emily.isAt('#annonces');
    expect(await emily.box.inputValue()).toBe('A draft');
    expect(await emily.pane.getAttribute('lang')).toBe('en');
    await window.expectNoBarriers('french-around-english');
    await window.page.reload();
    await emily.isAt('#annonces');
    expect(await languageOf(window)).toBe('fr');
    expect(await languageOf(await inEnglish('en-GB', window))).toBe('fr');
    await turnTo(window, 'English');
    expect(await frameOf(window)).toContain('Begin the tour');
    expect(window.complaints).toEqual([]);
  });

  it('is there in a French browser, whose page is French until one presses it', async () => {
    expect(await languageOf(french)).toBe('fr');
    expect(await french.isShown('Ada', 'Slack')).toBe(true);
    await turnTo(french, 'English');
    await french.page.reload();
    // The page learns its language once its script runs.
    await expect.poll(() => languageOf(french).catch(() => '')).toBe('en');
    // Ada has her Slack in French all the same.
    await french.as('Ada', 'Slack').pane.getByLabel('Message, ou commande commençant par /').waitFor();
    await turnTo(french, 'Français');
    expect(french.complaints).toEqual([]);
  });
});

describe('a narrow window', () => {
  it('shows the English page, and nothing runs over its edge', async () => {
    const narrow = await Window.open(browser, trial.url, { locale: 'en-GB', width: 360, height: 740, dark: true });
    opened.push(narrow);
    const tom = await narrow.as('Tom', 'Discord').open('organisateurs');
    await tom.reads(/Qui peut nous prêter/);
    await narrow.expectNoBarriers('small-and-dark-english');
    expect(await narrow.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
