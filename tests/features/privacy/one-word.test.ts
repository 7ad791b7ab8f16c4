import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../support/platforms.ts';
import { allButTheIdea, openDoors, organisationOf, worldWithSurvey } from '../../support/surveys.ts';
import { filesKept, namingAmong } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';
import { eraseWholly } from './erasing.ts';

const IDEA =
  'Lou a monté le four avec Ana. Merci Lou ! On garde les louches. Rose trémière au portail, une rose par personne, et Rose Dupont à la caisse.';
const WITHOUT_LOU = IDEA.replace('Lou a', 'personne effacée a').replace('Merci Lou', 'Merci personne effacée');

describe.each(platformsInTurn())('somebody with a name of one word is erased on %s', (platform) => {
  let world: World;
  const minutes = (count: number) => world.goTo(new Date(world.clock.now().getTime() + count * 60_000));
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  });
  afterAll(() => world?.close());

  async function erase(name: string): Promise<string> {
    const person = world.person(platform, name);
    await organisationOf(world, `Le Fournil de la Gare ${name.length}`, [person]);
    await eraseWholly(world, person);
    return person.read();
  }

  const ideas = async () =>
    (await world.database.prisma.answer.findMany({ where: { value: { path: ['kind'], equals: 'text' } } }))
      .map(({ value }) => JSON.stringify(value))
      .filter((value) => value.includes('trémière'));

  it('others’ words lose it where it is meant as theirs, documents go, and what is a word or somebody else’s stays, and is told', async () => {
    const coordinator = world.coordinator[platform];
    const { organiser: olive, organisationId } = await openDoors(world, platform);
    await allButTheIdea(world, organisationId, olive);
    await olive.command('/questionnaire repondre');
    await olive.choose('Peut-on citer ou montrer cette réponse dans le bilan ?', 'Oui, en nommant notre structure');
    await olive.say(IDEA, 'Une bonne idée');
    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    await coordinator.command('/bilan document');
    await minutes(1);
    expect(namingAmong(await filesKept(world), ['Lou a monté'])).not.toEqual([]);

    const lou = await erase('Lou');
    expect(await ideas()).toEqual([expect.stringContaining(WITHOUT_LOU)]);
    expect(namingAmong(await filesKept(world), ['Lou a monté', 'Merci Lou'])).toEqual([]);
    expect(lou).toContain("J'ai aussi retiré");
    expect(lou).not.toContain('un mot est aussi votre nom');

    const rose = await erase('Rose');
    expect(await ideas()).toEqual([expect.stringContaining(WITHOUT_LOU)]);
    expect(rose).toContain('un mot est aussi votre nom');
  }, 120_000);
});
