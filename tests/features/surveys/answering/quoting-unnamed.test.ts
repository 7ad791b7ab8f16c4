import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { allButTheIdea, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const ASK = 'Peut-on citer ou montrer cette réponse dans le bilan ?';
const IDEA = 'Une fanfare à Laon';

describe.each(platformsInTurn())('an idea that may be quoted without a name, on %s', (platform) => {
  let world: World;

  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  });
  afterAll(() => world?.close());

  async function answersAllButTheIdea(name: string): Promise<Person> {
    const { organisationId, organiser } = await openDoors(world, platform, { name });
    await allButTheIdea(world, organisationId, organiser);
    return organiser;
  }

  async function writes(by: Person, idea: string, choice: string): Promise<void> {
    await by.command('/questionnaire repondre');
    await by.choose(ASK, choice);
    await by.say(idea, 'Une bonne idée');
    expect(by.read()).toContain('Merci Olive');
  }

  async function bilan(): Promise<string> {
    const { slack } = world.coordinator;
    await slack.command('/bilan document');
    const file = slack.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.md'));
    return plain(await (await fetch(file?.url ?? '')).text());
  }

  it('is quoted as soon as five organisations may have written it, and who chooses is told so', async () => {
    const author = await answersAllButTheIdea('Auteur');
    await writes(author, IDEA, 'Oui, sans nous nommer');
    expect(plain(author.read())).toContain('si cinq structures au moins ont pu la donner');
    // Who is quoted by name didn't write it.
    await writes(await answersAllButTheIdea('Nommée'), 'Un char à Creil', 'Oui, en nommant notre structure');
    for (const name of ['A', 'B', 'C']) await answersAllButTheIdea(name);
    const early = await bilan();
    expect(early).not.toContain(IDEA);
    expect(early).toContain('« Un char à Creil » (Les Jardins Nommée)');
    expect(early).toContain('2 idées');
    await answersAllButTheIdea('D');
    const read = await bilan();
    expect(read).toContain(`« ${IDEA} »`);
    expect(read).not.toContain(`« ${IDEA} » (`);
  });
});
