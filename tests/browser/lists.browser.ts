import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import { type Player, Window } from './support/window.ts';

let trial: OpenPage['trial'];
let window: OpenPage['window'];
let browser: OpenPage['browser'];
/** The same person in another window, where they go on meanwhile. */
let beside: Window | undefined;

openPage((page) => {
  ({ trial, window, browser } = page);
});

afterEach(async () => {
  await beside?.close();
  beside = undefined;
});

const sides = [
  ['Slack', 'Camille'],
  ['Discord', 'Driss'],
] as const;

/** Opens what composes an announcement: some of its lists take one choice, some several. */
async function compose(one: Player, text: string): Promise<void> {
  await one.type('/annonce diffuser');
  await one.form.waitFor();
  await one.fill({ 'Texte de l': text });
  await one.submit();
  await one.form.waitFor({ state: 'hidden' });
  await one.reads(text);
  await one.reads(/Annonce à diffuser/);
}

const listOfOne = (one: Player): Locator => one.messages.getByRole('combobox').last();
const chosenIn = (list: Locator) => list.locator('option:checked').textContent();
const hasFocus = (part: Locator): Promise<boolean> => part.evaluate((one) => one.matches(':focus'));
/** Returns whether the browser's own list of what can be chosen stands before one. */
const isPicking = (list: Locator): Promise<boolean> => list.evaluate((one) => one.matches(':open'));

describe.each(sides)('a list in a message, on %s', (platform, name) => {
  it('of one choice acts when something is chosen, and shows it once the message is drawn anew', async () => {
    const one = await window.as(name, platform).open('bot');
    await compose(one, 'Les affiches sont là.');
    const list = listOfOne(one);
    const chosen = () => chosenIn(list);
    expect(await chosen()).toBe('aucun rappel');
    await list.selectOption({ index: 2 });
    await expect.poll(chosen).toBe('un rappel au bout de 2 jours');
    // The page that is loaded again shows what the message says, not what was clicked.
    await window.page.reload();
    await expect.poll(chosen).toBe('un rappel au bout de 2 jours');
    // By keyboard, it opens first: passing over a choice isn't choosing it.
    await list.focus();
    await window.page.keyboard.press('ArrowUp');
    expect(await chosen()).toBe('un rappel au bout de 2 jours');
    await window.page.keyboard.press('ArrowUp');
    await window.page.keyboard.press('Enter');
    await expect.poll(chosen).toBe('aucun rappel');
    await window.page.reload();
    await expect.poll(chosen).toBe('aucun rappel');
  });

  it('of one choice stays open while other messages come and its own changes', async () => {
    const one = await window.as(name, platform).open('bot');
    await compose(one, 'Les programmes sont imprimés.');
    beside = await Window.open(browser, trial.url, { beside: window });
    const again = await beside.as(name, platform).open('bot');
    const list = listOfOne(one);
    await window.page.bringToFront();
    await list.click();
    expect(await isPicking(list)).toBe(true);
    await again.type('/mois');
    await expect.poll(() => one.messages.locator('li').last().textContent()).not.toContain('Annonce à diffuser');
    expect(await isPicking(list)).toBe(true);
    await again.tick(/Où l.envoyer/, /conversation par structure/);
    await one.reads(/une conversation par structure/);
    expect(await isPicking(list)).toBe(true);
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    await one.reads(/rappel au bout de/);
  });

  it('of several choices stays open while one ticks, whatever comes meanwhile, and acts when it is closed', async () => {
    const one = await window.as(name, platform).open('bot');
    await compose(one, 'Les affiches se retirent à Amiens.');
    beside = await Window.open(browser, trial.url, { beside: window });
    const again = await beside.as(name, platform).open('bot');
    const { keyboard } = window.page;
    const list = one.several(/Où l.envoyer/);
    const isOpen = () => list.evaluate((folded) => folded.matches('[open]'));
    const before = await one.ticked(/Où l.envoyer/);
    await list.locator('summary').focus();
    await keyboard.press('Enter');
    expect(await isOpen()).toBe(true);
    // Neither platform has a button by which what is ticked is sent.
    expect(await list.getByRole('button').count()).toBe(0);

    // Another message comes before anything is ticked.
    await again.type('/mois');
    await expect.poll(() => one.messages.locator('li').last().textContent()).not.toContain('Annonce à diffuser');
    expect([await isOpen(), await hasFocus(list.locator('summary'))]).toEqual([true, true]);
    await keyboard.press('Tab');
    const box = list.getByLabel(/conversation par structure/);
    for (let tabs = 0; tabs < 10 && !(await hasFocus(box)); tabs += 1) await keyboard.press('Tab');
    await keyboard.press('Space');
    expect(await one.ticked(/Où l.envoyer/)).toHaveLength(before.length + 1);

    // The message itself is drawn anew.
    await listOfOne(again).selectOption({ index: 2 });
    await one.reads(/un rappel au bout de 2 jours/);
    expect([await isOpen(), await hasFocus(box)]).toEqual([true, true]);
    expect(await one.ticked(/Où l.envoyer/)).toHaveLength(before.length + 1);
    // Nothing is chosen yet.
    await again.reads(/un rappel au bout de 2 jours/);
    expect(await again.ticked(/Où l.envoyer/)).toEqual(before);
    await window.expectNoBarriers(`ticking-${platform}`);

    await keyboard.press('Escape');
    // The message is drawn anew once the choice has acted, and the focus comes back with it.
    await expect.poll(async () => [await isOpen(), await hasFocus(list.locator('summary'))]).toEqual([false, true]);
    await again.reads(/une conversation par structure/);
    await expect.poll(() => again.ticked(/Où l.envoyer/)).toHaveLength(before.length + 1);
  });

  it('of several choices is closed by a press below it, which counts', async () => {
    const one = await window.as(name, platform).open('bot');
    await compose(one, 'Les affiches se retirent à Creil.');
    const list = one.several(/Où l.envoyer/);
    await list.locator('summary').click();
    await list.getByLabel(/conversation par structure/).check();
    // The messages above the list can be read: it takes its room from those below.
    await one.messages.evaluate((all) => all.scrollBy(0, -120));
    await one.press('Modifier le texte');
    await one.form.waitFor();
    expect(await list.evaluate((folded) => folded.matches('[open]'))).toBe(false);
    await window.page.keyboard.press('Escape');
    await one.reads(/une conversation par structure/);
    expect(window.complaints).toEqual([]);
  });

  it('of several choices is closed, and acts, when one goes on elsewhere', async () => {
    const one = await window.as(name, platform).open('bot');
    await compose(one, 'Les affiches se retirent à Laon.');
    const list = one.several(/Où l.envoyer/);
    const isOpen = () => list.evaluate((folded) => folded.matches('[open]'));
    const before = await one.ticked(/Où l.envoyer/);
    await list.locator('summary').click();
    // On the words, not on the box.
    await list.locator('label', { hasText: /conversation par structure/ }).click({ position: { x: 60, y: 8 } });
    await one.box.click();
    await expect.poll(isOpen).toBe(false);
    await one.reads(/une conversation par structure/);
    // By keyboard, past its last box.
    await list.locator('summary').focus();
    await window.page.keyboard.press('Enter');
    await list.getByRole('checkbox').last().focus();
    await window.page.keyboard.press('Tab');
    await expect.poll(isOpen).toBe(false);
    expect(await one.ticked(/Où l.envoyer/)).toHaveLength(before.length + 1);
    // To another place, too.
    await list.locator('summary').click();
    await list.getByLabel(/conversation par structure/).uncheck();
    await one.open('annonces');
    await one.open('bot');
    await expect.poll(() => one.ticked(/Où l.envoyer/)).toEqual(before);
    expect(await isOpen()).toBe(false);
    expect(window.complaints).toEqual([]);
  });
});
