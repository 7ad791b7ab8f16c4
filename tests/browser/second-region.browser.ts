import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import { Window } from './support/window.ts';

const [HERE, THERE] = ['ESS Picardie', 'ESS Normandie'];

let trial: OpenPage['trial'];
let window: OpenPage['window'];
let browser: OpenPage['browser'];

openPage((page) => {
  ({ trial, window, browser } = page);
});

describe('a second region, with a server of its own', () => {
  it('stands in the list of people, who are listed under their servers', async () => {
    const groups = (platform: 'Slack' | 'Discord') =>
      window
        .pane(platform)
        .locator('.who optgroup')
        .evaluateAll((all) => all.map((group) => group.getAttribute('label')));
    await expect.poll(() => groups('Discord')).toEqual([HERE, `${HERE} et ${THERE}`, THERE]);
    expect(await groups('Slack')).toEqual([]);
  });

  it('shows its own people its own channels, and says which server it is', async () => {
    const elise = await window.as('Élise', 'Discord').open('annonces');
    await elise.reads(/Le marché de la halle/);
    expect(await elise.where.textContent()).toBe(`Discord · ${THERE}`);
    expect(await elise.messages.getByText('Portes ouvertes aux Jardins').count()).toBe(0);
    expect(await elise.servers.count()).toBe(0);
    await window.expectNoBarriers('second-region');
    const driss = await window.as('Driss', 'Discord').open('annonces');
    await driss.reads(/Portes ouvertes aux Jardins/);
    expect(await driss.where.textContent()).toBe(`Discord · ${HERE}`);
    expect(await driss.messages.getByText('Le marché de la halle').count()).toBe(0);
  });

  it('is a press away for who is in both, by keyboard too, and each server keeps its own words', async () => {
    const lou = window.as('Lou', 'Discord');
    await lou.goTo(THERE);
    await (await lou.open('organisateurs')).type('Un mot pour les Normands');
    await lou.reads('Un mot pour les Normands');
    await window.expectNoBarriers('two-servers');
    await lou.goTo(HERE);
    await (await lou.open('organisateurs')).reads(/Qui peut nous prêter une sono/);
    expect(await lou.messages.getByText('Un mot pour les Normands').count()).toBe(0);
    await lou.servers.filter({ hasText: THERE }).focus();
    await window.page.keyboard.press('Enter');
    await expect.poll(() => lou.where.textContent()).toBe(`Discord · ${THERE}`);
    // As when one opens a channel, whoever uses the keyboard goes on in what is said there.
    expect(await window.page.evaluate('document.activeElement.id')).toBe('discord-messages');
    // A page that is loaded again is where it was.
    await lou.open('organisateurs');
    await window.page.reload();
    await lou.isAt('organisateurs');
    expect(await lou.where.textContent()).toBe(`Discord · ${THERE}`);
    await lou.reads('Un mot pour les Normands');
    // In private no server says which region is meant: the bot asks.
    await lou.open('bot');
    await lou.type('/mois');
    await lou.reads(/Vous participez à plusieurs régions/);
    await lou.press('Normandie');
    await lou.reads(/Normandie/);
    expect(window.complaints).toEqual([]);
  });
});

describe.each([
  ['small', { width: 360, height: 740 }],
  ['small-and-dark', { width: 360, height: 740, dark: true }],
] as const)('a window that is %s', (name, options) => {
  it('shows the servers of who is in both, and nothing runs over its edge', async () => {
    const narrow = await Window.open(browser, trial.url, options);
    const lou = narrow.as('Lou', 'Discord');
    await lou.goTo(THERE);
    await (await lou.open('annonces')).reads(/Le marché de la halle/);
    await narrow.expectNoBarriers(`${name}-two-servers`);
    expect(await narrow.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(narrow.complaints).toEqual([]);
    await narrow.close();
  });
});
