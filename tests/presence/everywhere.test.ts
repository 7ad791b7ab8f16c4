import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileLink } from '../../src/files/link-store.ts';
import type { Person } from '../../src/playground/person.ts';
import { write } from '../features/events/support.ts';
import { acceptedEvent, launch, organisationOf } from '../features/surveys/setting.ts';
import { startWorld, type World } from '../support/world.ts';
import { leadsTo, linkInMessage } from './links.ts';
import { type Around, around, both, leavesPlatform, type Platform, pressAround } from './setting.ts';

const TITLE = 'Visite du verger';

interface Scene {
  readonly world: World;
  readonly ana: Person;
  readonly bob: Person;
  /** [Oui], which answers the question that waits. */
  readonly answer: Around;
  /** [Proposer], below what he is shown before it counts. */
  readonly review: Around;
  /** [Confirmer], on the card of somebody who asks to join. */
  readonly request: Around;
  /** To a file in a message that he was sent as a member. */
  readonly link: FileLink;
}

/** Ana and Bob are Les Jardins, with a question of the survey before them; Cléo asks to join. */
async function begin(platform: Platform): Promise<Scene> {
  const world = await startWorld({ at: '2026-11-01T09:00:00+01:00' });
  const coordinator = world.coordinator[platform];
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  const [ana, bob] = [world.person(platform, 'Ana'), world.person(platform, 'Bob')];
  const organisationId = await organisationOf(world, 'Les Jardins', [bob, ana]);
  await acceptedEvent(world, { title: TITLE, organisationId, by: bob, startsAt: '2026-11-03T10:00:00+01:00' });
  await launch(coordinator);
  await world.goTo('2026-11-04T10:00:00+01:00');
  await world.runDue();
  bob.look();
  const answer = around(bob, 'Oui');
  const cleo = world.person(platform, 'Cléo');
  await cleo.command('/structure rejoindre', { structure: 'Les Jardins' });
  const request = around(bob, 'Confirmer');
  await write(bob, { title: 'Portes ouvertes' });
  const review = around(bob, 'Proposer');
  // Another form stays open in front of him.
  await bob.command('/evenement proposer');
  const link = await linkInMessage(world, bob);
  return { world, ana, bob, answer, review, request, link };
}

/** What he may no longer change. */
async function facts({ world }: Scene) {
  const { prisma } = world.database;
  return {
    answers: await prisma.answer.count(),
    events: await prisma.event.count(),
    members: await prisma.membership.count({ where: { status: 'ACTIVE' } }),
    requests: await prisma.membership.count({ where: { status: 'PENDING' } }),
  };
}

const ways: Readonly<Record<string, (scene: Scene, platform: Platform) => Promise<void>>> = {
  'leaves the organisation': async ({ world, bob }) => {
    await bob.command('/structure quitter', { structure: 'Les Jardins' });
    await bob.press('Confirmer', { in: 'Quitter' });
    await world.runDue();
    // What he was filling in is in front of him again.
    await bob.command('/evenement proposer');
  },
  'is excluded': async ({ world }, platform) => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/structure exclure', { membre: 'Bob' });
    await coordinator.press('Exclure');
    await world.runDue();
  },
  'is thrown out of the server, or whose account is closed': async ({ world, bob }) => {
    await leavesPlatform(world, bob);
    await world.runDue();
  },
};

describe.each(both)('on %s', (platform) => {
  describe.each(Object.keys(ways))('who %s', (way) => {
    let scene: Scene;
    let before: Awaited<ReturnType<typeof facts>>;
    beforeAll(async () => {
      scene = await begin(platform);
      await ways[way]?.(scene, platform);
      before = await facts(scene);
    }, 60_000);
    afterAll(() => scene?.world.close());

    /** A platform that lets them in no more refuses it itself. */
    async function tries(work: () => Promise<void>): Promise<void> {
      await work().catch(() => {});
      await scene.world.settle();
      scene.bob.look();
    }

    const presses = (what: Around) => tries(() => pressAround(scene.world, scene.bob, what));

    const nothingHappened = async () => expect(await facts(scene)).toEqual(before);

    it('is in no thread of it any more', () => {
      const threads = scene.bob.platform.channelsOf(scene.bob.user.id).filter(({ kind }) => kind === 'thread');
      expect(threads).toEqual([]);
    });

    it('answers no question that waited for them, by its button', async () => {
      await presses(scene.answer);
      await nothingHappened();
    });

    it('answers none by typing either', async () => {
      await tries(() => scene.bob.say('oui', platform === 'slack' ? 'a-t-il eu lieu' : undefined));
      await tries(() => scene.bob.say('120'));
      await nothingHappened();
    });

    it('sends no form that was open', async () => {
      const given = { when: 'samedi 14 novembre de 14h à 18h', place: 'Salle des fêtes, Beauvais' };
      await tries(() => scene.bob.fill({ title: 'En douce', pitch: 'Venez.', contact: '03 44 00 00 00', ...given }));
      await tries(() => scene.bob.press('Proposer'));
      await nothingHappened();
    });

    it('confirms nothing that was shown back to them', async () => {
      await presses(scene.review);
      await nothingHappened();
    });

    it('decides nothing by a button that lies around', async () => {
      await presses(scene.request);
      await nothingHappened();
    });

    it('reads nothing of it, whatever they ask for', async () => {
      for (const asked of ['/structure membres', '/questionnaire repondre', '/evenement completer', '/kit recevoir']) {
        await tries(() => scene.bob.command(asked));
        expect(scene.bob.read()).not.toContain(TITLE);
        expect(scene.bob.read()).not.toContain('Ana');
      }
    });

    it('opens no link to a file that they were given', async () => {
      expect(await leadsTo(scene.world, scene.link)).toBe('lost');
    });

    it('is suggested nothing of it', async () => {
      const suggest = (path: string, option: string) =>
        scene.bob.platform.suggest(scene.bob.user.id, scene.bob.place, path, option, '').catch(() => []);
      expect(await suggest('/structure quitter', 'structure')).toEqual([]);
      expect(await suggest('/structure exclure', 'membre')).toEqual([]);
    });

    it('sees nothing change that they were sent', async () => {
      const { ana, bob, world } = scene;
      const read = () => bob.screen().map(({ text }) => text);
      const was = read();
      await ana.command('/questionnaire repondre');
      await ana.press('Oui');
      await world.runDue();
      expect(await world.database.prisma.answer.count()).toBe(before.answers + 1);
      expect(read()).toEqual(was);
    });
  });

  it('who stays does all of that', async () => {
    const scene = await begin(platform);
    const { world, bob } = scene;
    const before = await facts(scene);
    expect(await leadsTo(world, scene.link)).toBe('logo.txt');
    for (const one of [scene.answer, scene.review, scene.request]) await pressAround(world, bob, one);
    expect(await facts(scene)).toEqual({
      answers: before.answers + 1,
      events: before.events + 1,
      members: before.members + 1,
      requests: before.requests - 1,
    });
    await world.close();
  }, 60_000);
});
