import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';

let window: OpenPage['window'];

openPage((page) => {
  ({ window } = page);
});

/** In what composes an announcement, one list takes one choice. */
describe('a list in a message', () => {
  it('of one choice acts when something is chosen, and shows it once the message is drawn anew', async () => {
    const one = await window.as('Camille', 'Slack').open('bot');
    await one.type('/annonce diffuser');
    await one.form.waitFor();
    await one.fill({ 'Texte de l': 'Les affiches sont là.' });
    await one.submit();
    await one.reads(/Annonce à diffuser/);
    const list = one.messages.getByRole('combobox').last();
    const chosen = () => list.locator('option:checked').textContent();
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
});
