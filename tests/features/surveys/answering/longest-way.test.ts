import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { logo } from '../../../support/kit-files.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

let world: World;
let number = 0;

beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('a whole sheet of an organisation, with every detail, on %s', (platform) => {
  let by: Person;
  let organisationId: string;

  beforeEach(async () => {
    number += 1;
    ({ organiser: by, organisationId } = await openDoors(world, platform, { name: `${platform} ${number}` }));
    const { prisma } = world.database;
    const survey = await prisma.survey.findFirstOrThrow();
    const asked = { regionId: survey.regionId, surveyId: survey.id, kind: 'ORGANISATION', organisationId } as const;
    await prisma.questionnaire.create({ data: { ...asked, askedAt: world.clock.now() } });
  });

  const gestures = () => Object.values(by.gestures).reduce((sum, count) => sum + count, 0);
  const messages = () => by.screen().filter(({ author }) => author.id !== by.user.id).length;

  /** Counts the gestures from the one that opens it, and the messages after the two that come with that. */
  async function effortOf(work: () => Promise<void>) {
    const before = gestures();
    await by.command('/questionnaire repondre');
    const read = messages();
    await work();
    expect(by.screen().some(({ text }) => text.includes('Merci Olive'))).toBe(true);
    expect(Object.keys(await answersOf(world, { organisationId }))).toHaveLength(17);
    return { gestures: gestures() - before, messages: messages() - read };
  }

  it('is three gestures in the one form, or eleven where a form has pages, all led to by one message', async () => {
    const effort = await effortOf(async () => {
      await by.press("Répondre d'un coup");
      await by.fill({
        ...{ pressContacted: 'yes', coverage: 'yes', coverageItems: 'Le Courrier, presse', distribution: ['mail'] },
        ...{ siteLink: 'yes', siteLinkAddress: 'www.jardins.fr', logo: 'yes', logoPhoto: [logo], relayed: 'yes' },
        ...{
          relayedReach: '150',
          contacts: 'yes',
          contactsWith: 'Le Moulin',
          reasons_1: 'contacts',
          reasons_2: 'other',
        },
        ...{ reasons_3: 'showcase', defects_1: 'other', defects_2: 'noContact', defects_3: 'lowVisibility' },
        ...{ scales_knownToPublic: 'fairly', scales_diversity: 'aLot', scales_reachedInhabitants: 'aLittle' },
        ...{ scales_reachedOfficials: 'notAtAll', comingBack: 'yes', idea: 'Un parrain connu' },
      });
    });
    const expected = { slack: { gestures: 3, messages: 0 }, discord: { gestures: 11, messages: 1 } } as const;
    expect(effort).toEqual(expected[platform]);
    // The buttons that led to the pages lead nowhere once all are sent.
    const led = by.screen().filter(({ text }) => text.includes('toutes les pages y sont'));
    expect(led).toHaveLength(expected[platform].messages);
    expect(by.sees('Continuer')).toBe(false);
  });

  it('is thirty-five gestures with each detail in a form of its own, in the one message', async () => {
    const write = async (reply: string, asked: string) => {
      await by.press('Répondre par écrit', { in: asked });
      await by.fill({ reply });
    };
    const mayBeQuoted = () => by.choose('Peut-on citer ou montrer', 'Oui, sans nous nommer');
    const effort = await effortOf(async () => {
      await by.press('Oui', { in: 'contacté la presse' });
      await by.press('Oui', { in: 'Un média a-t-il parlé' });
      await by.press('Ajouter un média');
      await by.fill({ outlet: 'Le Courrier', medium: 'press' });
      await by.press('Terminé', { in: 'Lequel' });
      await by.choose('Choisissez une ou plusieurs réponses', 'Dans nos locaux', 'Notre site');
      await by.press('Oui', { in: 'Votre site renvoie' });
      await write('www.jardins.fr', 'À quelle adresse');
      await by.press('Oui', { in: 'utilisé le logo' });
      await by.press('Envoyer une photo');
      await by.fill({ photo: [logo] });
      await mayBeQuoted();
      await by.press('Oui', { in: 'relayé' });
      await write('150', 'À combien de personnes');
      await by.press('Oui', { in: 'noué des contacts' });
      await write('Le Moulin', 'Avec lesquelles');
      await mayBeQuoted();
      for (const reason of ['Nouer des contacts', 'Autre', "Rendre l'ESS plus lisible"])
        await by.choose('choix', reason);
      for (const defect of ["Trop d'événements", 'Pas assez de contacts', 'Autre']) await by.choose('choix', defect);
      for (const nth of [0, 1, 2, 3]) await by.press('Assez', { in: 'Selon vous', nth });
      await by.press('Oui', { in: 'prochaine édition' });
      await write('Un parrain connu', 'bonne idée');
      await mayBeQuoted();
    });
    expect(effort).toEqual({ gestures: 35, messages: 0 });
  });
});
