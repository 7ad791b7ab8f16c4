import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';
import { posted } from './setting.ts';

let world: World;
let people: Readonly<Record<'slack' | 'discord', Person>>;
beforeAll(async () => {
  world = await startWorld();
  people = { slack: world.person('slack', 'Sam'), discord: world.person('discord', 'Dina') };
});
afterAll(() => world?.close());

async function announce(coordinator: Person, titre: string): Promise<void> {
  world.clock.set('2026-09-15T09:00:00+02:00');
  await coordinator.command('/reunion programmer', { titre, date: 'mardi 6 octobre de 14h à 16h', lieu: 'Amiens' });
  await coordinator.press('Annoncer la réunion');
  await people.slack.press('Je viens', { in: titre });
  await world.goTo('2026-09-29T10:00:00+02:00');
}

describe.each(platformsInTurn())('a meeting, changed on %s', (platform) => {
  it('is moved: everybody is told, and the reminders are those of the new date', async () => {
    const coordinator = world.coordinator[platform];
    const title = `Préparation ${platform}`;
    await announce(coordinator, title);

    await coordinator.command('/reunion liste');
    await coordinator.press('Déplacer la réunion');
    // Nothing changed: it says so, and keeps the form.
    await coordinator.fill({});
    expect(coordinator.read()).toContain('est déjà prévue à cette date');
    await coordinator.correct();
    await coordinator.fill({ when: 'mardi 13 octobre 18h', venue: 'Beauvais' });
    expect(plain(coordinator.read())).toContain('mardi 13 octobre 2026 à 18 h');
    expect(coordinator.read()).toContain('remises à zéro');
    await coordinator.press('Déplacer la réunion');
    expect(coordinator.read()).toContain('est déplacée');

    for (const one of both) {
      const [told, ...more] = posted(people[one], `Déplacée : ${title}`);
      expect(more).toEqual([]);
      expect(plain(told?.text ?? '')).toContain('mardi 13 octobre 2026 à 18 h');
      // The invitation, and the reminder of a week that is none any more.
      const earlier = posted(people[one], `Réunion : ${title}`);
      expect(earlier).toHaveLength(2);
      for (const { text } of earlier) expect(text).toContain('Beauvais');
      expect(posted(people[one], `Dans une semaine : ${title}`)).toEqual([]);
      expect(told?.text).toContain("Aucune réponse pour l'instant.");
    }
    await people.discord.press('Je viens', { in: `Déplacée : ${title}` });
    expect(posted(people.slack, `Déplacée : ${title}`)[0]?.text).toContain('1 personne vient.');

    // The day before the date it no longer has, and the week before the one it has.
    await world.goTo('2026-10-05T10:00:00+02:00');
    expect(posted(people.slack, `Demain : ${title}`)).toEqual([]);
    await world.goTo('2026-10-06T10:00:00+02:00');
    await world.goTo('2026-10-12T10:00:00+02:00');
    await world.goTo('2026-10-13T17:00:00+02:00');
    for (const one of both) {
      for (const words of ['Dans une semaine', 'Demain', 'Dans une heure']) {
        expect(posted(people[one], `${words} : ${title}`)).toHaveLength(1);
      }
    }
  });

  it('is at another place: what has changed is told, the answers stay, and nobody is asked again', async () => {
    const coordinator = world.coordinator[platform];
    const title = `Atelier ${platform}`;
    await announce(coordinator, title);
    await coordinator.command('/reunion liste');
    await coordinator.press('Déplacer la réunion');
    await coordinator.fill({ venue: 'Laon' });
    expect(coordinator.read()).toContain('Les annonces montreront le nouveau lieu, un nouveau message');
    expect(coordinator.read()).toContain('Les réponses déjà reçues restent');
    await coordinator.press('Déplacer la réunion');
    const told = () => posted(people.discord, `Déplacée : ${title}`).map(({ text }) => plain(text));
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('Le lieu de cette réunion a changé.');
    expect(told()[0]).toContain('1 personne vient.');
    expect(told()[0]).not.toContain('Dites-nous');
    // It says the same once somebody has answered below it.
    await people.discord.press('Peut-être', { in: `Déplacée : ${title}` });
    expect(told()[0]).toContain('Le lieu de cette réunion a changé.');
    expect(told()[0]).not.toContain('Dites-nous');

    await coordinator.command('/reunion liste');
    await coordinator.press('Déplacer la réunion');
    await coordinator.fill({ when: 'mercredi 7 octobre de 14h à 16h' });
    expect(coordinator.read()).toContain('Les annonces montreront la nouvelle date, un nouveau message');
    await coordinator.press('Déplacer la réunion');
    const asked = "Le jour ou l'heure de cette réunion a changé. Dites-nous si vous venez.";
    expect(told().filter((text) => text.includes(asked))).toHaveLength(1);
    await coordinator.command('/reunion liste');
    await coordinator.press('Annuler la réunion');
    await coordinator.press('Annuler la réunion');
  });

  it('is cancelled: everybody is told, and no reminder goes out any more', async () => {
    const coordinator = world.coordinator[platform];
    const title = `Bilan ${platform}`;
    await announce(coordinator, title);
    const before = new Set(both.flatMap((one) => people[one].screen().map(({ id }) => id)));
    await coordinator.command('/reunion liste');
    await coordinator.press('Annuler la réunion');
    await coordinator.press('Annuler la réunion');
    expect(coordinator.read()).toContain('est annulée');
    for (const one of both) {
      const said = posted(people[one], `Annulée : ${title}`);
      // The invitation and the reminder say so, and a message of its own.
      expect(said).toHaveLength(3);
      expect(said.filter(({ id }) => !before.has(id))).toHaveLength(1);
      expect(said.flatMap(({ controls }) => controls)).toEqual([]);
    }
    const sent = world.slack.requests.length + world.discord.requests.length;
    await world.goTo('2026-10-05T10:00:00+02:00');
    await world.goTo('2026-10-06T13:00:00+02:00');
    expect(world.slack.requests.length + world.discord.requests.length).toBe(sent);
  });
});
