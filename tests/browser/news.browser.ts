import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './support/open-page.ts';
import { outOfSight } from './support/out-of-sight.ts';
import type { PlatformTitle, Player } from './support/window.ts';

/** A picture of two pixels. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let window: OpenPage['window'];

openPage((page) => {
  ({ window } = page);
});

/** Who writes on each platform, and who reads there. */
const sides = [
  ['Slack', 'Nour', 'Ada'],
  ['Discord', 'Inès', 'Joris'],
] as const;

/** The entry of a place in somebody's list, whose name says whether there is something new. */
const entryOf = (one: Player, name: RegExp): Locator => one.pane.getByRole('navigation').getByRole('button', { name });
const isNew = async (entry: Locator): Promise<readonly (string | boolean)[]> => [
  / nouveau$/.test((await entry.textContent()) ?? ''),
  await entry.locator('.news').isVisible(),
];
const NEW = [true, true];
const READ = [false, false];

/** Opens every place that somebody's list shows as new. */
async function readAll(one: Player): Promise<void> {
  const dots = one.pane.getByRole('navigation').getByRole('button', { name: / nouveau$/ });
  for (let left = await dots.count(); left > 0; left = await dots.count()) {
    await dots.first().click();
    await expect.poll(() => dots.count()).toBe(left - 1);
  }
}

const comingFor = (one: Player, name: string): Promise<readonly string[]> =>
  one.pane.locator('.who option', { hasText: name }).allTextContents();

describe.each(sides)('what is new, on %s', (platform, writer, reader) => {
  const other = platform === 'Slack' ? 'Discord' : 'Slack';
  const become = (name: string) => window.as(name, platform).open('annonces');

  it('in a channel is marked until one opens it, in the list of people too', async () => {
    const reading = await become(reader);
    await readAll(reading);
    await reading.open('annonces');
    // Whoever reads stays where they are: somebody of the other platform writes.
    const [, there] = sides.find(([side]) => side === other) ?? [];
    await (await window.as(there ?? '', other).open('organisateurs')).type(`Du nouveau sur ${platform}`);
    await expect.poll(() => comingFor(reading, reader)).toEqual([expect.stringMatching(/ · nouveau$/)]);
    const entry = entryOf(reading, /salon organisateurs/);
    await expect.poll(() => isNew(entry)).toEqual(NEW);
    await window.expectNoBarriers(`unread-${platform}`);
    await reading.open('organisateurs');
    await reading.reads(`Du nouveau sur ${platform}`);
    await expect.poll(() => isNew(entry)).toEqual(READ);
    await reading.open('annonces');
    expect(await isNew(entry)).toEqual(READ);
    await window.page.reload();
    await reading.isAt('#annonces');
    expect(await isNew(entry)).toEqual(READ);
    await expect.poll(() => comingFor(reading, reader)).toEqual([expect.not.stringMatching(/nouveau/)]);
  });

  it('in a thread is marked until one opens it', async () => {
    // An answer on Slack makes a thread on Discord, too: the channels are tied.
    const thread = platform === 'Slack' ? /fil .*la clé de la salle/ : /fil Fil sur Discord/;
    const words = `À qui la clé de la salle, sur ${platform} ?`;
    const writing = await window.as(writer, platform).open('organisateurs');
    await writing.type(words);
    await writing.reads(words);
    const reading = await window.as(reader, platform).open('organisateurs');
    await reading.reads(words);
    await reading.open('annonces');
    await openThread(platform, await window.as(writer, platform).open('organisateurs'), words);
    await writing.type('Je l’ai');
    await writing.reads('Je l’ai');
    // A message that one has written oneself isn't new.
    const own = entryOf(writing, thread);
    await expect.poll(() => isNew(own)).toEqual(READ);
    await reading.open('annonces');
    const entry = entryOf(reading, thread);
    await expect.poll(() => isNew(entry)).toEqual(NEW);
    // The channel itself says nothing else.
    expect(await isNew(entryOf(reading, /salon organisateurs/))).toEqual(READ);
    await window.expectNoBarriers(`unread-thread-${platform}`);
    await entry.click();
    await reading.reads('Je l’ai');
    await expect.poll(() => isNew(entry)).toEqual(READ);
    expect(await entry.getAttribute('aria-current')).toBe('page');
    await reading.open('annonces');
    const left = entryOf(reading, new RegExp(`${thread.source}.* nouveau`));
    expect(await left.count()).toBe(0);
  });

  it('in a direct conversation is marked until one opens it', async () => {
    const proposer = window.as(platform === 'Slack' ? 'Bruno' : 'Joris', platform);
    const title = platform === 'Slack' ? 'Atelier vélo' : 'Café-débat';
    await proposer.open('bot');
    if (platform === 'Slack') await propose(proposer, title);
    await proposer.open('annonces');
    const entry = entryOf(proposer, /conversation avec/);
    expect(await isNew(entry)).toEqual(READ);
    const decider = await window.as(platform === 'Slack' ? 'Driss' : 'Camille', other).open('coordination');
    await decider.press('Accepter', new RegExp(title));
    await expect.poll(() => isNew(entry)).toEqual(NEW);
    await window.picture(`unread-direct-${platform}`);
    await proposer.open('bot');
    await expect.poll(() => isNew(entry)).toEqual(READ);
    await proposer.open('annonces');
    expect(await isNew(entry)).toEqual(READ);
  });
});

async function propose(one: Player, title: string): Promise<void> {
  await one.type('/evenement proposer');
  await one.form.waitFor();
  const place = { 'Lieu et commune': 'Le Pignon, Soissons', Contact: 'velo@example.org' };
  await one.fill({
    Titre: title,
    ...place,
    'Date et heure': '20 novembre 14h',
    'en une phrase': 'Réparez votre vélo.',
  });
  await one.submit();
  await one.form.waitFor({ state: 'hidden' });
  await one.press('Proposer');
  await one.reads(/C.est proposé/);
}

/** Opens a thread on a message that stands in front. */
async function openThread(platform: PlatformTitle, one: Player, words: string): Promise<void> {
  const message = one.messages.getByRole('listitem').filter({ hasText: words }).last();
  if (platform === 'Slack') {
    await message.getByRole('button', { name: 'Répondre dans un fil' }).click();
    await one.isAt('Fil dans');
    return;
  }
  await message.locator('details.more summary').click();
  await message.getByRole('button', { name: 'Ouvrir un fil' }).click();
  await one.box.fill('Fil sur Discord');
  await one.box.press('Enter');
  await entryOf(one, /fil Fil sur Discord/).click();
  await one.isAt('Fil sur Discord');
}

describe.each([
  ['Slack', 'Nour', 'Discord', 'Joris'],
  ['Discord', 'Inès', 'Slack', 'Ada'],
] as const)('a picture that somebody attaches, on %s', (platform, writer, otherSide, reader) => {
  it('is shown on both sides', async () => {
    const writing = await window.as(writer, platform).open('organisateurs');
    await writing.attach(`plan-${platform}.png`, 'image/png', PICTURE);
    await writing.type(`Le plan, depuis ${platform}`);
    const reading = await window.as(reader, otherSide).open('organisateurs');
    for (const one of [writing, reading]) {
      // On Slack the bot's copy of a file is a message of its own.
      const file = window.page.getByRole('link', { name: `plan-${platform}.png` });
      const message = one.messages.getByRole('listitem').filter({ has: file }).last();
      const pictures = message.locator('.content img');
      await expect.poll(() => pictures.count()).toBe(1);
      await expect
        .poll(() => pictures.evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth))
        .toBeGreaterThan(0);
    }
    await window.expectNoBarriers(`picture-from-${platform}`);
    expect(window.complaints).toEqual([]);
  });
});

describe('what arrives', () => {
  it('is read out to who can’t see the page, once, and one’s own words aren’t', async () => {
    const ada = await window.as('Ada', 'Slack').open('organisateurs');
    const ines = await window.as('Inès', 'Discord').open('organisateurs');
    const heard = ada.pane.locator('[aria-live=polite]', { hasText: 'Slack,' });
    await ines.type('Un mot qui s’entend');
    await ada.reads('Un mot qui s’entend');
    await expect
      .poll(() => heard.allTextContents())
      .toEqual([expect.stringMatching(/^Slack, Inès.* : Un mot qui s’entend$/)]);
    // The other side says nothing to its own writer.
    const told = ines.pane.locator('[aria-live=polite]', { hasText: 'Un mot qui s’entend' });
    expect(await told.count()).toBe(0);
    await ada.type('Un mot à moi');
    await ada.reads('Un mot à moi');
    expect(await heard.allTextContents()).toEqual([expect.stringMatching(/ : Un mot qui s’entend$/)]);
  });

  it('is read out in the language in which it is written, whatever the reader’s', async () => {
    const emily = await window.as('Emily', 'Slack').open('organisateurs');
    const ines = await window.as('Inès', 'Discord').open('organisateurs');
    await ines.type('Un mot en français');
    await emily.reads('Un mot en français');
    const heard = emily.pane.locator('[aria-live=polite]', { hasText: 'Un mot en français' });
    await heard.waitFor({ state: 'attached' });
    expect(await heard.locator('span').getAttribute('lang')).toBe('fr');
    expect(await heard.evaluate((one) => one.closest('[lang]')?.getAttribute('lang'))).toBe('en');
  });

  it('as the answer to a gesture is marked, and brought into view from where one was reading', async () => {
    for (const [platform, name] of [
      ['Slack', 'Bruno'],
      ['Discord', 'Joris'],
    ] as const) {
      const one = await window.as(name, platform).open('bot');
      for (let times = 0; times < 6; times += 1) await one.type('/mois');
      const fresh = one.messages.locator('.fresh');
      await expect.poll(() => fresh.count()).toBeGreaterThan(0);
      await one.messages.evaluate((list) => {
        (list as unknown as { scrollTop: number }).scrollTop = 0;
      });
      await one.type('/mois');
      await expect.poll(() => fresh.count()).toBeGreaterThan(0);
      await expect.poll(() => outOfSight(fresh.last(), one.messages)).toBeLessThanOrEqual(1);
      expect(await one.messages.getByRole('listitem').last().getAttribute('class')).toContain('fresh');
      await window.expectNoBarriers(`fresh-${platform}`);
    }
  });
});
