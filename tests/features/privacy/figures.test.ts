import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { allButTheIdea, openDoors, worldWithSurvey } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';
import { messagesNaming, tablesNaming } from './traces.ts';

const IDEA = 'Une fanfare qui traverse Laon en chantant';

let world: World;
let olive: Person;
beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
    const { organisationId, organiser } = await openDoors(world, 'slack', { name });
    await allButTheIdea(world, organisationId, organiser);
    if (name === 'A') olive = organiser;
  }
});
afterAll(() => world?.close());

/** Returns the bilan as the coordinators have it now: as a document, and its figures. */
async function bilan(): Promise<{ readonly document: string; readonly figures: unknown }> {
  const { slack } = world.coordinator;
  await slack.command('/bilan document');
  const read = async (extension: string) => {
    const file = slack.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith(extension));
    return plain(await (await fetch(file?.url ?? '')).text());
  };
  const { regional, details, findings } = JSON.parse(await read('.json')) as Readonly<Record<string, unknown>>;
  return { document: await read('.md'), figures: { regional, details, findings } };
}

it('of somebody with two linked accounts, who answered: the bilan keeps its figures, and quotes them no more', async () => {
  const there = world.person('discord', 'Olive Martin');
  await olive.command('/questionnaire repondre');
  await olive.choose('Peut-on citer ou montrer cette réponse dans le bilan ?', 'Oui, en nommant notre structure');
  await olive.say(IDEA, 'Une bonne idée');
  await there.command('/profil lier');
  const code = /\b[2-9A-Z]{8}\b/.exec(there.read())?.[0] ?? '';
  await olive.command('/profil lier', { code });
  await olive.press('Réunir');
  await there.press("C'est bien moi");
  const before = await bilan();
  expect(before.document).toContain(IDEA);
  expect(JSON.stringify(before.figures).length).toBeGreaterThan(100);

  await there.command('/profil donnees');
  expect(there.read()).toContain('Pour le bilan : les réponses que vous avez données');
  await there.press('Tout effacer');
  await there.press('Effacer pour toujours');
  await world.runDue();
  await world.goTo(new Date(world.clock.now().getTime() + 10 * 60_000));

  const needles = [IDEA, 'Olive Martin', olive.user.id, there.user.id, `${olive.name} `];
  expect(await tablesNaming(world, needles)).toEqual([]);
  expect(messagesNaming(world, [IDEA, 'Olive Martin'])).toEqual([]);
  const after = await bilan();
  expect(after.figures).toEqual(before.figures);
  expect(after.document).not.toContain(IDEA);
  expect(after.document).not.toContain('[texte effacé]');
  // The others are there as before.
  expect(await tablesNaming(world, ['Olive B'])).not.toEqual([]);
});

it('the last coordinator is told to name another first', async () => {
  const { slack, discord } = world.coordinator;
  await discord.command('/profil donnees');
  await discord.press('Tout effacer');
  await discord.press('Effacer pour toujours');
  expect(discord.read()).toContain("C'est effacé");
  await slack.command('/profil donnees');
  await slack.press('Tout effacer');
  expect(slack.read()).toContain('annonces, kit');
  await slack.press('Effacer pour toujours');
  expect(slack.read()).toContain("Nommez d'abord quelqu'un d'autre");
  expect(await tablesNaming(world, [slack.user.id])).not.toEqual([]);
});
