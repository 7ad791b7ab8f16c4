import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileLink } from '../../src/files/link-store.ts';
import type { Person } from '../../src/playground/person.ts';
import { followed } from '../support/announcements.ts';
import { type Around, around, type Departure, departures, pressAround } from '../support/departures.ts';
import { write } from '../support/events.ts';
import { startWorld, type World } from '../support/world.ts';
import { leadsTo, linkInMessage } from './links.ts';

/** The roles of the team, each with what somebody loses who loses it. */
const roles = {
  coordinator: { role: 'Coordination' },
  delegate: { role: "Délégué·e d'un département", departement: '60' },
} as const;
type Role = keyof typeof roles;

const POSTED = 'Les affiches sont là';
const LATER = 'Venez à la réunion';
const ANOTHER = 'Encore une chose';
const CORRECTED = 'Les affiches arrivent demain';
const TITLE = 'Visite du verger';

interface Scene {
  readonly world: World;
  readonly nina: Person;
  readonly ana: Person;
  /** [Diffuser maintenant], below an announcement that is shown back. */
  readonly review: Around;
  /** [Envoyer le rappel], which confirms what is done with one that left. */
  readonly remind: Around;
  /** [Accepter], below a proposal; null for a delegate, who decides nothing of that. */
  readonly decide: Around | null;
  /** The address of a file in a message that she was sent as one of the team. */
  readonly link: FileLink;
}

/** Lets Nina announce one thing, schedule another and prepare a third; a form stays open in front of her. */
async function begin({ platform, hearsOfMembers }: Departure, role: Role): Promise<Scene> {
  const world = await startWorld({ at: '2026-09-14T10:00:00+02:00', hearsOfMembers });
  const coordinator = world.coordinator[platform];
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  const [ana, nina] = [world.person(platform, 'Ana'), world.person(platform, 'Nina')];
  await ana.command('/structure creer', { nom: 'Les Jardins', commune: 'Beauvais' });
  await write(ana, { title: TITLE });
  await ana.press('Proposer');
  await coordinator.command('/equipe nommer', { personne: coordinator.mention(nina), ...roles[role] });
  await nina.command('/annonce diffuser', { texte: POSTED });
  await nina.press('Diffuser maintenant');
  await nina.command('/annonce diffuser', { texte: LATER });
  await nina.press('Programmer');
  await nina.fill({ when: 'demain 9h' });
  let decide: Around | null = null;
  if (role === 'coordinator') {
    await nina.command('/evenement file');
    decide = around(nina, 'Accepter');
  }
  await nina.command('/annonce diffuser', { texte: ANOTHER });
  const review = around(nina, 'Diffuser maintenant');
  await nina.command('/annonce etat');
  await nina.choose('Choisir une annonce', POSTED);
  await nina.press('Relancer');
  const remind = around(nina, 'Envoyer le rappel');
  await nina.press('Corriger le texte');
  return { world, nina, ana, review, remind, decide, link: await linkInMessage(world, nina) };
}

/** The form that stays open tells the refusal. */
async function correct(nina: Person): Promise<void> {
  await nina.fill({ text: CORRECTED });
  await nina.press('Appliquer partout');
}

/** Returns the facts that they may no longer change. */
async function facts({ world }: Scene) {
  const { prisma } = world.database;
  return {
    accepted: await prisma.event.count({ where: { status: 'ACCEPTED' } }),
    left: await prisma.announcement.findMany({
      where: { status: 'LEFT' },
      select: { text: true, remindedAt: true },
      orderBy: { text: 'asc' },
    }),
  };
}

describe.each(departures)('on $platform, $way:', (departure) => {
  const { platform } = departure;
  describe.each(Object.keys(roles) as Role[])('who was a %s and is none any more', (role) => {
    let scene: Scene;
    let before: Awaited<ReturnType<typeof facts>>;
    beforeAll(async () => {
      scene = await begin(departure, role);
      const coordinator = scene.world.coordinator[platform];
      await coordinator.command('/equipe retirer', { personne: coordinator.mention(scene.nina) });
      await coordinator.press('Retirer');
      await scene.world.runDue();
      before = await facts(scene);
    });
    afterAll(() => scene?.world.close());

    const nothingHappened = async () => expect(await facts(scene)).toEqual(before);

    const presses = (what: Around) => pressAround(scene.world, scene.nina, what);

    it('sends no form that was open', async () => {
      await correct(scene.nina).catch(() => {});
      await scene.world.settle();
      await nothingHappened();
    });

    it('announces nothing that was shown back to them', async () => {
      await presses(scene.review);
      await nothingHappened();
    });

    it('changes nothing of what they posted', async () => {
      await presses(scene.remind);
      await nothingHappened();
    });

    it.runIf(role === 'coordinator')('decides nothing by a button that lies around', async () => {
      if (scene.decide) await presses(scene.decide);
      await nothingHappened();
    });

    it('reads nothing of it, whatever they ask for', async () => {
      for (const asked of ['/annonce etat', '/evenement file', '/questionnaire etat', '/kit suivi', '/bilan apercu']) {
        await scene.nina.command(asked);
        for (const said of [POSTED, LATER, TITLE]) expect(scene.nina.read()).not.toContain(said);
      }
    });

    it('opens no link to a file that they were given', async () => {
      expect(await leadsTo(scene.world, scene.link)).toBe('lost');
    });

    it('is suggested nothing of it', async () => {
      const suggest = (path: string, option: string) =>
        scene.nina.platform.suggest(scene.nina.user.id, scene.nina.place, path, option, '').catch(() => []);
      expect(await suggest('/structure exclure', 'membre')).toEqual([]);
    });

    it('sees nothing change that they were sent', async () => {
      const was = followed(scene.nina);
      expect(was).toContain(POSTED);
      await scene.ana.press("J'ai lu");
      await scene.world.runDue();
      expect(await scene.world.database.prisma.acknowledgement.count()).toBe(1);
      expect(followed(scene.nina)).toEqual(was);
    });

    it('had scheduled something that doesn’t leave', async () => {
      await scene.world.goTo('2026-09-15T10:00:00+02:00');
      await nothingHappened();
    });
  });

  it.each(Object.keys(roles) as Role[])(
    'who stays a %s does all of that',
    async (role) => {
      const scene = await begin(departure, role);
      const { world, nina } = scene;
      for (const one of [scene.remind, scene.review, scene.decide]) if (one) await pressAround(world, nina, one);
      await correct(nina);
      await world.goTo('2026-09-15T10:00:00+02:00');
      expect(await facts(scene)).toEqual({
        accepted: scene.decide ? 1 : 0,
        left: [
          { text: ANOTHER, remindedAt: null },
          { text: CORRECTED, remindedAt: expect.any(Date) },
          { text: LATER, remindedAt: null },
        ],
      });
      await nina.command('/structure exclure', { membre: 'Ana' });
      expect(await leadsTo(world, scene.link)).toBe('logo.txt');
      expect(nina.sees('Exclure')).toBe(role === 'coordinator');
      await world.close();
    },
    60_000,
  );
});
