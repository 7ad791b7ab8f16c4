import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf } from '../../../src/access/actor/actor-store.ts';
import type { Scope } from '../../../src/access/operation/scope.ts';
import { versionOf } from '../../../src/access/operation/version.ts';
import { allRegions } from '../../../src/access/region/region-store.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import type { Event } from '../../../src/features/events/event.ts';
import { proposalCard } from '../../../src/features/events/messages/card.ts';
import { confirmSeveral, proposalChangedMessage, queueMessage } from '../../../src/features/events/messages/queue.ts';
import { decisionOperations } from '../../../src/features/events/operations/decide.ts';
import { proposalsNumbered } from '../../../src/features/events/operations/view.ts';
import { proposalsVersion, proposalVersion } from '../../../src/features/events/rules.ts';
import type { Person } from '../../../src/playground/person.ts';
import { usual } from '../../gallery/sample.ts';
import { completeEvent, slot } from '../../gallery/samples/facts.ts';
import { openEdition, plain, propose } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())(
  'several proposals of which one changes before they are accepted, on %s',
  (platform) => {
    let world: World;
    let coordinator: Person;
    let gil: Person;
    beforeAll(async () => {
      ({ world, coordinator, gil } = await openEdition(platform));
    });
    afterAll(() => world?.close());

    const accepted = async () => {
      const events = await world.database.prisma.event.findMany({ where: { status: 'ACCEPTED' } });
      return events.map(({ title }) => title).sort();
    };

    it.each([
      ['date', { when: 'dimanche 15 novembre de 10h à 12h' }, 'dimanche 15 novembre 2026 de 10 h à 12 h'],
      ['place', { place: 'Gymnase, Compiègne' }, 'Gymnase, Compiègne'],
      ['pitch', { pitch: 'Chacun repart avec un vélo.' }, 'Chacun repart avec un vélo.'],
      ['contact', { contact: '03 22 11 11 11' }, '03 22 11 11 11'],
      ['title', { title: 'Vente de vélos' }, 'Vente de vélos'],
    ] as const)(
      'none is accepted when its %s is another by then: it is shown, and accepted by what says so',
      async (what, change, now) => {
        const before = await accepted();
        const titles = [`Atelier ${what}`, `Bourse ${what}`] as const;
        for (const title of titles) await propose(gil, { title });
        await coordinator.command('/evenement file');
        await coordinator.choose('Accepter plusieurs', ...titles);
        expect(plain(coordinator.read())).not.toContain(now);
        await gil.command('/evenement modifier', { evenement: titles[0] });
        await gil.fill(change);
        await coordinator.press('Accepter les 2');
        expect(coordinator.read()).toContain("Rien n'a été fait");
        expect(plain(coordinator.read())).toContain(now);
        expect(await accepted()).toEqual(before);
        await coordinator.press('Accepter les 2');
        expect(await accepted()).toHaveLength(before.length + 2);
      },
    );

    it('none is accepted when one changes between the look at them and the acceptance', async () => {
      const before = await accepted();
      for (const title of ['Kermesse', 'Loto']) await propose(gil, { title });
      const { database } = world;
      const events = await database.prisma.event.findMany({ where: { title: { in: ['Kermesse', 'Loto'] } } });
      const [region] = await allRegions(database);
      if (!region) throw new Error('there is no region');
      const now = world.clock.now();
      const { id, name } = coordinator.user;
      const account = { platform, id, name, team: null, locale: 'fr', administrator: false } as const;
      const actor = await actorOf(database, { region }, account, now);
      const asked = { year: 2026, numbers: events.map(({ number }) => number) };
      const inRegion = <T>(work: (scope: Scope) => Promise<T>) =>
        inTransaction(database, (tx) => work({ tx, region, now, actor }));
      const shown = proposalsVersion(await inRegion((scope) => proposalsNumbered.run(scope, asked)));
      await gil.command('/evenement modifier', { evenement: 'Loto' });
      await gil.fill({ place: 'Gymnase, Compiègne' });
      const accepting = inRegion((scope) => decisionOperations([]).acceptSeveral.run(scope, { ...asked, shown }));
      await expect(accepting).rejects.toMatchObject({ id: 'events.errors.severalChanged' });
      expect(await accepted()).toEqual(before);
    });

    it('the others alone are accepted, once that was shown, when one was decided by then', async () => {
      const before = await accepted();
      for (const title of ['Veillée', 'Goûter']) await propose(gil, { title });
      await coordinator.command('/evenement file');
      await coordinator.choose('Accepter plusieurs', 'Veillée', 'Goûter');
      const { id } = await world.database.prisma.event.findFirstOrThrow({ where: { title: 'Veillée' } });
      await world.database.prisma.event.update({ where: { id }, data: { status: 'REFUSED' } });
      await coordinator.press('Accepter les 2');
      expect(coordinator.read()).toContain('Accepter cette proposition');
      expect(await accepted()).toEqual(before);
      await coordinator.press('Accepter', { in: 'Accepter cette proposition' });
      expect(await accepted()).toEqual([...before, 'Goûter'].sort());
    });
  },
);

describe('what is compared of a proposal is what is shown of it', () => {
  const given = usual('fr');
  const proposal: Event = { ...completeEvent(given), status: 'PROPOSED' };
  const another = { id: '00000000-0000-4000-8000-000000000999', name: 'La Grange' };
  /** Another value for each fact of an event; facts that only come together change together. */
  const changes: Readonly<Record<string, Partial<Event>>> = {
    title: { title: 'Autre titre' },
    pitch: { pitch: 'Autre phrase.' },
    venue: { venue: 'Préau' },
    commune: { municipalityCode: '60057', municipality: 'Beauvais', department: '60' },
    contact: { contact: 'Zoé' },
    slots: { slots: [slot('20T09:00', '20T10:00')] },
    'one date more': { slots: [...proposal.slots, slot('29T09:00', null)] },
    organisation: { organisation: another },
    coOrganisers: { coOrganisers: [...proposal.coOrganisers, another] },
    description: { description: 'Autre description' },
    theme: { theme: another },
    audience: { audience: 'Adultes' },
    intended: { intended: 'half' },
    price: { price: '7 €' },
    accessibility: { accessibility: 'Rampe' },
    link: { link: 'https://autre.example' },
    invitedOfficials: { invitedOfficials: 'Préfecture' },
    pictureId: { pictureId: another.id },
    invited: { invited: [another] },
    version: { version: proposal.version + 1 },
    'a question': { statusNote: 'Et s’il pleut ?' },
    'an answer': { statusNote: 'Et s’il pleut ?', statusAnswer: 'Sous le préau.' },
  };
  /** They tell which event it is, who proposed it, and what became of it. */
  const apart = ['id', 'editionId', 'number', 'status', 'proposedById', 'onBehalf'];
  apart.push('proposedAt', 'decidedById', 'decidedAt', 'mergedInto');

  it('every fact of an event is tried', () => {
    const tried = Object.values(changes).flatMap((change) => Object.keys(change));
    expect([...new Set([...tried, ...apart])].sort()).toEqual(Object.keys(proposal).sort());
  });

  const shownBy: Readonly<Record<string, (event: Event) => unknown>> = {
    'the confirmation of several': (event) => confirmSeveral(given.t, 2026, [event]),
    'the proposal as it is now': (event) => textsOf(proposalChangedMessage(given.t, event)),
    'the queue': (event) =>
      textsOf(
        queueMessage(given.t, {
          year: 2026,
          events: [event],
          first: [{ event, clashes: { overlaps: [], outside: null } }],
          clusters: [],
          merges: [],
        }),
      ),
    'the card': (event) =>
      textsOf(
        proposalCard(given.t, {
          event,
          proposer: 'Ana',
          decider: null,
          isClosed: false,
          clashes: { overlaps: [], outside: null },
        }),
      ),
  };
  /** The buttons are left out, since they carry what is compared. */
  const textsOf = ({ blocks }: { readonly blocks: readonly { readonly kind: string }[] }) =>
    blocks.filter(({ kind }) => kind !== 'actions');

  it.each(Object.keys(shownBy).flatMap((where) => Object.keys(changes).map((what) => [where, what] as const)))(
    '%s: %s',
    (where, what) => {
      const changed = { ...proposal, ...changes[what] };
      const isShown = versionOf(shownBy[where]?.(changed)) !== versionOf(shownBy[where]?.(proposal));
      expect(isShown).toBe(proposalVersion(changed) !== proposalVersion(proposal));
    },
  );
});
