import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Tx } from '../../../src/database/transaction.ts';
import type { Person } from '../../../src/playground/person.ts';
import { runsOnServer } from '../../support/database.ts';
import { openEdition, organiser, propose, write } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { whileChanging } from '../../support/while-changing.ts';
import type { World } from '../../support/world.ts';

// The embedded database does one transaction after the other.
describe.runIf(runsOnServer()).each(platformsInTurn())(
  'what somebody sends while another closes it, on %s',
  (platform) => {
    let world: World;
    let coordinator: Person;
    let gil: Person;
    beforeAll(async () => {
      ({ world, coordinator, gil } = await openEdition(platform));
    });
    afterAll(() => world?.close());

    const count = (title: string) => world.database.prisma.event.count({ where: { title } });
    const closes = (tx: Tx) =>
      clientOf(tx).edition.updateMany({ data: { status: 'CLOSED', closedAt: world.clock.now() } });
    const opensAgain = () => world.database.prisma.edition.updateMany({ data: { status: 'OPEN', closedAt: null } });

    it('a proposal, for the edition that is being closed, is refused and kept with its form', async () => {
      await write(gil, { title: 'Bal' });
      await whileChanging(world.database, closes, () => gil.press('Proposer'));
      expect(gil.read()).toContain("L'édition 2026 est déjà close");
      expect(await count('Bal')).toBe(0);
      await opensAgain();
      await gil.correct();
      expect(gil.form().fields.find(({ id }) => id === 'title')?.value).toEqual(['Bal']);
    });

    it('a decision in it is not stored', async () => {
      await propose(gil, { title: 'Troc' });
      await whileChanging(world.database, closes, () => coordinator.press('Accepter', { in: 'Troc' }));
      expect(coordinator.read()).toContain("n'a pas reçu de décision et n'en recevra plus");
      const { status } = await world.database.prisma.event.findFirstOrThrow({ where: { title: 'Troc' } });
      expect(status).toBe('PROPOSED');
      expect(gil.look()).not.toContain('« Troc » est accepté');
      await opensAgain();
    });

    it('an answer to a question is not stored', async () => {
      await propose(gil, { title: 'Vente' });
      await coordinator.press('Demander une précision', { in: 'Vente' });
      await coordinator.fill({ question: 'Qui peut vendre ?' });
      await gil.press('Répondre', { in: 'Qui peut vendre ?' });
      await whileChanging(world.database, closes, () => gil.fill({ answer: 'Tout le monde.' }));
      expect(gil.read()).toContain("n'a pas reçu de décision et n'en recevra plus");
      const found = await world.database.prisma.event.findFirstOrThrow({ where: { title: 'Vente' } });
      expect(found).toMatchObject({ status: 'QUESTIONED', statusAnswer: null });
      await opensAgain();
    });

    it('a change of a proposal is not stored', async () => {
      await propose(gil, { title: 'Repas' });
      await gil.command('/evenement modifier', { evenement: 'Repas' });
      await whileChanging(world.database, closes, () => gil.fill({ title: 'Grand repas' }));
      expect(gil.read()).toContain("n'a pas reçu de décision et n'en recevra plus");
      expect([await count('Repas'), await count('Grand repas')]).toEqual([1, 0]);
      await opensAgain();
    });

    it('a decision stays, rather than be taken back for good', async () => {
      await propose(gil, { title: 'Foire' });
      await coordinator.press('Accepter', { in: 'Foire' });
      await coordinator.press('Revenir sur la décision', { in: 'Foire' });
      await whileChanging(world.database, closes, () =>
        coordinator.press('Revenir sur la décision', { in: 'sera retiré du programme' }),
      );
      const { status } = await world.database.prisma.event.findFirstOrThrow({ where: { title: 'Foire' } });
      expect(status).toBe('ACCEPTED');
      expect(coordinator.read()).toContain('close');
      expect(gil.look()).not.toContain("de nouveau à l'étude");
      await opensAgain();
    });

    it('who co-organises an event stays', async () => {
      const ida = await organiser(world, platform, 'Ida', 'La Roue');
      await propose(gil, { title: 'Braderie' });
      await gil.command('/evenement coorganiser', { evenement: 'Braderie', structure: 'La Roue' });
      await ida.press('Co-organiser', { in: 'Braderie' });
      await coordinator.press('Accepter', { in: 'Braderie' });
      await ida.command('/evenement voir', { evenement: 'Braderie' });
      await ida.press('Mettre fin à la co-organisation');
      await whileChanging(world.database, closes, () =>
        ida.press('Mettre fin à la co-organisation', { in: 'ne co-organisera plus' }),
      );
      expect(ida.read()).toContain('reste parmi les structures qui organisent');
      const hosts = { status: 'ACCEPTED' as const, organisation: { name: 'La Roue' } };
      expect(await world.database.prisma.coOrganiser.count({ where: hosts })).toBe(1);
      await opensAgain();
    });

    it('an invitation to an event that is called off at that moment reaches nobody', async () => {
      const zoe = await organiser(world, platform, 'Zoé', 'Le Moulin');
      const organisationId = await organisationOf(world, 'Les Jardins', [gil]);
      const startsAt = '2026-11-14T14:00:00+01:00';
      const id = await acceptedEvent(world, { organisationId, by: gil, title: 'Visite', startsAt });
      await whileChanging(
        world.database,
        (tx) => clientOf(tx).event.update({ where: { id }, data: { status: 'CANCELLED', version: { increment: 1 } } }),
        () => gil.command('/evenement coorganiser', { evenement: 'Visite', structure: 'Le Moulin' }),
      );
      expect(gil.read()).toContain('annulé');
      expect(await world.database.prisma.coOrganiser.count({ where: { eventId: id } })).toBe(0);
      expect(zoe.look()).not.toContain('Visite');
    });
  },
);
