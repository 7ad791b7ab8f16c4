import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { eraseWholly, untilErased } from './erasing.ts';

const FORMER = 'Camille Roussel';

describe.each(platforms)('somebody on %s who had another name before', (title, side) => {
  let tied: TiedWorld;
  beforeAll(async () => {
    tied = await tiedWorld();
  });
  afterAll(() => tied?.world.close());

  it('loses it, too, where they had written or were mentioned under it in tied channels', async () => {
    const { world } = tied;
    const speaker = tied.people[side];
    const reader = tied.people[tied.other[side]];
    const camille = world.person(side, FORMER);
    await camille.write('general', `Bonjour de ${title}`);
    await speaker.write('general', `${FORMER} apporte le four de ${title}`);
    const called = side === 'slack' ? speaker.mention(camille) : `<@${camille.user.id}>`;
    await speaker.write('general', `Merci à ${called} de ${title}`);
    const shown = () => reader.screen().filter(({ text, author }) => `${author.name} ${text}`.includes(FORMER));
    expect(shown()).toHaveLength(3);

    await world.restartBot(async () => world[side].renameUser(camille.user.id, 'Cam R.'));
    await camille.command('/profil donnees');
    const known = await world.database.prisma.identity.findFirstOrThrow({ where: { externalId: camille.user.id } });
    expect(known.name).toBe('Cam R.');
    await camille.press('Tout effacer');
    await camille.press('Effacer pour toujours');
    await untilErased(tied.world);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(shown()).toEqual([]);
    expect(copiesOf(reader, `le four de ${title}`)).toHaveLength(1);
    expect(copiesOf(reader, 'Merci à')).toHaveLength(1);
    expect((await tablesNaming(world, [FORMER])).filter((row) => row.startsWith('Relay'))).toEqual([]);
  });

  it('loses it, too, where they had written in no tied channel under it', async () => {
    const { world } = tied;
    const former = 'Rosemonde Dupontel';
    const rosemonde = world.person(side, former);
    await rosemonde.command('/profil donnees');
    const coordinator = world.coordinator[side];
    const meeting = { titre: 'Préparation', date: 'mardi 6 octobre de 14h à 16h', lieu: `chez ${former}` };
    await coordinator.command('/reunion programmer', meeting);
    await coordinator.press('Annoncer la réunion');
    await world.restartBot(async () => world[side].renameUser(rosemonde.user.id, 'Rosy D.'));
    await rosemonde.command('/profil donnees');
    expect(messagesNaming(world, [former])).not.toEqual([]);

    await eraseWholly(world, rosemonde);
    expect(messagesNaming(world, [former])).toEqual([]);
    expect(await tablesNaming(world, [former])).toEqual([]);
  });
});
