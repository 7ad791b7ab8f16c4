import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const MOVED = 'La suite est plus bas.';

let world: World;
let number = 0;

beforeAll(async () => {
  world = await worldWithSurvey('2026-11-15T09:00:00+01:00');
});
afterAll(() => world?.close());

/** Returns the messages of the bot on their screen that read so. */
const cardsOf = (person: Person, reads: string) =>
  person.screen().filter(({ author, text }) => author.bot && text.includes(reads));

describe.each(platformsInTurn())('the one message in which an event is answered, on %s', (platform) => {
  let by: Person;
  let eventId: string;
  let title: string;

  beforeEach(async () => {
    number += 1;
    const name = `${platform} ${number}`;
    ({ organiser: by, eventId } = await openDoors(world, platform, { name }));
    title = `Questionnaire : Portes ouvertes ${name}`;
    await by.command('/mois');
    await askNow();
  });

  /** Has the event asked about, which was accepted after its day. */
  async function askNow(): Promise<void> {
    const { prisma } = world.database;
    const survey = await prisma.survey.findFirstOrThrow();
    const event = await prisma.event.findUniqueOrThrow({ where: { id: eventId } });
    await prisma.questionnaire.create({
      data: {
        ...{ regionId: survey.regionId, surveyId: survey.id, kind: 'EVENT', eventId },
        ...{ organisationId: event.organisationId, askedAt: world.clock.now() },
      },
    });
    await by.command('/questionnaire repondre');
    expect(by.read()).toContain('a-t-il eu lieu');
  }

  it('is edited where it stands, with the answers above the question', async () => {
    const [card] = cardsOf(by, title).slice(-1);
    await by.press('Oui');
    expect(by.news.map(({ id }) => id)).toEqual([card?.id]);
    expect(by.read()).toMatch(/a-t-il eu lieu \?\n→ Oui\n[\s\S]*Question 2 sur 4/);
    expect(by.sees('Annulé')).toBe(false);
  });

  it('is posted anew once it is 50 minutes old, and the old one has no controls any more', async () => {
    await by.press('Oui');
    await world.goTo(new Date(world.clock.now().getTime() + 51 * 60_000));
    await by.press('Je ne sais pas');
    expect(by.read()).toContain('Question 3 sur 4');
    const [moved] = cardsOf(by, MOVED).slice(-1);
    expect(moved?.controls).toEqual([]);
    expect(cardsOf(by, title).filter(({ controls }) => controls.length > 0)).toHaveLength(1);
  });

  it('is posted anew once two messages stand below it', async () => {
    await by.press('Oui');
    await by.say('40', title);
    expect(cardsOf(by, MOVED)).toEqual([]);
    await by.say('oui', title);
    expect(cardsOf(by, MOVED)).toHaveLength(1);
    expect(by.read()).toContain('Question 4 sur 4');
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 40 },
      officials: { option: 'yes' },
    });
  });

  it('changes no answer with a button of an older one, whose controls the platform left', async () => {
    await by.press('Oui');
    await by.choose('Corriger une réponse', 'a-t-il eu lieu');
    // The card is posted anew elsewhere meanwhile, and the edit that takes this one's controls away is refused.
    await world.database.prisma.surveyConversation.updateMany({
      where: { questionnaire: { eventId } },
      data: { version: { increment: 1 } },
    });
    await by.press('Annulé');
    expect(await answersOf(world, { eventId })).toMatchObject({ held: { option: 'yes' } });
    await by.press('Annulé');
    expect(await answersOf(world, { eventId })).toMatchObject({ held: { option: 'cancelled' } });
  });
});
