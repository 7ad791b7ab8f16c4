import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { acceptedEvent, answersOf, organisationOf, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PHOTO = { name: 'logo.png', type: 'image/png', bytes: PIXEL };
const STANDS = 'la réponse enregistrée reste celle-ci';

let world: World;
beforeAll(async () => {
  world = await worldWithSurvey('2026-11-01T09:00:00+01:00');
});
afterAll(() => world?.close());

let number = 0;

/** A questionnaire that was asked, and its answers so far. */
async function questionnaireOf(
  of: { readonly organisationId: string; readonly eventId: string | null; readonly kind: 'EVENT' | 'ORGANISATION' },
  answers: Readonly<Record<string, object>>,
): Promise<void> {
  const { prisma } = world.database;
  const { id: regionId } = await prisma.region.findFirstOrThrow();
  const { id: surveyId } = await prisma.survey.findFirstOrThrow();
  const answeredById = (await prisma.person.findFirstOrThrow()).id;
  const given = { regionId, answeredById, answeredAt: new Date('2026-11-01T08:00:00Z') };
  await prisma.questionnaire.create({
    data: {
      ...of,
      regionId,
      surveyId,
      askedAt: world.clock.now(),
      answers: { create: Object.entries(answers).map(([question, value]) => ({ ...given, question, value })) },
    },
  });
}

/** Returns the replaced answers. */
async function revisions(eventId: string) {
  const { prisma } = world.database;
  const { id } = await prisma.questionnaire.findFirstOrThrow({ where: { eventId } });
  return prisma.answerRevision.findMany({ where: { questionnaireId: id }, orderBy: { id: 'asc' } });
}

describe.each(['slack', 'discord'] as const)('a message that is edited on %s', (platform) => {
  let by: Person;
  let eventId: string;

  /** Returns somebody who is asked how many came. */
  beforeEach(async () => {
    number += 1;
    by = world.person(platform, `Olive ${number}`);
    const organisationId = await organisationOf(world, `Les Jardins ${number}`, [by]);
    const given = { organisationId, by, startsAt: '2026-10-31T18:00:00+01:00' };
    eventId = await acceptedEvent(world, { ...given, title: `Fête ${number}` });
    await questionnaireOf({ organisationId, eventId, kind: 'EVENT' }, { held: { kind: 'choice', option: 'yes' } });
    await by.command('/questionnaire repondre');
    expect(by.read()).toContain('Combien de personnes');
  });

  it('counts while nothing was answered after it, as a correction does', async () => {
    await by.say('40', 'Combien de personnes');
    await by.edit('environ 60');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60, precision: 'estimated' } });
    expect(by.read()).toContain('→ environ 60');
    expect((await revisions(eventId)).map(({ value }) => value)).toMatchObject([{ value: 40 }]);
    // The next question still waits, in the same message.
    expect(by.read()).toContain('Question 3 sur 4');
    await by.press('Non');
    expect(await answersOf(world, { eventId })).toMatchObject({ officials: { option: 'no' } });
  });

  it('counts each time it is edited', async () => {
    await by.say('40', 'Combien de personnes');
    await by.edit('50');
    await by.edit('60');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60 } });
    expect((await revisions(eventId)).map(({ value }) => value)).toMatchObject([{ value: 40 }, { value: 50 }]);
  });

  it('changes nothing once something else was answered, and its author is told how to correct', async () => {
    await by.say('40', 'Combien de personnes');
    await by.press('Non');
    await by.edit('60');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40 } });
    expect(by.read()).toContain(STANDS);
    expect(by.read()).toContain('→ 40');
    await by.press('Corriger', { in: STANDS });
    await by.say('60', 'Réponse actuelle : 40');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 60 } });
  });

  it('changes nothing where it can not be read any more, and that is said', async () => {
    await by.say('40', 'Combien de personnes');
    await by.edit('beaucoup de monde');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40 } });
    expect(by.read()).toContain("Je n'ai pas trouvé de nombre dans « beaucoup de monde »");
    expect(by.read()).toContain(STANDS);
    expect(by.sees('Corriger')).toBe(true);
  });

  it('is read anew where it could not be read before, though the question was asked again meanwhile', async () => {
    await by.say('plein', 'Combien de personnes');
    await by.say('vraiment plein', 'Combien de personnes');
    await by.edit('environ 80', 'vraiment');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 80 } });
    expect(by.read()).toContain('Des élus locaux');
    await by.edit('environ 90', 'plein');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 80 } });
    expect(by.read()).toContain(STANDS);
  });

  it('is no answer to what was asked after it', async () => {
    await by.press('Je ne sais pas');
    await by.press('Je ne sais pas');
    await by.press('Je ne sais pas');
    await by.say('Merci !', 'Tout est enregistré');
    await by.choose('Corriger une réponse', 'Qui est venu surtout');
    await by.edit('moitié-moitié');
    expect(await answersOf(world, { eventId })).toMatchObject({ audience: { kind: 'choice', option: 'dontKnow' } });
  });

  it('is no edit where a link is unfolded below it, be it in a message that was edited before', async () => {
    await by.say('40', 'Combien de personnes');
    await by.edit('50');
    await by.press('Non');
    world.platforms[platform].unfoldLink(by.wrote('50').id);
    await world.settle();
    expect(by.look()).not.toContain(STANDS);
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 50 } });
    expect(await revisions(eventId)).toHaveLength(1);
  });

  it('counts where it was too long to be read before', async () => {
    await by.say(`40 ${'a'.repeat(platform === 'slack' ? 3_500 : 1_900)}`, 'Combien de personnes');
    await by.edit('environ 40');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40, precision: 'estimated' } });
    expect(by.read()).toContain('Des élus locaux');
  });

  it('has no say for whoever is no member any more', async () => {
    await by.say('40', 'Combien de personnes');
    const text = by.wrote('40').id;
    await by.command('/structure quitter', { structure: `Les Jardins ${number}` });
    await by.press('Confirmer');
    await by.platform.edit(by.user.id, text, '60').catch(() => {});
    await world.settle();
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40 } });
    expect(by.look()).not.toContain('→');
  });
});

describe.each(['slack', 'discord'] as const)(
  'what was sent with a photo, or in several messages, on %s',
  (platform) => {
    let by: Person;
    let organisationId: string;

    beforeEach(async () => {
      number += 1;
      by = world.person(platform, `Rosa ${number}`);
      organisationId = await organisationOf(world, `Le Fournil ${number}`, [by]);
    });

    async function begin(answers: Readonly<Record<string, object>>): Promise<void> {
      await questionnaireOf({ organisationId, eventId: null, kind: 'ORGANISATION' }, answers);
      await by.command('/questionnaire repondre');
    }
    const no = { kind: 'choice', option: 'no' };
    const untilLogo = {
      pressContacted: no,
      coverage: no,
      siteLink: no,
      distribution: { kind: 'choices', options: ['mail'] },
    };

    it('the words beside a photo are what they say by now; the photo stays', async () => {
      await begin({ ...untilLogo, logo: { kind: 'choice', option: 'yes' } });
      await by.say('voila', 'Photo bienvenue', [PHOTO]);
      const { logoPhoto: sent } = await answersOf(world, { organisationId });
      await by.edit('La banderole');
      const { logoPhoto: stands } = await answersOf(world, { organisationId });
      expect(stands).toEqual({ ...(sent as object), caption: 'La banderole' });
      expect(by.read()).toContain('« La banderole »');
    });

    it('one of several messages that make an answer changes nothing, and that is said', async () => {
      await begin({ ...untilLogo, coverage: { kind: 'choice', option: 'yes' } });
      await by.say('Le Courrier picard, presse, 12 novembre', 'Dites le nom du média');
      await by.say('Radio Campus, radio', 'Le Courrier picard');
      await by.edit('La Voix du Nord, presse, 12 novembre', 'Le Courrier');
      expect(by.read()).toContain(STANDS);
      expect(await answersOf(world, { organisationId })).toMatchObject({
        coverageItems: { items: [{ outlet: 'Le Courrier picard' }, { outlet: 'Radio Campus' }] },
      });
    });
  },
);

describe('what was typed to the bot outside any thread, on slack', () => {
  it('is corrected there, and said back there', async () => {
    const by = world.person('slack', 'Nour');
    const organisationId = await organisationOf(world, 'Le Rucher', [by]);
    const given = { organisationId, by, startsAt: '2026-10-31T18:00:00+01:00' };
    const eventId = await acceptedEvent(world, { ...given, title: 'Miel' });
    await questionnaireOf({ organisationId, eventId, kind: 'EVENT' }, { held: { kind: 'choice', option: 'yes' } });
    await by.command('/questionnaire repondre');
    await by.say('peu');
    await by.edit('30');
    expect(by.read()).toContain('Des élus locaux');
    await by.edit('environ 35');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 35 } });
    expect(by.read()).toContain('votre message modifié a remplacé cette réponse');
    await by.say('non');
    await by.edit('45', 'environ 35');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 35 } });
    expect(by.read()).toContain(STANDS);
  });
});
