import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';

let trial: OpenPage['trial'];
let window: OpenPage['window'];

openPage((page) => {
  ({ trial, window } = page);
});

const there = { Slack: { writer: 'Nour', other: 'Discord' }, Discord: { writer: 'Inès', other: 'Slack' } } as const;
const sides = ['Slack', 'Discord'] as const;

/** Lets somebody write in the tied channel on one platform, and reads it once on the other. */
async function saidOnce(from: (typeof sides)[number], words: string): Promise<void> {
  const { writer, other } = there[from];
  await (await window.as(writer, from).open('organisateurs')).type(words);
  await arrivedOnce(other, words);
}

async function arrivedOnce(on: (typeof sides)[number], words: string): Promise<void> {
  const reader = await window.as(there[on].writer, on).open('organisateurs');
  await reader.reads(words);
  expect(await reader.count(words)).toBe(1);
}

describe('faults of the platforms, with the page open', () => {
  it.each(sides)('a response of %s is lost: the bot looks, and the message stands once', async (platform) => {
    const words = `Un mot dont la réponse se perd sur ${platform}`;
    await window.fault(platform, /Perdre/);
    expect(await window.faultsTold()).toContain(`La prochaine réponse de ${platform} au bot se perdra`);
    await saidOnce(there[platform].other, words);
    await expect.poll(() => window.faultsTold()).toMatch(/s’est perdue\. Le bot a relu, .* le message est là une fois/);
    await arrivedOnce(platform, words);
  });

  it.each(sides)('%s refuses a message that comes too fast: it is sent again, once', async (platform) => {
    const words = `Un mot que ${platform} refuse d’abord`;
    await window.fault(platform, /Refuser/);
    await saidOnce(there[platform].other, words);
    await expect.poll(() => window.faultsTold()).toMatch(/a attendu et l’a renvoyé, .* le message est là une fois/);
    await arrivedOnce(platform, words);
  });

  it.each(sides)('the connection to %s is cut: the bot comes back and has missed nothing', async (platform) => {
    const words = `Un mot écrit pendant que ${platform} est coupé`;
    await window.fault(platform, /Couper/);
    await saidOnce(platform, words);
    await expect
      .poll(() => window.faultsTold())
      .toMatch(`La connexion du bot à ${platform} a été coupée. Il s’est reconnecté`);
    const menu = await window.openMenu('Pannes');
    await window.expectNoBarriers(`faults-${platform}`);
    expect(await menu.isVisible()).toBe(true);
    await window.closeMenus();
  });
});

describe('a bot that is killed, with the page open', () => {
  it('has what was under way arrive once, and what was said while it was away', async () => {
    const nour = await window.as('Nour', 'Slack').open('organisateurs');
    await nour.type('Un mot en route quand le bot est tué');
    await window.killBot();
    await window.picture('bot-killed');
    await nour.open('organisateurs');
    await nour.type('Un mot dit pendant que le bot est mort');
    await window.startBot();
    for (const words of ['Un mot en route quand le bot est tué', 'Un mot dit pendant que le bot est mort']) {
      await arrivedOnce('Discord', words);
    }
    const camille = await window.as('Camille', 'Slack').open('bot');
    await camille.type('/evenement file');
    await camille.reads(/Café-débat/);
    expect(window.complaints).toEqual([]);
  });
});

describe('what a platform refused while the bot was killed', () => {
  it.each([
    ['Slack', 'Bruno'],
    ['Discord', 'Joris'],
  ] as const)('is said to have to be done again, and %s no longer says that it failed', async (platform, name) => {
    const one = await window.as(name, platform).open('bot');
    const refused = one.pane.locator('.notice');
    await window.killBot();
    await one.box.fill('/mois');
    await one.box.press('Enter');
    await refused.waitFor();
    await window.startBot();
    await refused.waitFor({ state: 'hidden' });
    const menu = await window.openMenu('Pannes');
    await menu.getByText(/Ce que Slack ou Discord a refusé pendant son absence .* est à refaire/).waitFor();
    await window.closeMenus();
    const before = await one.messages.getByRole('listitem').count();
    await one.type('/mois');
    await expect.poll(() => one.messages.getByRole('listitem').count()).toBeGreaterThan(before);
  });
});

describe('a bot that is killed while forms are open', () => {
  it('is started again from the menu that hangs over them, by mouse and by keyboard, and the forms stay', async () => {
    const bruno = await window.as('Bruno', 'Slack').open('bot');
    const joris = await window.as('Joris', 'Discord').open('bot');
    for (const one of [bruno, joris]) {
      await one.type('/evenement proposer');
      await one.form.waitFor();
      await one.fill({ Titre: 'Un titre commencé' });
    }
    await window.killBot();
    const menu = await window.openMenu('Pannes');
    await window.expectNoBarriers('faults-over-forms');
    await window.closeMenus();
    await window.startBot();

    await window.killBot();
    await menu.locator('summary').focus();
    const { keyboard } = window.page;
    await keyboard.press('Enter');
    const again = menu.getByRole('button', { name: 'Relancer le bot' });
    const isThere = () => again.evaluate((it) => it.matches(':focus'));
    for (let tabs = 0; tabs < 12 && !(await isThere()); tabs += 1) await keyboard.press('Tab');
    await keyboard.press('Enter');
    // One that is killed while it still begins is left to whoever has started it.
    await menu.getByText(/Il est revenu en/).waitFor();
    await keyboard.press('Escape');
    for (const one of [bruno, joris]) {
      expect(await one.form.getByLabel('Titre').inputValue()).toBe('Un titre commencé');
      await one.form.getByRole('button', { name: 'Fermer sans envoyer' }).click();
      await one.form.waitFor({ state: 'hidden' });
    }
  });
});

describe('a bot that is killed from outside, with the page open', () => {
  it('is said to have ended, comes back by itself, and has missed nothing', async () => {
    const nour = await window.as('Nour', 'Slack').open('organisateurs');
    const menu = await window.openMenu('Pannes');
    trial.killBot();
    await menu.getByRole('button', { name: 'Relancer le bot' }).waitFor();
    await menu.getByText(/Son processus s’est arrêté de lui-même \(SIGKILL\)/).waitFor();
    await menu.getByText(/Il est revenu en/).waitFor();
    await window.closeMenus();
    await nour.type('Un mot dit après que le bot a été tué de dehors');
    await arrivedOnce('Discord', 'Un mot dit après que le bot a été tué de dehors');
    expect(trial.errors).toMatch(/s.est arrêté de lui-même/);
  });
});

describe('a trial that ends and begins again', () => {
  it.each([
    ['stopped', () => trial.stop()],
    ['killed', () => trial.kill()],
  ])('is the same after it was %s: its day, its channels, its drafts, its database', async (how, end) => {
    const words = `Un mot d’avant que l’essai soit ${how}`;
    await saidOnce('Slack', words);
    await window.skip(/Un jour plus tard/);
    const today = await window.today();
    const ada = await window.as('Ada', 'Slack').open('annonces');
    await ada.box.pressSequentially('Un brouillon');
    await end();
    await window.page.getByText("L'essai ne répond plus").waitFor();
    await trial.start();
    await window.page.getByText("L'essai ne répond plus").waitFor({ state: 'hidden' });
    expect(await ada.box.inputValue()).toBe('Un brouillon');
    await ada.box.fill('');
    await expect.poll(() => window.today()).toBe(today);
    await arrivedOnce('Discord', words);
    // The database still knows who they are, and what waits.
    const driss = await window.as('Driss', 'Discord').open('bot');
    await driss.type('/evenement file');
    await driss.reads(/Café-débat/);
    await saidOnce('Discord', `Un mot d’après que l’essai a été ${how}`);
  });

  it('is another once one begins anew, and asks first', async () => {
    await window.beginAnew('Recommencer');
    await window.page.getByText('Un essai neuf se prépare').waitFor();
    await window.page.getByText('Un essai neuf se prépare').waitFor({ state: 'hidden' });
    await expect.poll(() => window.today()).toMatch(/^mardi \d+ octobre/);
    const nour = await window.as('Nour', 'Slack').open('organisateurs');
    await nour.reads(/Qui peut nous prêter une sono/);
    expect(await nour.count('Un mot en route quand le bot est tué')).toBe(0);
  });
});
