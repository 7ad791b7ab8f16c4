import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEdition, plain, propose } from '../../support/events.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('an edition, opened on %s', (platform) => {
  it('is announced on both platforms, given a theme and objectives, and closed after a confirmation', async () => {
    const coordinator = world.coordinator[platform];
    const reader = world.person(platform === 'slack' ? 'discord' : 'slack', `Rita ${platform}`);
    const year = platform === 'slack' ? '2026' : '2027';
    await coordinator.command('/edition ouvrir', { annee: year, message: "L'ESS près de chez vous" });
    expect(coordinator.read()).toContain(`Mois de l'ESS ${year}`);
    expect(coordinator.read()).toContain("L'ouverture est annoncée dans les salons d'annonces. 2 messages partent");
    expect(reader.look()).toContain("c'est ouvert");

    await coordinator.command('/edition theme', { nom: 'Habiter' });
    expect(coordinator.read()).toContain('Habiter');
    await coordinator.command('/edition theme', { nom: 'habiter' });
    expect(coordinator.read()).toContain('existe déjà');

    await coordinator.command('/edition objectifs');
    await coordinator.fill({ figure: 'events', target: '30' });
    expect(coordinator.read()).toContain('Événements : 30');

    await coordinator.command('/edition cloturer');
    await coordinator.press('Ne rien changer');
    expect(coordinator.read()).toContain("Rien n'a été changé");
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).toContain('est close');
  });

  it('is not to be opened by somebody who is no coordinator, nor twice, nor with a year that is none', async () => {
    const somebody = world.person(platform, `Paul ${platform}`);
    await somebody.command('/edition ouvrir', { annee: '2030' });
    expect(somebody.read()).toContain('coordination');
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: 'abcd' });
    expect(coordinator.read()).toContain('quatre chiffres');
    await coordinator.correct();
    expect(coordinator.form().fields.find((field) => field.id === 'year')?.value).toEqual(['abcd']);
  });

  it('is not to be opened for a year beyond the next one, which nothing could take back', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2062' });
    expect(plain(coordinator.read())).toContain("L'édition 2062 ne peut pas encore être ouverte");
    expect(plain(coordinator.read())).toContain('au plus tard 2027');
    expect(await world.database.prisma.edition.count({ where: { year: 2062 } })).toBe(0);
  });
});

describe.each(['slack', 'discord'] as const)('an edition that is still open, on %s', (platform) => {
  let own: World;
  afterAll(() => own?.close());

  it('is closed from where it stands in the way of the next one, whose year is proposed', async () => {
    own = await startWorld();
    const coordinator = own.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await coordinator.command('/edition ouvrir');
    expect(coordinator.form().fields.find(({ id }) => id === 'year')?.value).toEqual(['2027']);
    await coordinator.fill({});
    expect(coordinator.read()).toContain("L'édition 2026 est encore ouverte");
    await coordinator.press('Clore');
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).toContain('est close');
  });
});

describe.each(['slack', 'discord'] as const)('an edition in which not everything is over, on %s', (platform) => {
  let opened: World;
  afterAll(() => opened?.close());

  it('is closed by who was shown what isn’t over, and is asked about anew when that has changed', async () => {
    const { world: own, coordinator, gil } = await openEdition(platform);
    opened = own;
    await coordinator.command('/edition cloturer');
    expect(coordinator.read()).toContain('Clore « Mois de l');
    expect(coordinator.read()).not.toContain('pas terminé');

    for (const title of ['Repair Café', 'Bourse aux vélos']) {
      await propose(gil, { title });
    }
    const organisationId = await organisationOf(own, 'Le Moulin', [gil]);
    for (const [title, startsAt] of [
      ['Visite', '2026-11-14T14:00:00+01:00'],
      ['Rentrée', '2026-09-10T14:00:00+02:00'],
    ] as const) {
      await acceptedEvent(own, { title, organisationId, by: gil, startsAt });
    }
    await coordinator.command('/edition cloturer');
    expect(coordinator.read()).toContain("Tout n'y est pas terminé");
    expect(coordinator.read()).toContain(
      '2 propositions attendent encore une décision : leurs structures seront prévenues',
    );
    expect(coordinator.read()).toContain('Un événement accepté est à venir');
    expect(coordinator.read()).not.toContain('Le questionnaire est en cours');

    await coordinator.command('/questionnaire lancer');
    await coordinator.press('Lancer le questionnaire');
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).not.toContain('est close');
    expect(coordinator.read()).toContain("Le questionnaire est en cours, jusqu'au vendredi 15 janvier 2027");
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).toContain('est close');
    expect(plain(coordinator.read())).toContain(
      "Les structures dont une proposition attendait encore une décision l'apprennent",
    );
    expect(plain(coordinator.read())).toMatch(/Un message part maintenant, (en privé|à une structure)\. Destinataire/);
    const told = plain(gil.look());
    expect(told).toContain("Vos 2 propositions n'avaient pas reçu de décision : elles ne sont pas au programme.");
    expect(told).toContain('Repair Café');
    expect(told).toContain('Bourse aux vélos');
  });
});

describe.each(['slack', 'discord'] as const)('what is no longer as it was shown, on %s', (platform) => {
  let opened: World;
  afterAll(() => opened?.close());

  it('is asked about anew, with buttons, by whoever presses five times at once', async () => {
    const { world: own, coordinator, gil } = await openEdition(platform);
    opened = own;
    for (const title of ['Repair Café', 'Bourse aux vélos', 'Portes ouvertes', 'Soupe du soir']) {
      await coordinator.command('/edition cloturer');
      await propose(gil, { title });
      await Promise.all(Array.from({ length: 5 }, () => coordinator.press("Clore l'édition").catch(() => {})));
      expect([title, coordinator.sees("Clore l'édition")]).toEqual([title, true]);
      expect(coordinator.read()).not.toContain('est close');
    }
    await coordinator.press("Clore l'édition");
    expect(coordinator.read()).toContain('est close');
  });
});
