import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { later } from '../../support/departures.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

/** The bot looks so often at what is due. */
const TICK_MS = 5_000;

/** Noé belongs to an organisation by their Slack account; those who do by Discord have a thread there. */
describe.each(platformsInTurn())(
  'an organisation’s thread follows the accounts of its members: code shown on %s',
  (shownOn) => {
    let world: World;
    const noe = {} as Record<'slack' | 'discord', Person>;

    beforeAll(async () => {
      world = await startWorld({ at: '2026-11-20T10:00:00+01:00' });
      const coordinator = world.coordinator.discord;
      await coordinator.command('/edition ouvrir', { annee: '2026' });
      const cleo = world.person('discord', 'Cléo');
      noe.slack = world.person('slack', 'Noé');
      noe.discord = world.person('discord', 'Noé D');
      const organisationId = await organisationOf(world, 'Atelier', [cleo, noe.slack]);
      await acceptedEvent(world, { title: 'Fête', organisationId, by: cleo, startsAt: '2026-11-16T18:00:00+01:00' });
      await launch(coordinator);
      // A thread that was just opened is looked at anyway.
      await world.runDue();
    });
    afterAll(() => world?.close());

    const threads = () => world.discord.channelsOf(noe.discord.user.id).filter(({ kind }) => kind === 'thread');
    const tick = async () => {
      later(world, TICK_MS);
      await world.runDue();
    };

    it('who links the account they belong to it by with another is let in by that one at the next tick', async () => {
      const [here, there] = [noe[shownOn], noe[other[shownOn]]];
      await here.command('/profil lier');
      const code = /\b[2-9A-Z]{8}\b/.exec(here.read())?.[0] ?? '';
      await there.command('/profil lier', { code });
      await there.press('Réunir');
      here.look();
      expect(threads()).toEqual([]);
      await here.press("C'est bien moi");
      expect(here.look()).toContain("n'en font plus qu'un");
      await tick();
      expect(threads()).toHaveLength(1);
    });

    it('who separates them is out of it at the next tick', async () => {
      await noe.slack.command('/profil voir');
      await noe.slack.press('Séparer mes comptes');
      await noe.slack.press('Séparer');
      expect(noe.slack.read()).toContain('de nouveau séparés');
      expect(threads()).toHaveLength(1);
      await tick();
      expect(threads()).toEqual([]);
    });
  },
);
