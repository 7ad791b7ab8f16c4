import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { organiser } from '../../support/proposing.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { allButTheIdea, openDoors, worldWithSurvey } from '../../support/surveys.ts';
import { filesKept, filesShown, messagesNaming, namingAmong, tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';
import { untilErased } from './erasing.ts';

const IDEA = "Une fanfare qui traverse Laon en chantant l'été";

describe.each(platformsInTurn())(
  'somebody is erased on %s while documents that quote them are being made',
  (platform) => {
    let world: World;
    let coordinator: Person;
    let ana: Person;
    beforeAll(async () => {
      world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
      coordinator = world.coordinator[platform];
      ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
    });
    afterAll(() => world?.close());

    let olive: Person;
    let times = 0;
    beforeEach(async () => {
      const { prisma } = world.database;
      await prisma.survey.updateMany({ data: { closedAt: null } });
      const who = await openDoors(world, platform, { name: 'ABCDEF'.charAt(times++) });
      await allButTheIdea(world, who.organisationId, who.organiser);
      olive = who.organiser;
      await olive.command('/questionnaire repondre');
      await olive.choose('Peut-on citer ou montrer cette réponse dans le bilan ?', 'Oui, en nommant notre structure');
      await olive.say(IDEA, 'Une bonne idée');
      await coordinator.command('/questionnaire fermer');
      await coordinator.press('Clore');
    });

    const minutes = (count: number) => world.goTo(new Date(world.clock.now().getTime() + count * 60_000));
    const idOf = async (name: string) =>
      (await world.database.prisma.person.findFirstOrThrow({ where: { name }, select: { id: true } })).id;
    const said = (person: Person) =>
      person
        .screen()
        .map(({ text }) => text)
        .join('\n');

    async function sendToRead(): Promise<void> {
      // Everybody is written to twice a week: each draft is sent in a week of its own.
      await minutes(8 * 24 * 60);
      await coordinator.command('/bilan relecture');
      await coordinator.press('Choisir qui le relit');
      await coordinator.fill({ people: [await idOf('Ana')] });
      await coordinator.press('Envoyer');
    }

    async function erase(): Promise<void> {
      await olive.command('/profil donnees');
      await olive.press('Tout effacer');
      await olive.press('Effacer pour toujours');
    }

    /** Erases them as soon as a document of this kind is being laid out. */
    async function eraseDuring(kind: string): Promise<void> {
      await olive.command('/profil donnees');
      await olive.press('Tout effacer');
      const now = world.clock.now();
      const running = world.bot().schedule.runDue(now);
      const leased = () => world.database.prisma.dueItem.count({ where: { kind, doneAt: null, dueAt: { gt: now } } });
      await expect.poll(leased, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
      await olive.press('Effacer pour toujours');
      await running;
      await world.settle();
    }

    /** Lets all be done that is to be done, and looks whether it tells of them, and whether they are told that it is over. */
    async function nothingIsLeft(): Promise<void> {
      await untilErased(world);
      await olive.press('Où en est-ce ?');
      expect(olive.read()).toContain('Tout est terminé');
      const shown = await filesShown(world);
      expect(namingAmong(shown, ['fanfare', olive.name])).toEqual([]);
      expect(namingAmong(await filesKept(world), ['fanfare', olive.name])).toEqual([]);
      // None is left as a shell, either.
      expect(shown.filter(({ words }) => words.trim() === '').map(({ name }) => name)).toEqual([]);
      expect(await tablesNaming(world, ['fanfare', Buffer.from('fanfare').toString('hex')])).toEqual([]);
      expect(messagesNaming(world, ['fanfare'])).toEqual([]);
    }

    const endings = (person: Person, pattern: RegExp) =>
      person
        .screen()
        .flatMap(({ files }) => files)
        .filter(({ name }) => pattern.test(name))
        .map(({ name }) => name.split('.').at(-1));

    it('a draft to be read, and the register, wait until nothing of them is stored', async () => {
      await sendToRead();
      await coordinator.command('/equipe registre');
      await erase();
      await world.runDue();
      await nothingIsLeft();
      expect(said(ana)).toContain('Pour relecture');
      expect(endings(ana, /relecture/)).toEqual(['pdf', 'docx', 'html']);
      expect(endings(coordinator, /^registre/)).toEqual(['pdf', 'docx', 'md']);
    }, 120_000);

    it('a bilan that is being laid out is laid out anew', async () => {
      const printed = () => endings(coordinator, /^bilan-picardie-2026/).filter((ending) => ending === 'pdf').length;
      const before = printed();
      await coordinator.command('/bilan document');
      await eraseDuring('bilan-print');
      await nothingIsLeft();
      // Where it had left just before, it was taken back.
      expect(printed()).toBeLessThanOrEqual(before + 1);
    }, 120_000);

    it('a draft that had reached its reader is taken back, and may be sent anew', async () => {
      await sendToRead();
      await world.runDue();
      expect(namingAmong(await filesShown(world), ['fanfare'])).not.toEqual([]);
      await erase();
      await nothingIsLeft();
      // It no longer waits for her, and everybody is told why it isn't to be had.
      await ana.command('/mois');
      expect(ana.read()).not.toContain('attend votre relecture');
      await ana.command('/bilan relecture');
      expect(ana.read()).toContain('Le bilan à relire a été retiré : il nommait une personne');
      await coordinator.command('/bilan relecture');
      expect(coordinator.read()).toContain('Ce texte a été retiré : il nommait une personne');
      const before = endings(ana, /relecture/).length;
      await sendToRead();
      expect(coordinator.read()).toContain('La relecture est demandée à : Ana');
      await nothingIsLeft();
      expect(endings(ana, /relecture/).length).toBe(before + 3);
    }, 120_000);

    it('a bilan that is published, and not yet posted, is taken back before it leaves', async () => {
      await explainAndPublish(coordinator);
      await erase();
      await world.runDue();
      await nothingIsLeft();
      expect(said(ana)).not.toContain('Le bilan est publié');
      expect(said(coordinator)).toContain('Publiez-le de nouveau : il sera refait sans elle');
      await explainAndPublish(coordinator);
      await nothingIsLeft();
      expect(said(ana)).toContain('Le bilan est publié');
    }, 120_000);

    it('a bilan that is being published is taken back', async () => {
      await explainAndPublish(coordinator);
      await eraseDuring('bilan-publish');
      await nothingIsLeft();
      expect(said(coordinator)).toContain('Publiez-le de nouveau : il sera refait sans elle');
    }, 120_000);
  },
);
