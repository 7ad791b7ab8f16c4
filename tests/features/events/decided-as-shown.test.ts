import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regionById } from '../../../src/access/region/region-store.ts';
import { actions, button, message } from '../../../src/chat/message.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { send } from '../../../src/delivery/outbox/index.ts';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, propose } from '../../support/events.ts';
import { both } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

interface Decision {
  readonly label: string;
  readonly field: string;
  readonly typed: string;
  readonly anyway: string;
  readonly status: string;
  /** The words that the organisation reads. */
  readonly told: string;
  readonly name: string;
}

const decisions: readonly Decision[] = [
  {
    ...{ label: 'Demander une précision', field: 'question', typed: 'Faut-il apporter son vélo ?' },
    ...{ anyway: 'Poser tout de même', status: 'QUESTIONED', told: 'une question', name: 'event-ask' },
  },
  {
    ...{ label: 'Refuser', field: 'reason', typed: 'Le préau est déjà pris' },
    ...{ anyway: 'Refuser tout de même', status: 'REFUSED', told: "n'a pas retenu", name: 'event-refuse' },
  },
];
const cases = both.flatMap((platform) => decisions.map((decision) => ({ platform, decision })));

describe.each(cases)('$decision.label, below a proposal that changes, on $platform', ({ platform, decision }) => {
  const { label, field, typed, anyway, status, told, name } = decision;
  let world: World;
  let coordinator: Person;
  let gil: Person;
  beforeAll(async () => {
    ({ world, coordinator, gil } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  const becomes = async (title: string, values: Readonly<Record<string, string>>) => {
    await gil.command('/evenement modifier', { evenement: title });
    await gil.fill(values);
  };
  const found = (title: string) => world.database.prisma.event.findFirstOrThrow({ where: { title } });

  it('opens no form about what it said before: what it says now is shown, with buttons of its own', async () => {
    await propose(gil, { title: 'Atelier vélo' });
    await coordinator.command('/evenement file');
    await becomes('Atelier vélo', { title: 'Vente de vélos' });
    await coordinator.press(label, { in: 'Atelier vélo' });
    expect(coordinator.platform.form(coordinator.user.id)).toBeNull();
    expect(coordinator.read()).toContain("Rien n'est décidé");
    expect(coordinator.read()).toContain('Vente de vélos');
    await coordinator.press(label, { in: "Rien n'est décidé" });
    await coordinator.fill({ [field]: typed });
    expect(await found('Vente de vélos')).toMatchObject({ status, statusNote: typed });
    expect(gil.look()).toContain(told);
  });

  it('is not done by a form that was open when it changed, before what it says now was seen; what was typed can be put right', async () => {
    // It does nothing with a form that was open when it changed: what was typed comes back, beside what it says now.
    await propose(gil, { title: 'Bourse' });
    await coordinator.press(label, { in: 'Bourse' });
    await becomes('Bourse', { pitch: 'Tout à un euro.' });
    await coordinator.fill({ [field]: typed });
    expect(coordinator.read()).toContain("Rien n'est décidé");
    expect(coordinator.read()).toContain('Tout à un euro.');
    expect(coordinator.read()).toContain(typed);
    expect(await found('Bourse')).toMatchObject({ status: 'PROPOSED', statusNote: null });
    expect(gil.look()).not.toContain(told);

    // It is not done either when it changes once more before that is confirmed.
    await becomes('Bourse', { contact: '03 22 11 11 11' });
    await coordinator.press(anyway);
    expect(coordinator.read()).toContain('03 22 11 11 11');
    expect(coordinator.read()).toContain(typed);
    expect(await found('Bourse')).toMatchObject({ status: 'PROPOSED', statusNote: null });

    // It is done with what was typed, put right, once what it says now has been seen.
    await coordinator.press('Corriger');
    expect(coordinator.form().fields).toMatchObject([{ id: field, value: [typed] }]);
    await coordinator.fill({ [field]: `${typed} !` });
    expect(await found('Bourse')).toMatchObject({ status: 'PROPOSED' });
    await coordinator.press(anyway);
    expect(await found('Bourse')).toMatchObject({ status, statusNote: `${typed} !` });
    expect(gil.look()).toContain(told);
  });

  it('is done at once where only more was told of it since', async () => {
    await propose(gil, { title: 'Goûter' });
    await coordinator.command('/evenement file');
    await gil.command('/evenement completer', { evenement: 'Goûter' });
    await gil.press('Compléter');
    await gil.fill({ description: 'Des gâteaux faits maison' });
    await coordinator.press(label, { in: 'Goûter' });
    await coordinator.fill({ [field]: typed });
    expect(await found('Goûter')).toMatchObject({ status, statusNote: typed });
  });

  it('is done as before by a button of a message that carries nothing of what it showed', async () => {
    await propose(gil, { title: 'Tombola' });
    const { id, regionId } = await found('Tombola');
    const region = await regionById(world.database, regionId);
    if (!region) throw new Error('no region');
    const target = { kind: 'channel', platform, channel: coordinator.place.channel } as const;
    const old = message(actions(button(`${name}:${id}`, 'Bouton ancien')));
    await inTransaction(world.database, (tx) =>
      send({ tx, region, now: world.clock.now() }, { key: `old-${name}`, target, message: old }),
    );
    await world.settle();
    await becomes('Tombola', { title: 'Grande tombola' });
    await coordinator.press('Bouton ancien');
    await coordinator.fill({ [field]: typed });
    expect(await found('Grande tombola')).toMatchObject({ status, statusNote: typed });
  });
});
