import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import { readsIn } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())(
  'an announcement scheduled on %s, whose moment passes while the bot is away',
  (platform) => {
    let world: World;
    let coordinator: Person;
    const readers = {} as Record<'slack' | 'discord', Person>;
    beforeEach(async () => {
      world = await startWorld({ at: '2026-11-02T10:00:00+01:00' });
      coordinator = world.coordinator[platform];
      for (const one of both) readers[one] = await member(world, one, `Ana ${one}`, `Le Fournil ${one}`, 'Amiens');
    });
    afterEach(() => world?.close());

    async function scheduled(texte: string, date: string, urgent = false): Promise<void> {
      await coordinator.command('/annonce programmer', { texte, date });
      if (urgent) await coordinator.press('Urgent');
      await coordinator.press('Programmer : ');
      expect(plain(coordinator.read())).toContain("L'annonce partira le");
    }
    const seen = (words: string) => both.map((one) => copies(readers[one], words).length);
    const told = (words: string) =>
      both.map((one) => world.coordinator[one].screen().filter(({ text }) => plain(text).includes(words)).length);

    it('leaves later on the same day, in the morning where it is night', async () => {
      await scheduled('Rendez-vous demain', '10 novembre 9h');
      await world.goTo('2026-11-10T20:00:00+01:00');
      expect(seen('Rendez-vous demain')).toEqual([1, 1]);

      await scheduled('Marché de nuit', '12 novembre 2h');
      await world.goTo('2026-11-12T04:00:00+01:00');
      await world.runDue();
      expect(seen('Marché de nuit')).toEqual([0, 0]);
      await world.goTo('2026-11-12T08:00:00+01:00');
      expect(seen('Marché de nuit')).toEqual([1, 1]);

      // Who chose an hour of the night meant it.
      await scheduled('Bonne nuit', '12 novembre 22h');
      await world.goTo('2026-11-12T22:00:00+01:00');
      expect(seen('Bonne nuit')).toEqual([1, 1]);
    });

    it('does not leave on another day: the coordinators are told once, and decide', async () => {
      await scheduled('Rendez-vous demain', '10 novembre 9h');
      await world.goTo('2026-12-20T03:10:00+01:00');
      await world.goTo('2026-12-20T12:00:00+01:00');
      await world.runDue();
      expect(seen('Rendez-vous demain')).toEqual([0, 0]);
      expect(told('programmée par')).toEqual([1, 1]);
      expect(told('il est trop tard pour ce jour-là')).toEqual([1, 1]);
      await coordinator.press("Ouvrir l'annonce", { in: 'Rendez-vous demain' });
      expect(coordinator.read()).toContain("n'est pas partie à son heure");
      await coordinator.press('Diffuser maintenant');
      expect(seen('Rendez-vous demain')).toEqual([1, 1]);
    });

    it('is held back for a delegate to decide, who is told as the coordinators are', async () => {
      const leo = await member(world, platform, 'Léo', 'La Scierie', 'Beauvais');
      const role = { role: "Délégué·e d'un département", departement: '60' };
      await coordinator.command('/equipe nommer', { personne: coordinator.mention(leo), ...role });
      await leo.command('/annonce programmer', { texte: 'Rendez-vous demain', date: '10 novembre 9h' });
      await leo.press('Programmer : ');
      const reads = () => plain(readsIn(leo, 'direct')).split('il est trop tard pour ce jour-là').length - 1;
      // They are left in peace at night.
      await world.goTo('2026-11-12T03:10:00+01:00');
      expect(told('il est trop tard pour ce jour-là')).toEqual([1, 1]);
      expect(reads()).toBe(0);
      await world.goTo('2026-11-12T10:00:00+01:00');
      expect(told('il est trop tard pour ce jour-là')).toEqual([1, 1]);
      expect(reads()).toBe(1);
      await leo.press("Ouvrir l'annonce", { in: 'Rendez-vous demain' });
      expect(plain(leo.read())).toContain("Elle n'est pas partie à son heure : diffusez-la");
    });

    it('is not the second urgent one of a week', async () => {
      await scheduled('Alerte au vent', '10 novembre 10h', true);
      await scheduled('Alerte à la pluie', '17 novembre 10h', true);
      await world.goTo('2026-11-16T10:00:00+01:00');
      await world.goTo('2026-11-17T10:00:00+01:00');
      expect(seen('Alerte au vent')).toEqual([0, 0]);
      expect(seen('Alerte à la pluie')).toEqual([1, 1]);
      await coordinator.press("Ouvrir l'annonce", { in: 'Alerte au vent' });
      await coordinator.press('Diffuser maintenant');
      expect(coordinator.read()).toContain('Une seule annonce urgente par semaine');
    });

    it('reminds nobody long after', async () => {
      const words = 'À lire absolument';
      await coordinator.command('/annonce diffuser', { texte: words });
      await coordinator.choose('Rappel à celles et ceux', 'au bout de 2 jours');
      await coordinator.press('Préciser le public');
      await coordinator.choose('Rôles', 'organisateurs');
      await coordinator.press("Revenir à l'annonce");
      await coordinator.press('Diffuser maintenant');
      expect(seen(words)).toEqual([1, 1]);
      await world.goTo('2026-12-15T10:00:00+01:00');
      await world.runDue();
      for (const one of both)
        expect(copies(readers[one], words).filter(({ text }) => text.includes('Rappel'))).toEqual([]);
      // Whoever wants to may still have it done.
      await coordinator.command('/annonce etat');
      expect(coordinator.sees('Relancer')).toBe(true);
    });
  },
);
