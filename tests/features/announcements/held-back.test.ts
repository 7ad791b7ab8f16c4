import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
/** Each in a department of their own: nobody gets more than two such messages a week. */
const places = { slack: { commune: 'Beauvais', department: '60' }, discord: { commune: 'Amiens', department: '80' } };
const leo = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
  for (const platform of both) {
    const { commune } = places[platform];
    leo[platform] = await member(world, platform, `Léo ${platform}`, `La Scierie ${platform}`, commune);
  }
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('an announcement that a delegate scheduled on %s', (platform) => {
  const told = (what: string) => `${what} (${platform})`;

  /** Names Léo a delegate, who schedules the announcement for the next morning. */
  async function scheduled(words: string): Promise<void> {
    const coordinator = world.coordinator[platform];
    const role = { role: "Délégué·e d'un département", departement: places[platform].department };
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(leo[platform]), ...role });
    await leo[platform].command('/annonce diffuser', { texte: words });
    await leo[platform].press('Programmer');
    await leo[platform].fill({ when: 'demain 9h' });
    expect(plain(leo[platform].read())).toContain("L'annonce partira le");
  }

  async function dismissed(): Promise<void> {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(leo[platform]) });
    await coordinator.press('Retirer');
  }

  async function nextDay(): Promise<void> {
    await world.goTo(new Date(world.clock.now().getTime() + 24 * 3_600_000));
    await world.runDue();
  }

  it('does not leave once they are no delegate any more, unless a coordinator has changed its moment', async () => {
    // It does not leave once they are no delegate any more: the coordinators are told once, and decide.
    const coordinator = world.coordinator[platform];
    await scheduled(told('Rendez-vous'));
    await dismissed();
    await nextDay();
    await nextDay();
    expect(copies(leo[platform], told('Rendez-vous'))).toEqual([]);
    const notices = coordinator.screen().filter(({ text }) => plain(text).includes(`programmée par Léo ${platform}`));
    expect(notices).toHaveLength(1);

    await coordinator.press("Ouvrir l'annonce", { in: told('Rendez-vous') });
    expect(coordinator.read()).toContain("n'est pas partie à son heure");
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    expect(copies(leo[platform], told('Rendez-vous'))).toHaveLength(1);

    // It leaves if a coordinator has changed its moment, and goes where it was to go.
    await scheduled(told('Réunion'));
    await coordinator.command('/annonce etat');
    await coordinator.choose('Choisir une annonce', told('Réunion'));
    await coordinator.press('Changer le moment');
    await coordinator.fill({ when: 'demain 10h' });
    await dismissed();
    await nextDay();
    expect(copies(leo[platform], told('Réunion'))).toHaveLength(1);
  });
});
