import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, followed, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { both, other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
const ana = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  world = await startWorld();
  for (const platform of both) {
    ana[platform] = await member(world, platform, `Ana ${platform}`, `Le Fournil ${platform}`, 'Amiens');
  }
});
afterAll(() => world?.close());

const seen = (words: string) => both.map((platform) => copies(ana[platform], words).length);

describe.each(platformsInTurn())('an announcement scheduled on %s', (platform) => {
  const day = platform === 'slack' ? '17' : '27';
  const words = `Dernier jour (${platform})`;

  it('waits for its moment, may be moved or cancelled, and reminds those alone who have not read it', async () => {
    // It waits for its moment, which is to come, can be changed by anybody who coordinates, and leaves by itself.
    world.clock.set('2026-09-15T09:00:00+02:00');
    const coordinator = world.coordinator[platform];
    await coordinator.command('/annonce programmer');
    await coordinator.fill({ text: words, when: 'hier 9h' });
    expect(coordinator.read()).toContain('est déjà passé');
    await coordinator.correct();
    await coordinator.fill({ when: `${day} septembre` });
    expect(plain(coordinator.read())).toContain("Il manque l'heure");
    expect(coordinator.read()).not.toContain('toute la journée');
    await coordinator.correct();
    await coordinator.fill({ when: `${day} septembre toute la journée` });
    expect(plain(coordinator.read())).toContain('Une annonce part à une heure.');
    await coordinator.correct();
    await coordinator.fill({ when: `${day} septembre 14h` });
    await coordinator.press('Programmer : ');
    expect(plain(coordinator.read())).toContain(`${day} septembre 2026 à 14 h`);

    const colleague = world.coordinator[other[platform]];
    await colleague.command('/annonce etat');
    if (!colleague.read().includes('Annonce programmée')) await colleague.choose('Choisir une annonce', words);
    expect(colleague.read()).toContain('Annonce programmée');
    await colleague.press('Modifier le texte');
    await colleague.fill({ text: `${words}, modifié` });
    await colleague.press('Changer le moment');
    await colleague.fill({ when: `${day} septembre 15h` });
    expect(plain(colleague.read())).toContain(`${day} septembre 2026 à 15 h`);

    await world.goTo(`2026-09-${day}T14:59:00+02:00`);
    expect(seen(words)).toEqual([0, 0]);
    await world.goTo(`2026-09-${day}T15:00:00+02:00`);
    await world.runDue();
    expect(seen(`${words}, modifié`)).toEqual([1, 1]);
    expect(followed(coordinator)).toContain('Envoyés : 2');

    // It asks back for a moment that the clock skips, and keeps what was written.
    await coordinator.command('/annonce programmer', { texte: 'Cette nuit-là', date: '28 mars 2027 2h30' });
    expect(coordinator.read()).toContain("n'existe pas");
    await coordinator.choose('Choisir', '28 mars');
    expect(coordinator.read()).toContain('« Cette nuit-là »');
    expect(plain(coordinator.read())).toContain('28 mars 2027 à 3 h 30');

    // It never leaves once it is cancelled.
    const cancelled = `Annulée (${platform})`;
    await coordinator.command('/annonce diffuser', { texte: cancelled });
    await coordinator.press('Programmer');
    await coordinator.fill({ when: 'demain 9h' });
    await coordinator.press('Modifier');
    await coordinator.press("Annuler l'annonce");
    expect(coordinator.read()).toContain('rien ne partira');
    await world.goTo(new Date(world.clock.now().getTime() + 2 * 24 * 3_600_000));
    expect(seen(cancelled)).toEqual([0, 0]);

    // It reminds those alone who have not read it, once.
    const told = `À lire absolument (${platform})`;
    const rappels = (person: Person) => copies(person, told).filter(({ text }) => text.includes('Rappel')).length;
    await coordinator.command('/annonce diffuser', { texte: told });
    await coordinator.choose('Rappel à celles et ceux', 'au bout de 2 jours');
    await coordinator.press('Préciser le public');
    await coordinator.choose('Rôles', 'organisateurs');
    await coordinator.press("Revenir à l'annonce");
    await coordinator.press('Diffuser maintenant');
    await ana[other[platform]].press("J'ai lu", { in: told });
    for (const days of [2, 5]) {
      await world.goTo(new Date(world.clock.now().getTime() + days * 24 * 3_600_000));
      await world.runDue();
      expect(rappels(ana[platform])).toBe(1);
      expect(rappels(ana[other[platform]])).toBe(0);
    }
    expect(followed(coordinator)).toContain('rappel lancé le');
    await coordinator.command('/annonce etat');
    await coordinator.choose('Choisir une annonce', told);
    expect(coordinator.sees('Relancer')).toBe(false);
  });

  it('that matched nobody when it left says so, and offers nobody to call or to remind', async () => {
    world.clock.set('2026-09-15T09:00:00+02:00');
    const coordinator = world.coordinator[platform];
    const words = `À la délégation (${platform})`;
    await coordinator.command('/annonce programmer', { texte: words, date: `${day} septembre 9h` });
    await coordinator.press('Préciser le public');
    await coordinator.choose('Rôles', 'délégué');
    await coordinator.press("Revenir à l'annonce");
    expect(coordinator.read()).toContain("personne d'autre ne correspond : élargissez le public");
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await coordinator.press('Programmer : ');
    await world.goTo(`2026-09-${day}T09:00:00+02:00`);
    await coordinator.command('/annonce etat');
    if (!coordinator.read().includes(words)) await coordinator.choose('Choisir une annonce', words);
    expect(coordinator.read()).toContain("Personne n'y correspondait quand elle est partie");
    expect(plain(coordinator.read())).not.toMatch(/sur 0|0 \/ 0/);
    for (const button of ['À appeler', 'Relancer']) expect(coordinator.sees(button)).toBe(false);
  });
});
