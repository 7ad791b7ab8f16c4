import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';

let window: OpenPage['window'];

openPage((page) => {
  ({ window } = page);
});

/** A coordinator of each platform composes an announcement, in which one list takes one choice and another several. */
describe.each([
  ['Slack', 'Camille'],
  ['Discord', 'Driss'],
] as const)('a list in a message, on %s', (platform, name) => {
  it('of one choice acts when something is chosen, and shows it once the message is drawn anew', async () => {
    const one = await window.as(name, platform).open('bot');
    await one.type('/annonce diffuser');
    await one.form.waitFor();
    await one.fill({ 'Texte de l': `Les affiches sont là, sur ${platform}.` });
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

  it('of several, that is open, keeps its ticks when the message is drawn anew, and acts once it is closed', async () => {
    const one = await window.as(name, platform).open('bot');
    const folded = one.messages.locator('details.several').last();
    const ticks = () => folded.locator('label:has(:checked)').allTextContents();
    await folded.locator('summary').focus();
    await window.page.keyboard.press('Enter');
    const before = (await ticks()).length;
    const boxes = folded.getByRole('checkbox', { checked: false });
    await boxes.first().focus();
    await window.page.keyboard.press('Space');
    await expect.poll(async () => (await ticks()).length).toBe(before + 1);
    const ticked = await ticks();
    // The other list changes the message, which is drawn anew.
    const other = one.messages.getByRole('combobox').last();
    await other.selectOption({ index: 2 });
    await expect.poll(() => other.locator('option:checked').textContent()).toBe('un rappel au bout de 2 jours');
    await one.reads(/un rappel au bout de 2 jours/);
    expect(await folded.getAttribute('open')).not.toBe(null);
    expect(await ticks()).toEqual(ticked);
    await window.page.keyboard.press('Escape');
    await expect.poll(() => folded.getAttribute('open')).toBe(null);
    await window.page.reload();
    await expect.poll(ticks).toEqual(ticked);
    expect(window.complaints).toEqual([]);
  });
});
