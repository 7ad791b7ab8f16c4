import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';
import { acceptedEvent, answersOf, organisationOf } from './setting.ts';

let world: World;
let events: Record<'slack' | 'discord', { id: string; organiser: Person; colleague: Person }>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  const begin = async (platform: 'slack' | 'discord') => {
    const organiser = world.person(platform, `Olive ${platform}`);
    const colleague = world.person(platform, `Colin ${platform}`);
    const organisationId = await organisationOf(world, `Les Jardins ${platform}`, [organiser, colleague]);
    const given = { organisationId, by: organiser, startsAt: '2026-11-14T14:00:00+01:00' };
    return { id: await acceptedEvent(world, { ...given, title: `Portes ouvertes ${platform}` }), organiser, colleague };
  };
  events = { slack: await begin('slack'), discord: await begin('discord') };
  await world.coordinator.discord.command('/questionnaire lancer');
  expect(world.coordinator.discord.read()).toContain(
    '2 événements, 2 structures ; clôture le vendredi 15 janvier 2027',
  );
  await world.coordinator.discord.press('Lancer le questionnaire');
  expect(world.coordinator.discord.read()).toContain('est lancé');
  await world.goTo('2026-11-15T09:59:00+01:00');
  expect(events.slack.organiser.look()).not.toContain('a-t-il eu lieu');
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('the event part on %s', (platform) => {
  it('is asked the day after, answered by buttons and in words, and corrected', async () => {
    const { organiser, id } = events[platform];
    const opening = organiser.look();
    expect(opening).toContain(`Questionnaire : Portes ouvertes ${platform}`);
    expect(opening).toContain('Salle des fêtes, Amiens');
    expect(opening).toContain('4 questions, 1 minute. Seule la CRESS lit vos réponses ; le bilan les additionne.');
    expect(opening).toContain('Votre événement a-t-il eu lieu ?');

    await organiser.press('Oui');
    expect(organiser.read()).toContain('Votre événement a-t-il eu lieu ?\n→ Oui');
    expect(organiser.read()).toContain('Combien de personnes sont venues');

    const thread = 'Combien de personnes sont venues';
    await organiser.say('plein', thread);
    expect(organiser.read()).toContain("Je n'ai pas lu de nombre dans « plein »");
    expect(organiser.sees('Répondre par écrit')).toBe(true);
    await organiser.say('une soixantaine', thread);
    expect(organiser.read()).toContain('→ environ 60 (« une soixantaine »)');
    expect(organiser.read()).toContain('Des élus locaux ou des institutions');

    await organiser.press('Je ne sais pas');
    await organiser.press('Moitié-moitié');
    expect(organiser.read()).toContain('Merci ! Tout est enregistré');
    expect(await answersOf(world, { eventId: id })).toMatchObject({
      held: { option: 'yes' },
      attendance: { value: 60, precision: 'estimated', typed: 'une soixantaine' },
      officials: { option: 'dontKnow' },
      audience: { option: 'half' },
    });
  });
});
