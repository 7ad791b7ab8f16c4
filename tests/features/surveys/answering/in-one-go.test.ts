import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effortOf } from '../../../../src/demo/efforts.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, askOrganisation, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('in one go, on %s', (platform) => {
  it('a ranking is one choice in one list, four statements are one message, and so is a list of media', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Ronde ${platform}` });
    await askOrganisation(world, organisationId);
    const before = effortOf(organiser);
    await organiser.command('/questionnaire repondre');
    await organiser.press('Non', { in: 'contacté la presse' });
    await organiser.press('Oui', { in: 'Un média a-t-il parlé' });
    await organiser.say('Le Courrier, presse, 12 novembre\nRadio Campus, radio', 'Lequel');
    await organiser.choose('Choisissez une ou plusieurs réponses', 'Dans nos locaux', 'Notre site');
    await organiser.press('Non', { in: 'Votre site renvoie' });
    await organiser.press('Non', { in: 'utilisé le logo' });
    await organiser.press('Non', { in: 'relayé' });
    await organiser.press('Non', { in: 'noué des contacts' });
    const inOrder = "puis les suivants dans l'ordre (3 au plus)";
    await organiser.choose(inOrder, 'Nouer des contacts', 'Autre', "Rendre l'ESS plus lisible");
    expect(organiser.read()).toContain(
      "→ 1er choix : Nouer des contacts\n→ 2e choix : Autre\n→ 3e choix : Rendre l'ESS plus lisible",
    );
    await organiser.choose(inOrder, "Trop d'événements", 'Pas assez de contacts');
    expect(organiser.read()).toContain("1er choix : Trop d'événements");
    await organiser.press('Terminé', { in: "Qu'est-ce qui n'a pas bien marché" });
    expect(organiser.read()).toContain('tout écrire');
    await organiser.say('assez, beaucoup, un peu, je ne sais pas', 'Selon vous');
    await organiser.press('Oui', { in: 'prochaine édition' });
    await organiser.press('Passer');
    expect(organiser.read()).toContain('Merci');
    const { gestures, messages } = effortOf(organiser);
    expect(gestures - before.gestures).toBe(15);
    expect(messages - before.messages).toBeLessThanOrEqual(3);
    expect(await answersOf(world, { organisationId })).toMatchObject({
      coverageItems: { items: [{ outlet: 'Le Courrier' }, { outlet: 'Radio Campus' }], done: true },
      reasons: { order: ['contacts', 'other', 'legibility'], done: true },
      defects: { order: ['tooManyAtOnce', 'noContact'], done: true },
      scales: { levels: { knownToPublic: 'fairly', diversity: 'aLot', reachedInhabitants: 'aLittle' } },
    });
  });

  it('a number or an address that follows a "yes" comes in the same message; an edit of both is said not to count', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Ovale ${platform}` });
    await askOrganisation(world, organisationId);
    await organiser.command('/questionnaire repondre');
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'] });
    expect(organiser.read()).toContain('Par exemple : oui, www.exemple.fr');
    await organiser.say('oui : www.jardins.fr', 'Votre site renvoie');
    await organiser.press('Non', { in: 'utilisé le logo' });
    await organiser.say('oui, environ 150', 'relayé');
    expect(organiser.read()).toContain('→ environ 150');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      siteLink: { option: 'yes' },
      siteLinkAddress: { url: 'https://www.jardins.fr/' },
      relayed: { option: 'yes' },
      relayedReach: { value: 150, precision: 'estimated' },
    });
    await organiser.edit('oui, environ 200', 'oui, environ 150');
    expect(organiser.read()).toContain('→ environ 150\nVous avez modifié un message : la réponse enregistrée reste');
    expect(await answersOf(world, { organisationId })).toMatchObject({ relayedReach: { value: 150 } });
  });

  it('what follows a "yes" and is no number is asked again by itself', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Cône ${platform}` });
    await askOrganisation(world, organisationId);
    await organiser.command('/questionnaire repondre');
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], siteLink: 'no', logo: 'no' });
    await organiser.say('oui, à tout le monde', 'relayé');
    expect(organiser.read()).toContain('À combien de personnes');
    expect(organiser.read()).toContain("Je n'ai pas trouvé de nombre dans « à tout le monde »");
    expect(await answersOf(world, { organisationId })).toMatchObject({ relayed: { option: 'yes' } });
  });

  it('what can not be read beside a "yes" or a "no" is said, and a refusal to answer is no "no"', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Cube ${platform}` });
    await askOrganisation(world, organisationId);
    const relayed = async () => {
      const { relayed: _relayed = null, relayedReach = null } = await answersOf(world, { organisationId });
      return [_relayed, relayedReach];
    };
    await organiser.command('/questionnaire repondre');
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], siteLink: 'no', logo: 'no' });
    await organiser.say('non merci', 'relayé');
    expect(organiser.read()).toContain('Je ne sais pas si « non merci » est votre réponse');
    await organiser.say('non, 150', 'relayé');
    expect(organiser.read()).toContain("« non, 150 » dit « Non », puis ce qui ne se demande qu'après « Oui »");
    await organiser.say('non 150', 'relayé');
    expect(organiser.read()).toContain('« non 150 » dit « Non »');
    expect(await relayed()).toEqual([null, null]);

    await organiser.say('oui, -3', 'relayé');
    expect(organiser.read()).toContain('→ Oui');
    expect(organiser.read()).toContain('« -3 » est négatif');
    expect(organiser.read()).toContain('À combien de personnes');
    await organiser.edit('oui, beaucoup', 'oui, -3');
    expect(organiser.read()).toContain("Je n'ai pas trouvé de nombre dans « beaucoup »");
    await organiser.edit('oui environ 30', 'oui, beaucoup');
    expect(await relayed()).toMatchObject([{ option: 'yes' }, { value: 30, precision: 'estimated' }]);
    expect(organiser.read()).toContain('→ environ 30');

    await organiser.press('Non', { in: 'noué des contacts' });
    await organiser.say('1,5', 'Selon vous');
    expect(organiser.read()).toContain('« 1,5 », est-ce une réponse ou deux ?');
    expect(await answersOf(world, { organisationId })).not.toHaveProperty('scales');
    await organiser.say('1 5', 'Selon vous');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      scales: { levels: { knownToPublic: 'notAtAll', diversity: 'dontKnow' } },
    });
  });

  it('"non merci", "bien sûr" and what follows a "no" without saying more are understood', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Prisme ${platform}` });
    await askOrganisation(world, organisationId);
    await organiser.command('/questionnaire repondre');
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], logo: 'no' });
    await organiser.say('non, pas encore', 'Votre site renvoie');
    await organiser.say('oui, bien sûr', 'relayé');
    expect(organiser.read()).not.toContain("Je n'ai pas trouvé");
    await organiser.say('non merci', 'À combien de personnes');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      siteLink: { option: 'no' },
      relayed: { option: 'yes' },
      relayedReach: { kind: 'skipped' },
    });
  });

  it('more answers than there are statements are refused, and what was given before stays', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Carré ${platform}` });
    await askOrganisation(world, organisationId);
    await organiser.command('/questionnaire repondre');
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], siteLink: 'no', logo: 'no' });
    await organiser.press('Non', { in: 'relayé' });
    await organiser.press('Non', { in: 'noué des contacts' });
    // The form with all questions leaves an optional ranking out; the next that is asked are the statements.
    await organiser.press('Un peu', { in: 'Selon vous', nth: 1 });
    await organiser.say('assez, assez, assez, assez', 'Selon vous');
    expect(organiser.read()).toContain('Il reste 3 réponses à donner ici');
    await organiser.say('assez, pas du tout, beaucoup', 'Selon vous');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      scales: {
        levels: {
          ...{ knownToPublic: 'fairly', diversity: 'aLittle' },
          ...{ reachedInhabitants: 'notAtAll', reachedOfficials: 'aLot' },
        },
      },
    });
  });

  it('media items stand on lines, with commas or without; a name that is too long is refused, and nothing is lost', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Losange ${platform}` });
    await askOrganisation(world, organisationId);
    await organiser.command('/questionnaire repondre');
    await organiser.press('Non', { in: 'contacté la presse' });
    await organiser.press('Oui', { in: 'Un média a-t-il parlé' });
    const long = 'x'.repeat(201);
    await organiser.say(`Le Courrier, presse\n${long}, radio`, 'Lequel');
    expect(organiser.read()).toContain("est trop long pour le nom d'un média");
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ coverageItems: `${long}, presse` });
    expect(organiser.read()).toContain("est trop long pour le nom d'un média");
    await organiser.say('Le Courrier, presse\nFrance 3 (TV)\nRadio Campus', 'Lequel');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      coverageItems: { items: [{ outlet: 'Le Courrier' }, { outlet: 'France 3 (TV)' }, { outlet: 'Radio Campus' }] },
    });
  });

  it('"-1" is no answer of a list', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Triangle ${platform}` });
    await askOrganisation(world, organisationId);
    await organiser.command('/questionnaire repondre');
    await organiser.say('-1', 'contacté la presse');
    expect(organiser.read()).toContain("Je n'ai pas compris");
    expect(await answersOf(world, { organisationId })).toEqual({});
  });
});
