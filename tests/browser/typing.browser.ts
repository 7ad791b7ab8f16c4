import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import type { Player } from './support/window.ts';

let window: OpenPage['window'];

openPage((page) => {
  ({ window } = page);
});

/** On Slack an app's commands are single words; on Discord they go on. */
const sides = [
  ['Slack', 'Bruno', '/evenem', '/evenement', 'proposer'],
  ['Discord', 'Joris', '/evenement prop', '/evenement proposer', ''],
] as const;

const offeredTo = (one: Player) => one.pane.getByRole('listbox', { name: 'Propositions' }).getByRole('option');
const focused = () => window.page.evaluate<string>('document.activeElement.id');

describe.each(sides)('a suggestion, on %s', (platform, name, typed, command, rest) => {
  const starting = async (): Promise<Player> => {
    const one = await window.as(name, platform).open('bot');
    await one.box.fill('');
    await one.box.pressSequentially(typed);
    return one;
  };
  /** Sends what is chosen now, which opens its form, and closes that. */
  const sends = async (one: Player): Promise<void> => {
    expect(await one.box.inputValue()).toBe(`${command} `);
    expect(await focused()).toBe(`${platform.toLowerCase()}-typed`);
    await window.page.keyboard.type(rest);
    await window.page.keyboard.press('Enter');
    await one.form.waitFor();
    await window.page.keyboard.press('Escape');
    await one.form.waitFor({ state: 'hidden' });
    expect(await one.box.inputValue()).toBe('');
  };

  it.each(['Enter', 'Tab'])('is chosen by %s, the first without an arrow, and one goes on typing', async (key) => {
    const one = await starting();
    const first = offeredTo(one).first();
    expect(await first.getAttribute('aria-selected')).toBe('true');
    expect(await one.box.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
    await window.expectNoBarriers(`suggestions-${platform}`);
    await window.page.keyboard.press(key);
    await sends(one);
  });

  it('is chosen by a click, and one goes on typing', async () => {
    const one = await starting();
    await offeredTo(one).filter({ hasText: command }).first().click();
    await sends(one);
  });

  it('is chosen by Enter also when the key follows at once', async () => {
    const one = await window.as(name, platform).open('bot');
    await one.box.fill(typed);
    await one.box.press('Enter');
    await sends(one);
  });

  it('lets a command that is written out be sent by Enter, whatever is offered', async () => {
    const one = await window.as(name, platform).open('bot');
    await one.box.fill(rest === '' ? command : `${command} ${rest}`);
    await one.box.press('Enter');
    await one.form.waitFor();
    await window.page.keyboard.press('Escape');
    await one.form.waitFor({ state: 'hidden' });
    await one.type('/mois');
    await one.reads(/./);
  });

  it('is dismissed by Escape: then Tab goes on to what follows, and Enter sends what stands there', async () => {
    const one = await starting();
    await offeredTo(one).first().waitFor();
    await window.page.keyboard.press('Escape');
    expect(await offeredTo(one).count()).toBe(0);
    await window.page.keyboard.press('Tab');
    expect(await focused()).toBe(`${platform.toLowerCase()}-attached`);
    expect(await one.box.inputValue()).toBe(typed);
    // Nothing is offered for a word.
    await one.box.fill('bonjour');
    await one.box.press('Tab');
    expect(await focused()).toBe(`${platform.toLowerCase()}-attached`);
    await one.box.fill('/nexistepas');
    await one.box.press('Enter');
    await one.pane
      .getByRole('alert')
      .getByText(/nexistepas/)
      .waitFor();
    expect(await one.box.inputValue()).toBe('/nexistepas');
    await one.box.fill('');
  });
});

describe.each([
  ['Slack', 'Ada', 'Bruno'],
  ['Discord', 'Inès', 'Joris'],
] as const)('what is begun in a place, on %s', (platform, name, other) => {
  it('stays there and theirs: in another place, while another person is in front, and when the page is loaded again', async () => {
    const one = await window.as(name, platform).open('annonces');
    await one.box.pressSequentially('Un brouillon pour les annonces');
    await one.open('organisateurs');
    expect(await one.box.inputValue()).toBe('');
    await one.box.pressSequentially('Un autre');
    await (await window.as(other, platform).open('annonces')).isAt('#annonces');
    expect(await one.box.inputValue()).toBe('');
    await one.open('annonces');
    expect(await one.box.inputValue()).toBe('Un brouillon pour les annonces');
    await window.page.reload();
    await one.isAt('#annonces');
    expect(await one.box.inputValue()).toBe('Un brouillon pour les annonces');
    await one.open('organisateurs');
    expect(await one.box.inputValue()).toBe('Un autre');
    await one.box.press('Enter');
    await one.reads('Un autre');
    await one.open('annonces');
    await one.open('organisateurs');
    // A text that was sent is no draft any more.
    expect(await one.box.inputValue()).toBe('');
    await one.open('annonces');
    await one.box.fill('');
  });

  it('a file goes with it, and is sent from nowhere else and by nobody else', async () => {
    const file = `affiche-${platform}.txt`;
    const one = await window.as(name, platform).open('organisateurs');
    await one.attach(file, 'text/plain', Buffer.from('Une affiche'));
    const attached = one.pane.getByRole('status').getByText(file);
    await attached.waitFor();
    const someoneElse = await window.as(other, platform).open('organisateurs');
    expect(await attached.count()).toBe(0);
    await someoneElse.type(`Un mot sans fichier, sur ${platform}`);
    await someoneElse.reads(`Un mot sans fichier, sur ${platform}`);
    await one.open('bot');
    expect(await attached.count()).toBe(0);
    expect(await one.messages.getByRole('link', { name: file }).count()).toBe(0);
    await one.open('organisateurs');
    await attached.waitFor();
    await one.type(`Un mot avec son fichier, sur ${platform}`);
    await one.reads(`Un mot avec son fichier, sur ${platform}`);
    expect(await attached.count()).toBe(0);
    const link = one.messages.getByRole('link', { name: file });
    await link.waitFor();
    const holds = one.messages.getByRole('listitem').filter({ has: window.page.getByRole('link', { name: file }) });
    expect(await holds.allTextContents()).toEqual([
      expect.stringContaining(`Un mot avec son fichier, sur ${platform}`),
    ]);
    expect(window.complaints.filter((line) => !line.includes('409'))).toEqual([]);
  });
});

describe.each(sides)('what is begun in a form, on %s', (platform, name, _, command, rest) => {
  const other = platform === 'Slack' ? 'Ada' : 'Inès';
  const asking = async (one: Player): Promise<void> => {
    await one.type(`${command} ${rest}`.trim());
    await one.form.waitFor();
  };
  const titled = (one: Player) => one.form.getByLabel('Titre').inputValue();

  it('stays there and theirs: while another person is in front, and when the page is loaded again, in its other language too', async () => {
    await window.as(other, platform).open('bot');
    const others = window.page.url();
    const one = await window.as(name, platform).open('bot');
    await asking(one);
    await one.fill({ Titre: 'La fête du *fil*' });
    const own = window.page.url();
    // The address alone leads away from a form that is open.
    await window.page.goto(others);
    await expect.poll(() => window.isShown(other, platform)).toBe(true);
    await one.form.waitFor({ state: 'hidden' });
    await window.page.goto(own);
    await one.form.waitFor();
    expect(await titled(one)).toBe('La fête du *fil*');
    await window.page.reload();
    await expect.poll(() => titled(one)).toBe('La fête du *fil*');
    for (const language of ['English', 'Français']) {
      await window.page.getByRole('button', { name: language, exact: true }).click();
      await window.page.getByRole('button', { name: language, exact: true }).waitFor({ state: 'detached' });
      await expect.poll(() => titled(one)).toBe('La fête du *fil*');
    }
    // Whoever closes a form begins the next one anew.
    await window.page.keyboard.press('Escape');
    await one.form.waitFor({ state: 'hidden' });
    await asking(one);
    expect(await titled(one)).toBe('');
    await window.page.keyboard.press('Escape');
    await one.form.waitFor({ state: 'hidden' });
    expect(window.complaints.filter((line) => !line.includes('409'))).toEqual([]);
  });
});

it('what Discord refuses goes as one goes on typing', async () => {
  const one = await window.as('Joris', 'Discord').open('bot');
  await one.box.fill('/rien');
  await one.box.press('Enter');
  const refused = one.pane.getByText('Commande inconnue : /rien');
  await refused.waitFor();
  await one.box.press('x');
  await refused.waitFor({ state: 'hidden' });
  await one.box.fill('');
});
