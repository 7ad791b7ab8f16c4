import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { both } from '../../support/platforms.ts';
import { acceptedEvent, launch, openDoors, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
const organisers = {} as Record<'slack' | 'discord', Person>;
const others: Person[] = [];

/** Returns the tally as somebody reads it in its channel. */
const tallyFor = (person: Person) =>
  person.screen().findLast(({ text }) => text.includes("📊 Mois de l'ESS 2026 · Picardie"));
const textFor = (person: Person) => (tallyFor(person)?.text ?? '').replaceAll('\u00a0', ' ');

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-16T08:30:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    organisers[platform] = (await openDoors(world, platform)).organiser;
  }
  for (const name of ['Noa', 'Sacha']) {
    const by = world.person('slack', name);
    others.push(by);
    const organisationId = await organisationOf(world, `Le Moulin ${name}`, [by]);
    const startsAt = '2026-11-14T14:00:00+01:00';
    await acceptedEvent(world, { title: `Visite ${name}`, organisationId, by, startsAt });
  }
  await launch(world.coordinator.slack, '15 janvier 2027');
  await world.goTo('2026-11-16T10:00:00+01:00');
});
afterAll(() => world?.close());

describe('a live tally', () => {
  it('is shown by coordinators, edited in place by threes, kept fresh, posted anew where wished, stopped, and final at the end', async () => {
    // It is shown by coordinators alone, in the channel where they are or another.
    await organisers.slack.command('/chiffres afficher');
    expect(organisers.slack.read()).toContain('Seule la coordination');
    for (const platform of both) {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/chiffres afficher', { canal: coordinator.channel('chiffres') });
      expect(coordinator.read()).toContain('affichés dans #chiffres');
      const text = textFor(organisers[platform]);
      expect(text).toMatch(/Questionnaires d'événement : 0 reçu sur 4\s+░{10} 0 %/);
      expect(text).toContain('0 %\nAucune réponse');
      expect(text).toContain('Clôture le 15 janvier');
      expect(text).toContain('Mis à jour à 10 h · provisoire');
      expect(tallyFor(organisers[platform])?.controls.map((one) => 'label' in one && one.label)).toEqual([
        'Répondre',
        'Mes réponses',
      ]);
    }

    // It is edited in place on both platforms when somebody answers, and names nobody.
    for (const platform of both) {
      const standing = both.map((each) => tallyFor(organisers[each])?.id);
      world.clock.set(`2026-11-16T${platform === 'slack' ? '18:04' : '18:05'}:00+01:00`);
      await organisers[platform].press('Oui');
      await organisers[platform].say('+ de 100', 'Combien de personnes');
      if (platform === 'discord') await others[0]?.press('Oui');
      if (platform === 'discord') await others[0]?.say('+ de 100', 'Combien de personnes');
      for (const each of both) {
        const text = textFor(organisers[each]);
        expect(text).toContain(
          platform === 'slack'
            ? "Les réponses sont données dès qu'il y en a 3"
            : 'Personnes venues : au moins 300 (3 événements renseignés)',
        );
        expect(text).toContain(platform === 'slack' ? '1 reçu sur 4' : '3 reçus sur 4');
        expect(text).toContain(`Mis à jour à 18 h 0${platform === 'slack' ? 4 : 5} · provisoire`);
        expect(text).not.toMatch(/Jardins|Olive|Portes|Noa|Moulin/);
      }
      expect(both.map((each) => tallyFor(organisers[each])?.id)).toEqual(standing);
    }

    // It does not tell the next answer by difference: its lines move by three.
    await others[1]?.press('Oui');
    await others[1]?.say('240', 'Combien de personnes');
    for (const each of both) {
      expect(textFor(organisers[each])).toContain('4 reçus sur 4');
      expect(textFor(organisers[each])).toContain('Personnes venues : au moins 300 (3 événements renseignés)');
    }
    const coordinator = world.coordinator.slack;
    const elsewhere = world.slack.addChannel({
      name: 'vitrine',
      private: true,
      members: [coordinator.user.id],
      withBot: true,
    });
    await coordinator.command('/chiffres afficher', { canal: '#vitrine' });
    const posted = world.slack.messages(coordinator.user.id, { channel: elsewhere.id, thread: null });
    expect(posted.at(-1)?.text.replaceAll('\u00a0', ' ')).toContain('au moins 300 (3 événements renseignés)');
    await coordinator.press("Arrêter l'affichage");

    // It is not edited by an answer that changes none of its figures.
    const before = textFor(organisers.discord);
    world.clock.set('2026-11-16T19:00:00+01:00');
    await organisers.slack.press('Je ne sais pas');
    await organisers.slack.press('Moitié-moitié');
    expect(textFor(organisers.discord)).toContain('Élus ou institutions présents : dès 3 réponses');
    const shown = textFor(organisers.discord);
    world.clock.set('2026-11-16T19:30:00+01:00');
    await organisers.slack.command('/questionnaire etat');
    expect(shown).not.toBe(before);
    expect(textFor(organisers.discord)).toBe(shown);

    // It says every evening how fresh it is, and goes on after an evening that was missed.
    await world.goTo('2026-11-17T18:00:00+01:00');
    for (const each of both) expect(textFor(organisers[each])).toContain('Mis à jour à 18 h · provisoire');
    await world.goTo('2026-11-20T07:00:00+01:00');
    for (const each of both) expect(textFor(organisers[each])).toContain('Mis à jour à 18 h · provisoire');
    await world.goTo('2026-11-20T18:02:00+01:00');
    for (const each of both) expect(textFor(organisers[each])).toContain('Mis à jour à 18 h 02 · provisoire');

    // It is posted anew in the evening where that was wished for, when it says something new.
    const driss = world.coordinator.discord;
    await driss.command('/chiffres afficher', { canal: driss.channel('chiffres'), quotidien: 'yes' });
    const moved = organisers.discord.screen().filter(({ text }) => text.includes('la suite est plus bas'));
    expect(moved).toHaveLength(1);
    const first = tallyFor(organisers.discord)?.id;
    await world.goTo('2026-11-21T18:00:00+01:00');
    expect(tallyFor(organisers.discord)?.id).toBe(first);
    await organisers.discord.press('Oui');
    await organisers.discord.press('Surtout le grand public');
    await others[0]?.press('Oui');
    await world.goTo('2026-11-22T18:00:00+01:00');
    expect(tallyFor(organisers.discord)?.id).not.toBe(first);
    expect(textFor(organisers.discord)).toContain('Élus ou institutions présents : 2 événements sur 3');

    // It stops when it is taken back, and says so.
    await world.coordinator.slack.command('/chiffres retirer');
    expect(world.coordinator.slack.read()).toContain('Lequel arrêter ?');
    await world.coordinator.slack.choose('Choisir un affichage', 'Discord');
    expect(world.coordinator.slack.read()).toContain("C'est arrêté");
    expect(textFor(organisers.discord)).toContain('Affichage arrêté le 22 novembre à 18 h');
    expect(tallyFor(organisers.discord)?.controls).toEqual([]);

    // It is final once the survey is closed.
    await world.coordinator.slack.command('/questionnaire fermer');
    await world.coordinator.slack.press('Clore');
    await world.goTo('2026-11-23T18:00:00+01:00');
    expect(textFor(organisers.slack)).toContain('Questionnaire clos le 22 novembre · chiffres arrêtés à cette date');
    expect(tallyFor(organisers.slack)?.controls).toEqual([]);
    await world.coordinator.slack.command('/chiffres retirer');
    await world.coordinator.slack.command('/chiffres retirer');
    expect(world.coordinator.slack.read()).toContain("Aucun affichage n'est en cours");
  });
});
