import { expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import { outOfSight } from './support/out-of-sight.ts';

let window: OpenPage['window'];

openPage((page) => {
  ({ window } = page);
});

it('the answer to a gesture on a message stays in view, whatever else changes because of it', async () => {
  const ines = await window.as('Inès', 'Discord').open('bot');
  const driss = await window.as('Driss', 'Discord').open('coordination');
  const older = driss.messages.getByRole('listitem').filter({ hasText: 'Café-débat' }).first();
  const when = /Quand\s*(.+?)\s*Où/s.exec((await older.textContent()) ?? '')?.[1] ?? '';
  await ines.open('bot');
  await ines.type('/evenement proposer');
  await ines.form.waitFor();
  await ines.fill({
    Titre: 'Un bal au même moment',
    'Date et heure': when,
    'Lieu et commune': 'Laon',
    'L’événement en une phrase': 'On danse.',
    Contact: 'Inès',
  });
  await ines.submit();
  await ines.press('Proposer');
  await driss.open('coordination');
  await older.filter({ hasText: 'Un bal au même moment' }).waitFor();
  await driss.press('Refuser', /On danse/);
  await driss.form.waitFor();
  await driss.fill({ Motif: 'Un autre jour, peut-être.' });
  await driss.submit();
  await older.filter({ hasNotText: 'Un bal au même moment' }).waitFor();
  const answer = driss.messages.locator('.fresh').last();
  await expect.poll(() => answer.textContent()).toMatch(/n’est pas retenu|refusé/);
  await expect.poll(() => outOfSight(answer, driss.messages)).toBeLessThanOrEqual(1);
  expect(await older.getAttribute('class')).not.toContain('fresh');
});
