import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { logo } from '../../../support/kit-files.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { allButTheIdea, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const ASK = 'Peut-on citer ou montrer cette réponse dans le bilan ?';
const NOT = 'ne sera ni citée ni montrée';

let world: World;
let number = 0;

beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  // So many have answered that a quotation without a name doesn't tell whose it is.
  for (const name of ['A', 'B', 'C', 'D', 'E']) {
    const { organisationId, organiser } = await openDoors(world, 'slack', { name });
    await allButTheIdea(world, organisationId, organiser);
  }
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('whether an answer may be quoted, on %s', (platform) => {
  let by: Person;
  let idea: string;
  let organisation: string;

  /** Everything is answered but the idea, which is asked. */
  beforeEach(async () => {
    number += 1;
    const name = `${platform} ${number}`;
    idea = `Une fanfare à Laon, la ${number}e`;
    organisation = `Les Jardins ${name}`;
    const doors = await openDoors(world, platform, { name });
    by = doors.organiser;
    await allButTheIdea(world, doors.organisationId, by);
    await by.command('/questionnaire repondre');
    expect(by.read()).toContain('Une bonne idée');
  });

  /** Returns the bilan as the coordinators have it now. */
  async function bilan(): Promise<string> {
    const { slack } = world.coordinator;
    await slack.command('/bilan document');
    const file = slack.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.md'));
    return plain(await (await fetch(file?.url ?? '')).text());
  }

  async function write(): Promise<void> {
    await by.say(idea, 'Une bonne idée');
    expect(by.read()).toContain('Merci Olive');
  }

  it('is asked at the question, with nothing chosen: without a choice it is not quoted', async () => {
    expect(by.read()).toContain(NOT);
    await write();
    expect(by.read()).toContain(NOT);
    expect(await bilan()).not.toContain(idea);
  });

  it('with the name of the organisation', async () => {
    await by.choose(ASK, 'Oui, en nommant notre structure');
    await write();
    expect(by.read()).toContain('avec le nom de votre structure');
    expect(await bilan()).toContain(`« ${idea} » (${organisation})`);
  });

  it('without it, chosen once the answer is there', async () => {
    await write();
    await by.choose(ASK, 'Oui, sans nous nommer');
    const read = await bilan();
    expect(read).toContain(idea);
    expect(read).not.toContain(`« ${idea} » (${organisation})`);
    const consent = await world.database.prisma.quoteConsent.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(consent.choice).toBe('anonymous');
    expect(plain(consent.wording)).toBe(`${ASK} Oui, sans nous nommer`);
    expect(consent.chosenAt).toEqual(world.clock.now());
  });

  it('and is asked of a photo too, by itself', async () => {
    await by.choose('Corriger une réponse', 'utilisé le logo');
    await by.press('Oui', { in: 'utilisé le logo' });
    expect(by.read()).toContain('Photo bienvenue');
    expect(by.read()).toContain(NOT);
    await by.choose(ASK, 'Oui, en nommant notre structure');
    await by.say('la vitrine', 'Photo bienvenue', [logo]);
    expect(by.read()).toContain('Une bonne idée');
    // The words that are asked next aren't quoted for that.
    expect(by.read()).toContain(NOT);
    await write();
    const read = await bilan();
    expect(read).toContain(
      `Photo envoyée par ${organisation}, avec le logo utilisé (Mois de l'ESS 2026) : « la vitrine »`,
    );
    expect(read).not.toContain(idea);
  });

  it('and can be taken back', async () => {
    await by.choose(ASK, 'Oui, en nommant notre structure');
    await write();
    await by.choose(ASK, 'Non, pas du tout');
    expect(await bilan()).not.toContain(idea);
  });

  it('and is shown among what is kept of who chose, with the words and the day, and taken back there', async () => {
    await by.choose(ASK, 'Oui, en nommant notre structure');
    await write();
    expect(await bilan()).toContain(idea);
    await by.command('/profil donnees');
    expect(plain(by.read())).toContain("Vous avez accepté qu'une réponse soit citée ou montrée dans le bilan");
    expect(plain(by.read())).toContain(`(${organisation}, 2026), le jeudi 3 décembre`);
    expect(plain(by.read())).toContain(`« ${ASK} Oui, en nommant notre structure »`);
    const card = () => by.screen().findLast(({ text }) => text.includes(idea) && text.includes('Cette réponse'));
    expect(plain(card()?.text ?? '')).toContain('avec le nom de votre structure');
    await by.choose('Retirer un accord', organisation);
    expect(plain(by.read())).not.toContain('Vous avez accepté');
    await world.settle();
    // Nobody had to touch the card.
    expect(plain(card()?.text ?? '')).toContain(NOT);
    expect(await bilan()).not.toContain(idea);
    const consent = await world.database.prisma.quoteConsent.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect([consent.choice, plain(consent.wording)]).toEqual(['none', 'Accord retiré dans « Mes données »']);
  });
});
