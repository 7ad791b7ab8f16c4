import { expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';

let window: OpenPage['window'];

openPage((page) => {
  ({ window } = page);
});

it('time that is skipped stops where the launch of the survey is asked for, and leads on to the day that was meant', async () => {
  const { page } = window;
  await window.openClock();
  await page.getByRole('button', { name: /Le lendemain du Mois/ }).click();
  await page.getByText(/le temps passe, jusqu.au .*1er décembre/).waitFor();
  const told = page.getByRole('status').filter({ hasText: 'arrêt en chemin' });
  await told.waitFor();
  expect(await told.textContent()).toContain('le bot demande une décision');
  await window.expectNoBarriers('stopped-on-the-way');
  const stoppedOn = await window.today();
  expect(await told.textContent()).toContain(stoppedOn.replace(/ \d{4}$/, ''));
  await told.getByRole('button', { name: '#coordination, sur Slack' }).click();
  await window.as('Camille', 'Slack').isAt('coordination');
  await window.as('Camille', 'Slack').reads(/Le questionnaire n.est pas encore lancé/);

  // Also from the menu, once what was told is gone.
  await window.skip(/Continuer jusqu'au .*1er décembre/);
  expect(await window.today()).toMatch(/1er décembre/);
  expect(await told.count()).toBe(0);
  expect(window.complaints).toEqual([]);
});
