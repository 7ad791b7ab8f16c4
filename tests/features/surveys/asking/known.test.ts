import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { answersOf, askAboutEvent, askOrganisation, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const RIGHT = "C'est exact";
const logo = { name: 'logo.png', type: 'image/png', bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB', 'base64') };

describe.each(platformsInTurn())('what is known is shown and only confirmed, on %s', (platform) => {
  let world: World;
  let coordinator: Person;

  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
    coordinator = world.coordinator[platform];
  });
  afterAll(() => world?.close());

  async function ask(organisationId: string, by: Person): Promise<void> {
    await askOrganisation(world, organisationId);
    await by.command('/questionnaire repondre');
  }

  async function askEvent(eventId: string, by: Person): Promise<void> {
    await askAboutEvent(world, eventId);
    await by.command('/questionnaire repondre');
  }

  async function announce(text: string): Promise<void> {
    await coordinator.command('/annonce diffuser', { texte: text });
    await coordinator.press('Diffuser maintenant');
  }

  async function relay(by: Person, text: string, howMany: string): Promise<void> {
    await by.press("J'ai relayé", { in: text });
    await by.fill({ to: ['members'], ...(howMany && { howMany }) });
  }

  const offers = (by: Person) =>
    by.news.some(({ controls }) => controls.some((one) => one.kind === 'button' && one.label.includes('exact')));

  it('announcements that were passed on, and to how many: one press answers both questions', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Relais ${platform}` });
    for (const text of ['Premier appel', 'Deuxième appel', 'Troisième appel']) await announce(text);
    await relay(organiser, 'Premier appel', '40');
    await relay(organiser, 'Deuxième appel', 'environ 150');
    await ask(organisationId, organiser);
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], siteLink: 'no', logo: 'no' });
    expect(organiser.read()).toContain('Avez-vous relayé');
    expect(organiser.read()).toContain(
      'Vous avez relayé 2 annonces sur 3. Nombre de personnes, pour celle qui est allée le plus loin : environ 150.',
    );
    expect(await answersOf(world, { organisationId })).not.toHaveProperty('relayed');

    // One more is passed on meanwhile: what was shown isn't so any more, and is shown again before it counts.
    await relay(organiser, 'Troisième appel', '');
    await organiser.press(RIGHT, { in: '2 annonces sur 3' });
    expect(organiser.read()).toContain('Vous avez relayé 3 annonces sur 3');
    expect(await answersOf(world, { organisationId })).not.toHaveProperty('relayed');

    await organiser.press(RIGHT, { in: '3 annonces sur 3' });
    expect(organiser.read()).toContain('Avez-vous noué des contacts');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      relayed: { kind: 'choice', option: 'yes' },
      relayedReach: { kind: 'quantity', value: 150, precision: 'estimated' },
    });

    // An answer that was confirmed is corrected as any other is.
    await organiser.choose('Corriger une réponse', 'Avez-vous relayé');
    expect(offers(organiser)).toBe(false);
    await organiser.press('Non', { in: 'Avez-vous relayé' });
    expect(await answersOf(world, { organisationId })).toMatchObject({ relayed: { option: 'no' } });
  });

  it('the furthest that one of them told counts, and nothing of whoever acts for several organisations', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Chœur ${platform}` });
    const colleague = await openDoors(world, platform, { name: `Autre chœur ${platform}` });
    const { prisma } = world.database;
    const { id: personId, regionId } = await prisma.person.findFirstOrThrow({
      where: { identities: { some: { externalId: colleague.organiser.user.id } } },
    });
    await announce('Appel du chœur');
    await relay(organiser, 'Appel du chœur', '80');
    await relay(colleague.organiser, 'Appel du chœur', '90');
    const theirs = { personId, organisationId: colleague.organisationId };
    await prisma.membership.updateMany({ where: theirs, data: { organisationId } });
    const told = async () => {
      await organiser.command('/questionnaire repondre');
      await organiser.choose('Corriger une réponse', 'Avez-vous relayé');
      return organiser.read();
    };
    await ask(organisationId, organiser);
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], siteLink: 'no', logo: 'no' });
    await organiser.press(RIGHT, { in: '1 annonce sur' });
    expect(await answersOf(world, { organisationId })).toMatchObject({ relayedReach: { value: 90 } });
    await prisma.membership.create({
      data: {
        ...{ regionId, personId, organisationId: colleague.organisationId },
        status: 'ACTIVE',
        requestedAt: world.clock.now(),
      },
    });
    expect(await told()).toContain('le plus loin : 80.');
  });

  it('the ordinary answers stand beside it, and nothing is offered where nothing is known', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Seule ${platform}` });
    await ask(organisationId, organiser);
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], siteLink: 'no', logo: 'no' });
    expect(organiser.read()).toContain('Avez-vous relayé');
    expect(organiser.read()).not.toContain('annonce');
    expect(offers(organiser)).toBe(false);
    await organiser.press('Non', { in: 'Avez-vous relayé' });
    expect(await answersOf(world, { organisationId })).toMatchObject({ relayed: { option: 'no' } });
  });

  it('the kit: whether it was received is told; that it never came is confirmed', async () => {
    const has = await openDoors(world, platform, { name: `Servie ${platform}` });
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo], note: 'Le logo' });
    await coordinator.press('Publier et envoyer');
    await has.organiser.press("J'ai bien reçu le kit");
    await ask(has.organisationId, has.organiser);
    await has.organiser.press("Répondre d'un coup");
    await has.organiser.fill({ pressContacted: 'no', coverage: 'no' });
    expect(has.organiser.read()).toContain("Vous avez reçu le kit : vous l'avez dit le jeudi 3 décembre 2026.");
    expect(offers(has.organiser)).toBe(false);
    await has.organiser.choose('Choisissez une ou plusieurs réponses', 'Notre site');
    await has.organiser.press('Non', { in: 'Votre site renvoie' });
    expect(has.organiser.read()).toContain('Avez-vous utilisé le logo');
    expect(has.organiser.read()).toContain("Vous avez reçu le kit : vous l'avez dit le jeudi 3 décembre 2026.");
    expect(await answersOf(world, { organisationId: has.organisationId })).not.toHaveProperty('logo');
    await has.organiser.press('Oui', { in: 'Vous avez reçu le kit' });
    expect(await answersOf(world, { organisationId: has.organisationId })).toMatchObject({
      logo: { kind: 'choice', option: 'yes' },
    });

    const hasNot = await openDoors(world, platform, { name: `Oubliée ${platform}` });
    await hasNot.organiser.command('/profil langue', { langue: 'English' });
    await ask(hasNot.organisationId, hasNot.organiser);
    await hasNot.organiser.press('No', { in: 'Did you contact the press' });
    await hasNot.organiser.press('No', { in: 'media' });
    expect(hasNot.organiser.read()).toContain("you never received them: the kit wasn't sent to you here.");
    await hasNot.organiser.press("That's right");
    await hasNot.organiser.press('No', { in: 'Does your website' });
    expect(hasNot.organiser.read()).toContain("you didn't have it");
    await hasNot.organiser.press("That's right");
    expect(await answersOf(world, { organisationId: hasNot.organisationId })).toMatchObject({
      distribution: { kind: 'choices', options: ['neverReceived'] },
      logo: { kind: 'choice', option: 'neverHad' },
    });
  });

  it('officials who were invited: shown above the choices, which alone answer; nothing is chosen for anybody', async () => {
    const { organiser, eventId } = await openDoors(world, platform, { name: `Élus ${platform}` });
    await organiser.command('/evenement completer', { evenement: `Portes ouvertes Élus ${platform}` });
    await organiser.press('Compléter la fiche');
    await organiser.fill({ invitedOfficials: "mairie d'Amiens, Région" });
    await askEvent(eventId, organiser);
    await organiser.press('Oui', { in: 'a-t-il eu lieu' });
    await organiser.say('60', 'Combien de personnes sont venues');
    expect(organiser.read()).toContain('Des élus locaux ou des institutions');
    expect(organiser.read()).toContain("D'après la fiche, vous aviez invité : mairie d'Amiens, Région");
    expect(offers(organiser)).toBe(false);
    expect(await answersOf(world, { eventId })).not.toHaveProperty('officials');
    await organiser.press('Oui', { in: 'vous aviez invité' });
    expect(await answersOf(world, { eventId })).toMatchObject({ officials: { kind: 'choice', option: 'yes' } });

    const silent = await openDoors(world, platform, { name: `Sans élus ${platform}` });
    await askEvent(silent.eventId, silent.organiser);
    await silent.organiser.press('Oui', { in: 'a-t-il eu lieu' });
    await silent.organiser.say('60', 'Combien de personnes sont venues');
    expect(silent.organiser.read()).toContain('Des élus locaux ou des institutions');
    expect(silent.organiser.read()).not.toContain('invité');
  });

  it('what was announced in another edition is not known of this one', async () => {
    const { organiser, organisationId } = await openDoors(world, platform, { name: `Tardive ${platform}` });
    await world.goTo('2027-01-15T09:00:00+01:00');
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    await coordinator.command('/edition ouvrir', { annee: '2027' });
    await announce('Appel de 2027');
    await relay(organiser, 'Appel de 2027', '77');
    await ask(organisationId, organiser);
    await organiser.press("Répondre d'un coup");
    await organiser.fill({ pressContacted: 'no', coverage: 'no', distribution: ['mail'], siteLink: 'no', logo: 'no' });
    expect(organiser.read()).toContain('Avez-vous relayé');
    expect(organiser.read()).not.toContain('77');
  });
});
