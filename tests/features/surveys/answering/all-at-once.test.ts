import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { logo, press } from '../../../support/kit-files.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const ALL = "Répondre d'un coup";

let world: World;
let number = 0;

beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
});
afterAll(() => world?.close());

const gesturesOf = ({ gestures }: Person) => Object.values(gestures).reduce((sum, count) => sum + count, 0);

describe.each(platformsInTurn())('one form with all questions, on %s', (platform) => {
  let by: Person;
  let eventId: string;
  let organisationId: string;

  beforeEach(async () => {
    number += 1;
    ({ organiser: by, eventId, organisationId } = await openDoors(world, platform, { name: `${platform} ${number}` }));
  });

  /** Has the event, or the organisation, asked about. */
  async function ask(kind: 'EVENT' | 'ORGANISATION'): Promise<void> {
    const { prisma } = world.database;
    const survey = await prisma.survey.findFirstOrThrow();
    await prisma.questionnaire.create({
      data: {
        ...{ regionId: survey.regionId, surveyId: survey.id, kind, organisationId, askedAt: world.clock.now() },
        eventId: kind === 'EVENT' ? eventId : null,
      },
    });
    await by.command('/questionnaire repondre');
  }

  it('leaves an answer as it was that is longer than most, given in the chat', async () => {
    await ask('ORGANISATION');
    await by.press(ALL);
    await by.fill({ contacts: 'yes', contactsWith: 'bref', siteLink: 'yes', siteLinkAddress: 'www.exemple.fr' });
    // Discord's chat takes 2 000 characters of most people, Slack's more.
    const long = 'mot '.repeat(platform === 'slack' ? 725 : 475).trim();
    await by.choose('Corriger une réponse', '7 bis');
    await by.say(long, 'Avec lesquelles');
    const address = `https://exemple.org/${'a'.repeat(600)}`;
    await by.choose('Corriger une réponse', '4 bis');
    await by.say(address, 'À quelle adr');
    await by.press(ALL);
    await by.fill({ comingBack: 'yes' });
    expect(await answersOf(world, { organisationId })).toMatchObject({
      contactsWith: { text: long },
      siteLinkAddress: { url: address },
      comingBack: { option: 'yes' },
    });
  });

  it('answers an event in two gestures', async () => {
    await ask('EVENT');
    await by.press(ALL);
    await by.fill({ held: 'yes', attendance: 'une soixantaine', officials: 'no', audience: 'half' });
    expect(by.look()).toContain('Merci Olive');
    expect(await answersOf(world, { eventId })).toMatchObject({
      held: { option: 'yes' },
      attendance: { value: 60, precision: 'estimated' },
      officials: { option: 'no' },
      audience: { option: 'half' },
    });
  });

  it('answers all about an organisation, page by page where the platform has pages, and skips what is left empty', async () => {
    await ask('ORGANISATION');
    const before = gesturesOf(by);
    await by.press(ALL);
    await by.fill({
      ...{ pressContacted: 'yes', coverage: 'yes', distribution: ['mail', 'ownSite'], siteLink: 'no', logo: 'no' },
      ...{ coverageItems: 'Le Courrier, presse, 12 novembre 2026\nRadio Verte, radio', relayed: 'yes' },
      ...{ relayedReach: '200', contacts: 'no', reasons_1: 'showcase', reasons_2: 'contacts' },
      ...{ scales_knownToPublic: 'fairly', scales_diversity: 'aLot', scales_reachedInhabitants: 'aLittle' },
      ...{ scales_reachedOfficials: 'notAtAll', comingBack: 'yes' },
    });
    expect(by.look()).toContain('Merci Olive');
    // On Discord each of the five pages is a form, and a button leads from one to the next.
    expect(gesturesOf(by) - before).toBe(platform === 'slack' ? 2 : 10);
    expect(await answersOf(world, { organisationId })).toMatchObject({
      distribution: { options: ['mail', 'ownSite'] },
      coverageItems: {
        items: [
          { outlet: 'Le Courrier', medium: 'press' },
          { outlet: 'Radio Verte', medium: 'radio' },
        ],
      },
      relayedReach: { value: 200 },
      reasons: { order: ['showcase', 'contacts'], done: true },
      defects: { kind: 'skipped' },
      idea: { kind: 'skipped' },
      scales: { levels: { diversity: 'aLot', reachedOfficials: 'notAtAll' } },
    });
  });

  it('takes the photo along, whatever page it is on, and says at its field that another file is none', async () => {
    await ask('ORGANISATION');
    await by.press(ALL);
    await by.fill({ logo: 'yes', logoPhoto: [press], comingBack: 'yes' });
    expect(by.read()).toContain("J'attends une photo");
    expect(await answersOf(world, { organisationId })).toEqual({});
    await by.correct();
    await by.fill({ logoPhoto: [logo] });
    expect(await answersOf(world, { organisationId })).toMatchObject({
      logo: { option: 'yes' },
      logoPhoto: { kind: 'file' },
      comingBack: { option: 'yes' },
    });
    // Opened again, the form says that it is there, and leaves it as it is.
    await by.press(ALL);
    await by.fill({ pressContacted: 'no', comingBack: 'no' });
    expect(await answersOf(world, { organisationId })).toMatchObject({ logoPhoto: { kind: 'file' } });
  });

  it('stands filled in with what is answered, and changes only what is changed there', async () => {
    await ask('EVENT');
    await by.press('Oui', { in: 'a-t-il eu lieu' });
    await by.say('environ 60', 'Combien de personnes');
    await by.press(ALL);
    expect(by.form().fields.map(({ id, value }) => [id, value])).toEqual(
      expect.arrayContaining([
        ['held', ['yes']],
        ['attendance', ['environ 60']],
      ]),
    );
    const before = await world.database.prisma.answer.findMany({ where: { questionnaire: { eventId } } });
    await by.fill({ audience: 'half' });
    expect(by.look()).toContain('Des élus locaux');
    expect(await world.database.prisma.answer.findMany({ where: { questionnaire: { eventId } } })).toEqual(
      expect.arrayContaining(before),
    );
    expect(await answersOf(world, { eventId })).toMatchObject({ audience: { option: 'half' } });
  });

  it('says at the field what can not be read, saves nothing of it, and loses nothing of what was typed', async () => {
    await ask('EVENT');
    await by.press(ALL);
    await by.fill({ held: 'yes', attendance: 'plein', audience: 'half' });
    expect(by.read()).toContain("Je n'ai pas trouvé de nombre dans « plein »");
    expect(await answersOf(world, { eventId })).toEqual({});
    await by.correct();
    expect(by.form().fields.find(({ id }) => id === 'audience')?.value).toEqual(['half']);
    await by.fill({ attendance: '60' });
    expect(await answersOf(world, { eventId })).toMatchObject({ held: { option: 'yes' }, attendance: { value: 60 } });
  });

  it('skips what is emptied where that may be', async () => {
    await ask('ORGANISATION');
    await by.press(ALL);
    await by.fill({ relayed: 'yes', relayedReach: '200', reasons_1: 'showcase', idea: 'Un rallye', comingBack: 'yes' });
    await by.press(ALL);
    await by.fill({ relayedReach: '', reasons_1: '', idea: '' });
    expect(await answersOf(world, { organisationId })).toMatchObject({
      relayed: { option: 'yes' },
      relayedReach: { kind: 'skipped' },
      reasons: { kind: 'skipped' },
      idea: { kind: 'skipped' },
      comingBack: { option: 'yes' },
    });
  });

  it('says at the field where an answer can not be emptied', async () => {
    await ask('EVENT');
    await by.press(ALL);
    await by.fill({ held: 'yes', attendance: '60' });
    await by.press(ALL);
    await by.fill({ attendance: '', officials: 'no' });
    expect(by.read()).toContain("remettez celle d'avant");
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60 } });
    expect(await answersOf(world, { eventId })).not.toHaveProperty('officials');
  });

  it('says at the field that a question is not asked after another answer', async () => {
    await ask('EVENT');
    await by.press(ALL);
    await by.fill({ held: 'cancelled', attendance: '60' });
    expect(by.read()).toContain('Cette question ne se pose plus');
    await by.correct();
    await by.fill({ attendance: '' });
    expect(by.look()).toContain("l'événement a été annulé");
  });
});
