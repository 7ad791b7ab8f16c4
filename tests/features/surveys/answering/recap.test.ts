import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const HOSTILE = '<script>alert(1)</script> & "Fête"';

let world: World;
const people = {} as Record<(typeof both)[number], { readonly ana: Person; readonly other: Person }>;

/** Two organisations of each platform were asked about their event on the evening before. */
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    const ana = world.person(platform, `Ana Petit ${platform}`);
    const other = world.person(platform, `Nino ${platform}`);
    for (const [person, name, title] of [
      [ana, `Les Jardins ${platform}`, `${HOSTILE} ${platform}`],
      [other, `Le Fournil ${platform}`, `Fournée secrète ${platform}`],
    ] as const) {
      const organisationId = await organisationOf(world, name, [person]);
      await acceptedEvent(world, { organisationId, by: person, title, startsAt: '2026-11-12T18:00:00+01:00' });
    }
    people[platform] = { ana, other };
  }
  await launch(world.coordinator.slack, '20 janvier 2027');
  await world.goTo('2026-11-13T10:00:00+01:00');
  await world.goTo('2026-11-13T11:00:00+01:00');
});
afterAll(() => world?.close());

let complete = 0;

/** Answers everything. Returns which complete answer it is, as it is written. */
async function answerAll(person: Person, count: string): Promise<string> {
  await person.command('/questionnaire repondre');
  await person.press('Oui', { in: 'a-t-il eu lieu' });
  await person.say(count, 'Combien de personnes sont venues');
  await person.press('Oui', { in: 'Des élus locaux' });
  await person.press('Moitié-moitié');
  complete += 1;
  world.clock.set(new Date(world.clock.now().getTime() + 60_000));
  return complete === 1 ? '1re' : `${complete}e`;
}

/** Returns the page that was sent last. */
async function pageOf(person: Person): Promise<string> {
  const file = person
    .screen()
    .flatMap(({ files }) => files)
    .at(-1);
  expect(file?.name).toBe('recapitulatif.html');
  return plain(await (await fetch(file?.url ?? '')).text());
}

describe.each(platformsInTurn())('the end of a questionnaire on %s', (platform) => {
  it('thanks by first name and says which answer it is, of how many; the page shows what is theirs alone', async () => {
    const { ana, other } = people[platform];
    const place = await answerAll(ana, '60');
    expect(ana.read()).toContain(`Merci Ana, vous êtes la ${place} réponse complète, sur 4 événements interrogés.`);
    await answerAll(other, '7913');
    expect(other.read()).toContain('Merci Nino, vous êtes la');

    // A correction doesn't change which answer it was.
    await ana.choose('Corriger une réponse', 'Combien de personnes');
    await ana.say('61', 'Combien de personnes sont venues');
    expect(ana.read()).toContain(`vous êtes la ${place} réponse complète`);

    await ana.press('Voir mon récapitulatif', { in: 'Ana' });
    const page = await pageOf(ana);
    expect(page).toContain(`Récapitulatif : Les Jardins ${platform}`);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Fête&quot;');
    expect(page).not.toContain('<script');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('width=device-width');
    expect(page).toContain('61');
    expect(page).toContain('Moitié-moitié');
    expect(page).not.toContain('secrète');
    expect(page).not.toContain('7913');
    // Asked for again while nothing has changed, it is the same page.
    const pages = await world.database.prisma.file.count();
    world.clock.set(new Date(world.clock.now().getTime() + 120_000));
    await ana.press('Voir mon récapitulatif', { in: 'Ana' });
    expect(await pageOf(ana)).toBe(page);
    expect(await world.database.prisma.file.count()).toBe(pages);
    // It is theirs: the other organisation has received nothing.
    expect(other.screen().flatMap(({ files }) => files)).toEqual([]);
  });
});
