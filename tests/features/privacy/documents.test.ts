import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { quotesIdea, worldWithSurvey } from '../../support/surveys.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';

const IDEA = "Une fanfare qui traverse Laon en chantant l'été";

describe.each(platformsInTurn())('documents that the bot made before somebody is erased on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let olive: Person;
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
    coordinator = world.coordinator[platform];
    olive = await quotesIdea(world, platform, IDEA);
  });
  afterAll(() => world?.close());

  const aMinuteLater = () => world.goTo(new Date(world.clock.now().getTime() + 60_000));
  const filesOf = (person: Person) => person.screen().flatMap(({ files }) => files);
  const said = (person: Person) =>
    person
      .screen()
      .map(({ text }) => text)
      .join('\n');

  async function publish(): Promise<void> {
    await explainAndPublish(coordinator);
    await world.runDue();
    await aMinuteLater();
  }

  it('are taken back where they name them, which is told, and the bilan is published anew without them', async () => {
    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    await coordinator.command('/bilan document');
    await world.runDue();
    await publish();
    await coordinator.command('/bilan lire');
    await world.settle();
    const before = filesOf(coordinator).filter(({ name }) => /^bilan-/.test(name));
    expect(new Set(before.map(({ name }) => name.split('.').at(-1)))).toEqual(
      new Set(['md', 'html', 'csv', 'json', 'jws', 'pdf', 'docx']),
    );
    const [page] = before.filter(({ name }) => name.endsWith('.html'));
    expect(await (await fetch(page?.url ?? '')).text()).toContain('Une fanfare');

    await olive.command('/profil donnees');
    await olive.press('Tout effacer');
    await olive.press('Effacer pour toujours');
    for (let minutes = 0; minutes < 10; minutes += 1) await world.goTo(new Date(world.clock.now().getTime() + 60_000));

    expect(await tablesNaming(world, ['Une fanfare', Buffer.from('Une fanfare').toString('hex')])).toEqual([]);
    expect(messagesNaming(world, ['Une fanfare'])).toEqual([]);
    // No message holds a file any more in which they were quoted.
    for (const { name, url } of filesOf(coordinator).filter((one) => /^bilan-/.test(one.name))) {
      expect(name).toMatch(/\.(csv|json|jws)$/);
      expect(await (await fetch(url)).text()).not.toContain('Une fanfare');
    }
    // Nor does Slack itself, which keeps a file whose message is deleted.
    const shown = new Set(filesOf(coordinator).map(({ url }) => url));
    const gone = before.filter(({ url }) => !shown.has(url));
    expect(gone.length).toBeGreaterThan(0);
    if (platform === 'slack') for (const { name, url } of gone) expect((await fetch(url)).ok, name).toBe(false);
    await olive.press('Où en est-ce ?');
    expect(olive.read()).toMatch(/J'ai aussi retiré \d+ documents/);
    expect(olive.read()).toContain("Ce que d'autres ont déjà téléchargé, je ne peux pas le reprendre");
    expect(said(coordinator)).toContain('Une personne a fait effacer ses données');
    expect(said(coordinator)).toContain('Publiez-le de nouveau : il sera refait sans elle');
    await coordinator.command('/bilan lire');
    await world.settle();
    expect(coordinator.look()).toContain('Ces documents ont été retirés');

    await publish();
    await coordinator.command('/bilan lire');
    await world.settle();
    const anew = coordinator.news.flatMap(({ files }) => files);
    expect(anew.map(({ name }) => name.split('.').at(-1))).toEqual(['pdf', 'docx', 'html', 'csv', 'json']);
    for (const { url } of anew.slice(2)) expect(await (await fetch(url)).text()).not.toContain('Une fanfare');
    // It is laid out several times.
  }, 180_000);
});
