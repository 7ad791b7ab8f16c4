import { afterAll, beforeAll, expect, it } from 'vitest';
import { both, type Platform } from '../../../support/platforms.ts';
import { answersOf, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let world: World;
const people = {} as Record<Platform, OpenDoors>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  const driss = world.coordinator.discord;
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = await openDoors(world, platform);
  }
  await driss.command('/questionnaire lancer', { cloture: '20 janvier 2027' });
  expect(driss.read()).toContain('2 événements, 2 structures ; clôture le mercredi 20 janvier 2027');
  await driss.press('Lancer le questionnaire');
  expect(driss.read()).toContain('est lancé');
  await world.goTo('2026-11-15T09:59:00+01:00');
  expect(people.slack.organiser.look()).not.toContain('a-t-il eu lieu');
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(() => world?.close());

/** The part on the event: asked the day after, answered by buttons and in words. */
async function answerEventPart(platform: Platform): Promise<void> {
  const { organiser, eventId } = people[platform];
  const opening = organiser.look();
  expect(opening).toContain(`Questionnaire : Portes ouvertes ${platform}`);
  expect(opening).toContain('Salle des fêtes, Amiens');
  expect(opening).toContain('4 questions, 1 minute.');
  expect(opening).toContain('Le bilan additionne les réponses.');
  expect(opening).toContain('Votre événement a-t-il eu lieu ?');

  await organiser.press('Oui');
  expect(organiser.read()).toContain('Votre événement a-t-il eu lieu ?\n→ Oui');
  expect(organiser.read()).toContain('Combien de personnes sont venues');

  const thread = 'Combien de personnes sont venues';
  await organiser.say('plein', thread);
  expect(organiser.read()).toContain("Je n'ai pas trouvé de nombre dans « plein »");
  expect(organiser.sees('Répondre par écrit')).toBe(true);
  await organiser.say('une soixantaine', thread);
  expect(organiser.read()).toContain('→ environ 60 (« une soixantaine »)');
  expect(organiser.read()).toContain('Des élus locaux ou des institutions');

  await organiser.press('Je ne sais pas');
  await organiser.press('Moitié-moitié');
  expect(organiser.read()).toContain('Tout est enregistré');
  expect(await answersOf(world, { eventId })).toMatchObject({
    held: { option: 'yes' },
    attendance: { value: 60, precision: 'estimated', typed: 'une soixantaine' },
    officials: { option: 'dontKnow' },
    audience: { option: 'half' },
  });
}

/** The part on the organisation: twelve questions with their follow-ups, each in its own way, then corrected. */
async function answerOrganisationPart(platform: Platform): Promise<void> {
  const { organiser, organisationId } = people[platform];
  expect(organiser.look()).toContain('12 questions, 4 minutes.');
  expect(organiser.read()).toContain('Avez-vous contacté la presse ?');

  // They type one media item in a line, and another in the form.
  await organiser.press('Non');
  await organiser.press('Oui');
  await organiser.say('Le Courrier picard, presse, 12 novembre', 'Questionnaire de la structure');
  expect(organiser.read()).toContain('Le Courrier picard · Presse · jeudi 12 novembre 2026');
  await organiser.press('Encore un');
  await organiser.fill({
    outlet: 'Radio Campus',
    medium: 'radio',
    publishedOn: 'un de ces jours',
    link: 'leur page',
  });
  // All problems are told at once, each at its field.
  expect(organiser.read()).toContain("Je n'ai pas trouvé de date dans « un de ces jours »");
  expect(organiser.read()).toContain("Je n'ai pas trouvé d'adresse de site dans « leur page »");
  await organiser.correct();
  await organiser.fill({ publishedOn: '14 novembre', link: '' });
  expect(organiser.read()).toContain('Radio Campus · Radio · samedi 14 novembre 2026');
  await organiser.press('Terminé');

  await organiser.choose('Choisissez une ou plusieurs réponses', 'Dans nos locaux', 'Jamais reçus');
  expect(organiser.read()).toContain("ne va pas avec d'autres réponses");
  await organiser.choose('Choisissez une ou plusieurs réponses', 'Dans nos locaux', 'Réseaux sociaux');

  await organiser.press('Oui');
  await organiser.press('Répondre par écrit');
  await organiser.fill({ reply: 'www.jardins.fr' });
  expect(organiser.read()).toContain('www.jardins.fr');

  await organiser.press('Oui');
  await organiser.say('voilà', 'Questionnaire de la structure', [
    { name: 'logo.png', type: 'image/png', bytes: PIXEL },
  ]);
  expect(organiser.read()).toContain('Photo reçue : « voilà »');

  await organiser.press('Oui');
  await organiser.press('Passer');
  await organiser.press('Non');

  // A wrong first choice is taken back.
  await organiser.choose('1er choix', 'Autre');
  await organiser.press('Recommencer');
  expect(organiser.read()).not.toContain('1er choix : Autre');
  await organiser.choose('1er choix', 'Nouer des contacts');
  expect(organiser.read()).toContain('1er choix : Nouer des contacts');
  await organiser.choose('2e choix', "Rendre l'ESS plus lisible");
  await organiser.press('Terminé');
  await organiser.press('Rien à signaler');

  await organiser.press('Assez');
  await organiser.say('beaucoup', 'Questionnaire de la structure');
  await organiser.say('un peu', 'Questionnaire de la structure');
  await organiser.say('je ne sais pas', 'Questionnaire de la structure');
  await organiser.press('À confirmer');
  await organiser.say('Un badge pour chaque lieu', 'Questionnaire de la structure');
  expect(organiser.read()).toContain('Tout est enregistré');

  expect(await answersOf(world, { organisationId })).toMatchObject({
    pressContacted: { option: 'no' },
    coverageItems: { items: [{ outlet: 'Le Courrier picard' }, { outlet: 'Radio Campus' }], done: true },
    distribution: { options: ['ownPremises', 'socialNetworks'] },
    siteLinkAddress: { url: expect.stringContaining('www.jardins.fr') },
    logoPhoto: { kind: 'file', caption: 'voilà' },
    relayedReach: { kind: 'skipped' },
    reasons: { order: ['contacts', 'legibility'], done: true },
    defects: { kind: 'nothing' },
    scales: {
      levels: expect.objectContaining({
        diversity: 'aLot',
        reachedInhabitants: 'aLittle',
        reachedOfficials: 'dontKnow',
      }),
    },
    comingBack: { option: 'toConfirm' },
    idea: { text: 'Un badge pour chaque lieu' },
  });

  // Everything can be read again and corrected from the list of one's answers.
  await organiser.press('Voir mes réponses');
  expect(organiser.read()).toContain('Participerez-vous à la prochaine édition ?\n→ À confirmer');
  expect(organiser.read()).toContain("→ 1er choix : Nouer des contacts\n→ 2e choix : Rendre l'ESS plus lisible");
  const corrections = organiser.news.flatMap(({ controls }) =>
    controls.flatMap((one) => (one.kind === 'select' ? one.options.map(({ label }) => label.slice(0, 8)) : [])),
  );
  expect(new Set(corrections).size).toBe(corrections.length);
  await organiser.choose('Corriger une réponse', 'Participerez-vous à la prochaine édition');
  expect(organiser.read()).toContain('Réponse actuelle : À confirmer');
  await organiser.press('Oui');
  expect(await answersOf(world, { organisationId })).toMatchObject({ comingBack: { option: 'yes' } });
  await organiser.press('Voir mes réponses');
  expect(organiser.read()).toContain('avant : À confirmer');
}

it('the event part is asked the day after, the organisation part after the month; both are answered on both platforms', async () => {
  for (const platform of both) await answerEventPart(platform);
  await world.goTo('2026-12-01T10:00:00+01:00');
  for (const platform of both) await answerOrganisationPart(platform);
});
