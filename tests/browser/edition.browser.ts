import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';

const PLAYED_MS = 1_800_000;

let trial: OpenPage['trial'];
let window: OpenPage['window'];

openPage((page) => {
  ({ trial, window } = page);
});

describe('the Month of 2008 in Picardie', () => {
  it('is played beside the trial, which stays usable, may be interrupted, and can then be read, with its bilan', {
    timeout: PLAYED_MS,
  }, async () => {
    const progress = window.page.getByRole('region', { name: /Préparation d.un autre essai/ });
    await window.beginAnew('Charger Picardie 2008');
    await progress.getByText(/Picardie 2008 se joue/).waitFor();
    await progress.getByRole('button', { name: 'Interrompre' }).click();
    await progress.waitFor({ state: 'hidden' });
    // Everything that was there before is still there.
    const nour = await window.as('Nour', 'Slack').open('organisateurs');
    await nour.reads(/Qui peut nous prêter une sono/);

    await window.beginAnew('Charger Picardie 2008');
    await progress.getByText(/Picardie 2008 se joue : \S/).waitFor({ timeout: PLAYED_MS });
    await window.expectNoBarriers('edition-loading');
    expect(await progress.getByRole('progressbar').getAttribute('max')).toMatch(/^\d+$/);
    await nour.open('organisateurs');
    await nour.type('Un mot pendant que 2008 se joue');
    await nour.reads('Un mot pendant que 2008 se joue');
    // There is always a sign: the seconds go on.
    const counted = () => progress.locator('#preparing-count').textContent();
    const before = await counted();
    await expect.poll(counted).not.toBe(before);

    await progress.waitFor({ state: 'hidden', timeout: PLAYED_MS });
    expect(await window.page.locator('#notice').textContent()).toBe('');
    await expect.poll(() => window.today()).toMatch(/2009$/);
    const camille = await window.as('Camille', 'Slack').open('annonces');
    await camille.reads(/2008/);
    await window.expectNoBarriers('edition-read');
    await (await window.as('Dominique', 'Discord').open('annonces')).reads(/2008/);
    await camille.open('bot');
    await camille.type('/bilan apercu');
    await camille.reads(/Aperçu du bilan · Mois de l.ESS 2008/);
    await window.expectNoBarriers('edition-bilan');
    // At the change a page may ask once more for the person whom it showed, who isn't there any more.
    const atChange = /409 .*\/api\/screen\?/;
    expect(window.complaints.filter((one) => !atChange.test(one))).toEqual([]);

    // It stays, as any trial does.
    await trial.stop();
    await trial.start();
    await expect.poll(() => window.today()).toMatch(/2009$/);
    await (await window.as('Camille', 'Slack').open('annonces')).reads(/2008/);
  });
});
