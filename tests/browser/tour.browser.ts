import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import type { Player } from './support/window.ts';

/** How often time is skipped at most until something comes. */
const SKIPS = 30;

let window: OpenPage['window'];
let tour: Locator;

openPage((page) => {
  ({ window } = page);
  tour = window.page.getByRole('region', { name: 'Visite guidée' });
});

const atStep = (number: number) => tour.getByText(`Visite, étape ${number} sur 6`).waitFor();
/** Follows the tour to its next person, in front of what it leads to. */
async function lead(to: Player, heading: string, label = "M'y conduire"): Promise<void> {
  await tour.getByRole('button', { name: label }).click();
  await to.isAt(heading);
}

describe('the tour', () => {
  it('is taken from start to end, on both sides, and each step ticks itself off by what its person has done', async () => {
    await window.expectNoBarriers('tour-offered');
    await tour.getByRole('button', { name: /Commencer la visite/ }).click();
    await atStep(1);

    // Somebody else's proposal isn't Bruno's. On Discord what a form can't hold is asked in the next.
    const joris = await window.as('Joris', 'Discord').open('bot');
    await joris.type('/evenement proposer');
    await joris.form.waitFor();
    await window.expectNoBarriers('discord-form');
    const typed = {
      Titre: 'Café des langues',
      'Lieu et commune': 'Le Café des voisins, Laon',
      Contact: 'cafe@example.org',
    };
    await joris.fill({ ...typed, 'Date et heure': '21 novembre 10h', 'en une phrase': 'On y parle.' });
    await joris.submit();
    await joris.form.waitFor({ state: 'hidden' });
    await joris.press('Proposer');
    await joris.reads(/C.est proposé/);
    await atStep(1);
    await joris.press('Compléter la fiche');
    await joris.form.waitFor();
    await joris.fill({ Description: 'Pour petits et grands.' });
    await joris.submit();
    await joris.form.waitFor({ state: 'hidden' });
    await joris.press('Continuer');
    await joris.form.waitFor();
    await window.expectNoBarriers('discord-next-form');
    await window.page.keyboard.press('Escape');
    await joris.form.waitFor({ state: 'hidden' });

    const bruno = window.as('Bruno', 'Slack');
    await lead(bruno, 'Fil conducteur');
    await expect.poll(() => bruno.box.inputValue()).toBe('/evenement proposer');
    await bruno.box.press('Enter');
    await bruno.form.waitFor();
    const workshop = { Titre: 'Atelier vélo', 'Lieu et commune': 'Le Pignon, Soissons', Contact: 'velo@example.org' };
    const evening = /« (.+?) »/.exec((await tour.textContent()) ?? '')?.[1] ?? '';
    await bruno.fill({ ...workshop, 'Date et heure': evening, 'en une phrase': 'Réparez votre vélo.' });
    await bruno.submit();
    await bruno.form.waitFor({ state: 'hidden' });
    await bruno.press('Proposer');
    await atStep(2);

    const driss = window.as('Driss', 'Discord');
    await lead(driss, 'coordination');
    await driss.reads(/Atelier vélo/);
    await driss.press('Accepter', /Café des langues/);
    await driss.reads(/Café des langues/);
    await atStep(2);
    await window.picture('tour-overlap');
    await driss.press('Accepter', /Atelier vélo/);
    await atStep(3);

    await lead(bruno, 'Fil conducteur');
    await bruno.press("J'ai bien reçu le kit");
    await atStep(4);

    const nour = await window.as('Nour', 'Slack').open('annonces');
    await nour.press('Je viens');
    await lead(joris, 'annonces');
    await atStep(4);
    await joris.press('Je viens');
    await atStep(5);

    const camille = window.as('Camille', 'Slack');
    await lead(camille, 'coordination', 'Être Camille');
    const launch = camille.messages.getByRole('button', { name: 'Lancer le questionnaire' });
    for (let skips = 0; skips < SKIPS && (await launch.count()) === 0; skips += 1) {
      await window.skip(/Jusqu.à la prochaine nouvelle/);
    }
    await camille.press('Lancer le questionnaire');
    await camille.reads(/chaque structure qui participe/);
    await camille.press('Lancer le questionnaire');
    await camille.reads(/Le questionnaire est lancé/);
    const ada = window.as('Ada', 'Slack');
    await lead(ada, 'Fil conducteur', 'Être Ada');
    const asked = ada.messages.getByText('Question 1 sur 4');
    for (let skips = 0; skips < SKIPS && (await asked.count()) === 0; skips += 1) {
      await window.skip(/Jusqu.à la prochaine nouvelle/);
    }
    await ada.press('Oui');
    await ada.reads('Question 2 sur 4');
    await ada.type('environ 60');
    await ada.reads('Question 3 sur 4');
    await ada.press('Non');
    await ada.reads('Question 4 sur 4');
    await window.expectNoBarriers('tour-survey');
    await ada.press('Moitié-moitié');
    await atStep(6);

    await lead(camille, 'Fil conducteur');
    await expect.poll(() => camille.box.inputValue()).toBe('/bilan apercu');
    await atStep(6);
    await camille.box.press('Enter');
    await tour.getByText('Visite terminée').waitFor();
    await camille.reads(/Aperçu du bilan/);
    await window.expectNoBarriers('tour-done');

    // Taken again, it would speak of what has passed: that takes another trial.
    await tour.getByRole('button', { name: "Recommencer l'essai" }).click();
    await window.page.getByRole('dialog', { name: 'Recommencer' }).waitFor();
    await window.expectNoBarriers('asked-whether-sure');
    await window.page.getByRole('button', { name: 'Garder cet essai' }).click();
    expect(window.complaints).toEqual([]);
  });
});
