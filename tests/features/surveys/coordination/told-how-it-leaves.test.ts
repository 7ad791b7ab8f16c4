import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const QUESTION = 'a-t-il eu lieu';
const read = (person: Person) => plain(person.read());

/** Whoever asks questions is told how they leave, never that they have arrived already. */
describe.each(platformsInTurn())('what is asked is told as it leaves, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let bea: Person;
  afterEach(() => world?.close());

  /** Two organisations with an event each, on this day. Bea isn't written to before noon. */
  async function begin(at: string, startsAt: string): Promise<void> {
    world = await startWorld({ at });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    [ana, bea] = [world.person(platform, 'Ana'), world.person(platform, 'Bea')];
    await bea.command('/profil notifications', { debut: '9h', fin: '12h' });
    for (const [person, title] of [[ana, 'Fête'] as const, [bea, 'Bal'] as const]) {
      const organisationId = await organisationOf(world, `Les amis de ${person.name}`, [person]);
      await acceptedEvent(world, { title, organisationId, by: person, startsAt });
    }
  }

  async function launch(): Promise<void> {
    await coordinator.command('/questionnaire lancer');
    await coordinator.press('Lancer le questionnaire');
  }

  it('a survey that is launched by day: now, or after the quiet hours of whom it asks', async () => {
    await begin('2026-11-20T10:00:00+01:00', '2026-11-16T18:00:00+01:00');
    await launch();
    expect(read(coordinator)).toContain('Le questionnaire est lancé.');
    expect(read(coordinator)).toMatch(/Un message part maintenant, (en privé|à une structure)\./);
    expect(read(coordinator)).toContain('Destinataires : « Les amis de Ana » et « Les amis de Bea ».');
    expect(read(coordinator)).toContain('Un message partira le vendredi 20 novembre 2026 à 12 h');
    expect(ana.look()).toContain(QUESTION);
    expect(bea.look()).not.toContain(QUESTION);
  });

  it('one that is launched at night: nothing leaves before the morning, and it says so', async () => {
    await begin('2026-11-20T23:00:00+01:00', '2026-11-16T18:00:00+01:00');
    await launch();
    const first = 'Aucune question ne part maintenant : les premières sont prévues samedi 21 novembre 2026 à 8 h';
    expect(read(coordinator)).toContain(first);
    await world.goTo('2026-11-21T08:00:00+01:00');
    expect(ana.look()).toContain(QUESTION);
  });

  it('one that is launched before its events: when the first are asked', async () => {
    await begin('2026-11-02T10:00:00+01:00', '2026-11-16T18:00:00+01:00');
    await launch();
    const first = 'Aucune question ne part maintenant : les premières sont prévues mardi 17 novembre 2026 à 10 h';
    expect(read(coordinator)).toContain(first);
  });

  it('one without anybody to ask: that nothing leaves', async () => {
    await begin('2026-12-02T10:00:00+01:00', '2026-11-16T18:00:00+01:00');
    await world.database.prisma.event.updateMany({ data: { status: 'CANCELLED' } });
    await world.database.prisma.membership.deleteMany();
    await launch();
    expect(read(coordinator)).toContain('Aucune question ne part maintenant.');
    expect(read(coordinator)).not.toContain('prévues');
  });

  it('a question somebody asks for leaves now, also when it had waited for the end of their quiet hours', async () => {
    await begin('2026-11-20T10:00:00+01:00', '2026-11-16T18:00:00+01:00');
    await launch();
    world.clock.set('2026-11-20T10:05:00+01:00');
    await bea.command('/questionnaire repondre');
    const where = platform === 'slack' ? 'votre conversation privée avec moi' : 'le fil privé de votre structure';
    expect(read(bea)).toContain(`Vous répondez à « Questionnaire : Bal » dans ${where}`);
    expect(read(bea)).toMatch(/Un message part maintenant, (en privé|à une structure)\./);
    expect(read(bea)).not.toContain('vous attend');
    expect(bea.screen().filter(({ text }) => text.includes(QUESTION))).toHaveLength(1);
  });

  it('one that is asked again, and one that is opened to be corrected, leave now', async () => {
    await begin('2026-11-20T10:00:00+01:00', '2026-11-16T18:00:00+01:00');
    await launch();
    world.clock.set('2026-11-20T10:05:00+01:00');
    await ana.command('/questionnaire repondre');
    expect(read(ana)).toMatch(/Un message part maintenant, (en privé|à une structure)\./);
    await ana.press('Annulé');
    await ana.command('/questionnaire etat');
    await ana.press('Voir mes réponses');
    world.clock.set('2026-11-20T10:10:00+01:00');
    await ana.choose('Corriger une réponse', QUESTION);
    expect(read(ana)).toContain('Vous répondez à « Questionnaire : Fête »');
    expect(read(ana)).toMatch(/Un message part maintenant, (en privé|à une structure)\./);
  });
});
