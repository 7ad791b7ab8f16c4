import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import { Window } from './support/window.ts';

/** How much a page may fetch before one does anything. */
const LIGHT_BYTES = 200_000;
/** A picture of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let trial: OpenPage['trial'];
let window: OpenPage['window'];
let browser: OpenPage['browser'];

openPage((page) => {
  ({ trial, window, browser } = page);
});

describe('the page as one comes to it', () => {
  it('is light, asks no other host, and says nothing on the console', async () => {
    await (await window.as('Ada', 'Slack').open('organisateurs')).reads(/Qui peut nous prêter/);
    expect([...window.hosts]).toEqual([`127.0.0.1:${trial.port}`]);
    expect(window.bytes).toBeGreaterThan(10_000);
    expect(window.bytes).toBeLessThan(LIGHT_BYTES);
    expect(window.complaints).toEqual([]);
  });
});

describe('what one does in it', () => {
  it('a form whose answers are wrong keeps all that was typed, then leads to the next', async () => {
    const bruno = await window.as('Bruno', 'Slack').open('bot');
    await bruno.type('/evenement proposer');
    await bruno.form.waitFor();
    await window.expectNoBarriers('form');
    const typed = { Titre: 'Atelier vélo', 'Lieu et commune': 'Le Pignon, Soissons', Contact: 'velo@example.org' };
    await bruno.fill({ ...typed, 'Date et heure': 'le 45 brumaire', 'en une phrase': 'Réparez votre vélo.' });
    await bruno.submit();
    await bruno.form.locator('.error').first().waitFor();
    await window.expectNoBarriers('form-with-errors');
    for (const [label, value] of Object.entries(typed)) {
      expect(await bruno.form.getByLabel(label).inputValue()).toBe(value);
    }
    await bruno.fill({ 'Date et heure': '20 novembre 14h' });
    await bruno.submit();
    await bruno.form.waitFor({ state: 'hidden' });
    await bruno.reads(/Atelier vélo/);
    await bruno.press('Proposer');
    await bruno.reads(/C.est proposé/);
    // The rest is asked in a second form, which takes a picture.
    await bruno.press('Compléter la fiche');
    await bruno.form.waitFor();
    await bruno.fill({ Description: 'Pour petits et grands.', Prix: 'gratuit' });
    await bruno.form
      .locator('input[type=file]')
      .setInputFiles({ name: 'velo.png', mimeType: 'image/png', buffer: PICTURE });
    await bruno.submit();
    await bruno.form.waitFor({ state: 'hidden' });
    await bruno.reads(/Pour petits et grands/);
  });

  it('a file that one attaches can be fetched on the other platform', async () => {
    const nour = await window.as('Nour', 'Slack').open('organisateurs');
    await nour.attach('plan.txt', 'text/plain', Buffer.from('Le plan de la salle'));
    await nour.type('Voici le plan');
    const ines = await window.as('Inès', 'Discord').open('organisateurs');
    await ines.reads(/Voici le plan/);
    await ines.messages.getByRole('link', { name: /plan\.txt/ }).waitFor();
  });

  it('the boxes that are ticked in the composer of an announcement stay ticked', async () => {
    const camille = await window.as('Camille', 'Slack').open('bot');
    await camille.type('/annonce diffuser');
    await camille.form.waitFor();
    await camille.fill({ 'Texte de l': 'Les affiches sont arrivées.' });
    await camille.submit();
    await camille.reads(/Annonce à diffuser/);
    await camille.tick(/Où l.envoyer/, /conversation par structure/);
    await expect.poll(() => camille.ticked(/Où l.envoyer/)).toHaveLength(2);
    await camille.reads(/une conversation par structure/);
    await window.expectNoBarriers('composer');
    await camille.press('Diffuser maintenant');
    const ada = await window.as('Ada', 'Slack').open('annonces');
    await ada.reads(/Les affiches sont arrivées/);
  });

  it('the clock moves for all, and says who has news', async () => {
    const before = await window.now();
    await window.openClock();
    await window.expectNoBarriers('clock');
    await window.closeMenus();
    await window.skip(/Jusqu.à la prochaine nouvelle/);
    // The next news may come on the same day.
    expect(await window.now()).not.toBe(before);
    await window.page.getByText(/du nouveau pour/).waitFor();
    await window.expectNoBarriers('news');
  });

  it('two windows are two people', async () => {
    const other = await Window.open(browser, trial.url, { beside: window });
    const nour = await window.as('Nour', 'Slack').open('organisateurs');
    const ines = await other.as('Inès', 'Discord').open('organisateurs');
    await nour.type('Un mot d’une fenêtre à l’autre');
    await ines.reads('Un mot d’une fenêtre à l’autre');
    await ines.type('Bien reçu dans la mienne');
    await nour.reads('Bien reçu dans la mienne');
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  it.each([
    // On Slack an app's commands are single words.
    ['Slack', 'Bruno', '/evenem', '/evenement', 'proposer', 'Fête du vélo'],
    ['Discord', 'Joris', '/evenement prop', '/evenement proposer', '', 'Café des langues'],
  ] as const)(
    'everything is done by keyboard on %s: a command is chosen, its form filled and sent',
    async (...given) => {
      const [platform, name, typed, command, rest, title] = given;
      const one = await window.as(name, platform).open('bot');
      const { keyboard } = window.page;
      await one.box.focus();
      await keyboard.type(typed);
      await one.pane.getByRole('option', { name: command }).waitFor();
      await keyboard.press('Tab');
      expect((await one.box.inputValue()).trim()).toBe(command);
      await keyboard.type(rest);
      await keyboard.press('Escape');
      await keyboard.press('Enter');
      await one.form.waitFor();
      const lines = { Titre: title, 'Date et heure': '21 novembre 10h', 'Lieu et commune': 'Café des voisins, Laon' };
      const whole = { ...lines, 'en une phrase': 'On y parle.', Contact: 'laon@example.org' };
      // A date that is picked, on Slack alone, has parts of its own between the fields.
      const tabTo = async (part: Locator) => {
        const isThere = () => part.evaluate((it) => it.matches(':focus'));
        for (let tabs = 0; tabs < 12 && !(await isThere()); tabs += 1) await keyboard.press('Tab');
        expect(await isThere()).toBe(true);
      };
      for (const [label, line] of Object.entries(whole)) {
        await tabTo(one.form.getByLabel(label).first());
        await keyboard.type(line);
      }
      await tabTo(one.form.locator('button[type=submit]'));
      await keyboard.press('Enter');
      await one.form.waitFor({ state: 'hidden' });
      await one.reads(title);
      // Back in the box, where one goes on.
      expect(await window.page.evaluate('document.activeElement.id')).toBe(`${platform.toLowerCase()}-typed`);
    },
  );

  it('the app’s home, the channels and a thread have no barriers', async () => {
    const nour = await window.as('Nour', 'Slack').open('bot');
    await nour.pane.getByRole('button', { name: 'Accueil' }).click();
    await nour.pane
      .getByRole('region', { name: /Accueil/ })
      .getByRole('button')
      .first()
      .waitFor();
    await window.expectNoBarriers('home');
    await nour.pane.getByRole('button', { name: 'Messages', exact: true }).click();
    await nour.type('/mois');
    await nour.reads(/./);
    await window.expectNoBarriers('bot');
    for (const place of ['organisateurs', 'annonces']) {
      await nour.open(place);
      await window.expectNoBarriers(place);
    }
    await nour.press('Répondre dans un fil');
    await nour.pane.getByRole('button', { name: /Revenir au salon/ }).waitFor();
    await window.expectNoBarriers('thread');
    expect(window.complaints).toEqual([]);
  });
});

/** The features by which each platform is recognised: the part, the property, and its value on each. */
const looks: readonly (readonly [part: string, property: string, slack: string, discord: string])[] = [
  ['.portrait', 'width', '36px', '40px'],
  ['.portrait', 'border-radius', '8px', '50%'],
  ['.content .text', 'font-size', '15px', '16px'],
  ['.content .text', 'line-height', '22.0005px', '22px'],
  ['.author strong', 'font-weight', '900', '500'],
  ['button.control', 'min-height', '28px', '32px'],
  ['button.control.primary', 'background-color', 'rgb(0, 122, 90)', 'rgb(88, 101, 242)'],
  ['nav', 'background-color', 'rgb(74, 21, 75)', 'rgb(43, 45, 49)'],
  ['nav [aria-current]', 'background-color', 'rgb(17, 100, 163)', 'rgb(64, 66, 73)'],
  ['.messages', 'background-color', 'rgb(255, 255, 255)', 'rgb(49, 51, 56)'],
];

const sides = ['Slack', 'Discord'] as const;

describe('the two platforms', () => {
  it('are recognised at a glance, by their measures and colours', async () => {
    const camille = await window.as('Camille', 'Slack').open('coordination');
    const driss = await window.as('Driss', 'Discord').open('coordination');
    for (const one of [camille, driss]) await one.reads(/Café-débat/);
    await window.picture('coordination-on-both');
    for (const [part, property, ...expected] of looks) {
      const measured = await Promise.all(sides.map((side) => window.looks(side, part, property)));
      expect([part, property, ...measured]).toEqual([part, property, ...expected]);
    }
  });
});

describe.each([
  ['small', { width: 360, height: 740 }],
  ['dark', { dark: true }],
  ['small-and-dark', { width: 360, height: 740, dark: true }],
] as const)('a window that is %s', (name, options) => {
  it('shows all there is, and nothing runs over its edge', async () => {
    const narrow = await Window.open(browser, trial.url, options);
    const camille = await narrow.as('Camille', 'Slack').open('coordination');
    await camille.reads(/./);
    await narrow.expectNoBarriers(`${name}-coordination`);
    await narrow.openMenu('Pannes');
    await narrow.expectNoBarriers(`${name}-faults`);
    expect(await narrow.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await narrow.closeMenus();
    await narrow.openMenu('Essai');
    await narrow.expectNoBarriers(`${name}-beginnings`);
    await narrow.closeMenus();
    await camille.open('bot');
    await camille.type('/reunion programmer');
    await camille.form.waitFor();
    await narrow.expectNoBarriers(`${name}-form`);
    expect(await narrow.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await narrow.page.keyboard.press('Escape');
    await camille.form.waitFor({ state: 'hidden' });
    expect(narrow.complaints).toEqual([]);
    await narrow.close();
  });
});
