import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileLink } from '../../src/files/link-store.ts';
import type { Person } from '../../src/playground/person.ts';
import {
  type Around,
  around,
  type Departure,
  departures,
  later,
  leavesPlatform,
  pressAround,
} from '../support/departures.ts';
import { write } from '../support/events.ts';
import { acceptedEvent, launch, organisationOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';
import { leadsTo, linkInMessage } from './links.ts';

const TITLE = 'Visite du verger';

/** The event that he would propose. */
const PROPOSED = {
  title: 'En douce',
  pitch: 'Venez.',
  contact: '03 44 00 00 00',
  when: 'samedi 14 novembre de 14h à 18h',
  place: 'Salle des fêtes, Beauvais',
} as const;

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
  /** The address of a file in a message that he was sent as a member. */
  readonly link: FileLink;
}

/** Lets Ana and Bob be Les Jardins, with a question of the survey before them; Cléo asks to join. */
async function begin({ platform, hearsOfMembers }: Departure): Promise<Scene> {
  const world = await startWorld({ at: '2026-11-01T09:00:00+01:00', hearsOfMembers });
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

/** Returns the facts that he may no longer change. */
async function facts({ world }: Scene) {
  const { prisma } = world.database;
  return {
    answers: await prisma.answer.count(),
    events: await prisma.event.count(),
    members: await prisma.membership.count({ where: { status: 'ACTIVE' } }),
    requests: await prisma.membership.count({ where: { status: 'PENDING' } }),
  };
}

const ways: Readonly<Record<string, (scene: Scene, departure: Departure) => Promise<void>>> = {
  'leaves the organisation': async ({ world, bob }) => {
    await bob.command('/structure quitter', { structure: 'Les Jardins' });
    await bob.press('Confirmer', { in: 'Quitter' });
    await world.runDue();
    // The form that he was filling in is in front of him again.
    await bob.command('/evenement proposer');
  },
  'is excluded': async ({ world }, { platform }) => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/structure exclure', { membre: 'Bob' });
    await coordinator.press('Exclure');
    await world.runDue();
  },
  'is thrown out of the server, or whose account is closed': async ({ world, bob }, { hearsOfMembers }) => {
    await leavesPlatform(world, bob);
    // More time passes than the bot believes Discord's former answer.
    if (!hearsOfMembers) later(world);
    await world.runDue();
  },
};

describe.each(departures)('on $platform, $way:', (departure) => {
  const { platform } = departure;
  describe.each(Object.keys(ways))('who %s', (way) => {
    let scene: Scene;
    let before: Awaited<ReturnType<typeof facts>>;
    beforeAll(async () => {
      scene = await begin(departure);
      await ways[way]?.(scene, departure);
      before = await facts(scene);
    });
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

    it('changes nothing by button, by typing or by form, and sees nothing change that they were sent', async () => {
      // It answers no question that waited for them, by its button.
      await presses(scene.answer);
      await nothingHappened();

      // It answers none by typing either.
      await tries(() => scene.bob.say('oui', platform === 'slack' ? 'a-t-il eu lieu' : undefined));
      await tries(() => scene.bob.say('120'));
      await nothingHappened();

      // It sends no form that was open.
      await tries(() => scene.bob.fill(PROPOSED));
      await tries(() => scene.bob.press('Proposer'));
      await nothingHappened();

      // It confirms nothing that was shown back to them.
      await presses(scene.review);
      await nothingHappened();

      // It decides nothing by a button that lies around.
      await presses(scene.request);
      await nothingHappened();

      // It sees nothing change that they were sent.
      const { ana, bob, world } = scene;
      const read = () => bob.screen().map(({ text }) => text);
      const was = read();
      await ana.command('/questionnaire repondre');
      await ana.press('Oui');
      await ana.press('Confirmer', { in: 'Cléo' });
      await world.runDue();
      expect(await facts(scene)).toMatchObject({ answers: before.answers + 1, requests: 0 });
      expect(read()).toEqual(was);
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
  });

  it('who stays does all of that', async () => {
    const scene = await begin(departure);
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
  });
});

/** The first thing that happens after they have gone: where a server doesn't tell, nothing has made the bot ask. */
describe.each(departures)('before anybody asks about who was thrown out, on $platform, $way:', (departure) => {
  const { hearsOfMembers } = departure;
  let scene: Scene;
  beforeEach(async () => {
    scene = await begin(departure);
  });
  afterEach(() => scene?.world.close());

  async function isThrownOut(): Promise<void> {
    const { world, bob } = scene;
    await leavesPlatform(world, bob);
    if (!hearsOfMembers) later(world);
    expect(await isKnownToBeGone()).toBe(hearsOfMembers);
  }

  async function isKnownToBeGone(): Promise<boolean> {
    const { world, bob } = scene;
    const where = { externalId: bob.user.id };
    return (await world.database.prisma.identity.findFirstOrThrow({ where })).goneAt !== null;
  }

  const card = () => scene.bob.screen().find(({ id }) => id === scene.request.message)?.text ?? '';

  it('what they were sent changes no more', async () => {
    await isThrownOut();
    const was = card();
    expect(was).toContain('Cléo');
    await scene.ana.press('Confirmer', { in: 'Cléo' });
    await scene.world.runDue();
    expect((await facts(scene)).requests).toBe(0);
    expect(card()).toBe(was);
    expect(await isKnownToBeGone()).toBe(true);
  });

  it('it changes for who is still there', async () => {
    const was = card();
    await scene.ana.press('Confirmer', { in: 'Cléo' });
    await scene.world.runDue();
    expect(card()).not.toBe(was);
  });

  it('a form that was open in their direct conversation is not sent', async () => {
    const { world, bob } = scene;
    bob.place = { channel: 'direct', thread: null };
    await bob.command('/evenement proposer');
    // On Discord it has several pages: the first one is in front of them.
    const asked = new Set(bob.form().fields.map(({ id }) => id));
    const page = Object.fromEntries(Object.entries(PROPOSED).filter(([id]) => asked.has(id)));
    expect(page).toHaveProperty('title');
    await isThrownOut();
    const before = await facts(scene);
    await bob.platform.submit(bob.user.id, page);
    await world.settle();
    expect(bob.look()).not.toContain('En douce');
    expect(bob.read()).toContain('Vous ne faites plus partie');
    expect(await facts(scene)).toEqual(before);
    const kept = await world.database.prisma.conversation.findMany();
    expect(JSON.stringify(kept)).not.toContain('En douce');
  });
});
