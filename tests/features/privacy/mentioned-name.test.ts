import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Recording, recordStatements } from '../../support/statements.ts';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { tablesNaming } from '../../support/traces.ts';
import { untilErased } from './erasing.ts';

const FORMER = 'Camille Roussel';

describe.each(platforms)('somebody on %s whom others had mentioned under another name', (title, side) => {
  let tied: TiedWorld;
  let recording: Recording;
  beforeAll(async () => {
    recording = recordStatements();
    tied = await tiedWorld();
  });
  afterAll(async () => {
    await tied?.world.close();
    recording.stop();
  });

  /** Returns the statements that read what messages say, of the transaction in which this one is asked, before it. */
  function wordsReadBefore(begins: string): readonly string[] {
    const all = recording.taken();
    const at = all.findIndex(({ text }) => text.startsWith(begins));
    expect(at).toBeGreaterThan(0);
    const own = all.slice(0, at).filter(({ connection }) => connection === all[at]?.connection);
    return own
      .slice(own.findLastIndex(({ text }) => text.startsWith('BEGIN')))
      .flatMap(({ text }) =>
        text.includes('"RelayMessage"') && text.includes('"state"') && !text.includes('"authorId" = $') ? [text] : [],
      );
  }

  it('loses it wherever it stands, and the press looks through no message for it', async () => {
    const { world } = tied;
    const speaker = tied.people[side];
    const reader = tied.people[tied.other[side]];
    const camille = world.person(side, FORMER);
    await speaker.write('general', `${FORMER} apporte le four de ${title}`);
    const called = side === 'slack' ? speaker.mention(camille) : `<@${camille.user.id}>`;
    await speaker.write('general', `Merci à ${called} de ${title}`);
    const [mention] = await world.database.prisma.relayMessage.findMany({
      where: { state: { path: ['names', camille.user.id], equals: FORMER } },
    });
    await world.restartBot(async () => world[side].renameUser(camille.user.id, 'Cam R.'));
    await speaker.write('general', `${FORMER} a rapporté le four de ${title}`);
    const shown = () => reader.screen().filter(({ text }) => text.includes(FORMER));
    expect(shown()).toHaveLength(2);

    await camille.command('/profil donnees');
    const known = await world.database.prisma.identity.findFirstOrThrow({ where: { externalId: camille.user.id } });
    expect(known.name).toBe('Cam R.');
    await camille.press('Tout effacer');
    // A restart reads the newest messages again; this one is as if it were older.
    await world.database.prisma.relayMessage.update({
      where: { id: mention?.id ?? '' },
      data: { state: mention?.state ?? {} },
    });
    recording.taken();
    await camille.press('Effacer pour toujours');
    expect(wordsReadBefore('INSERT INTO "public"."Erasure"')).toEqual([]);

    await untilErased(tied.world);
    await camille.press('Où en est-ce ?');
    expect(camille.read()).toContain('Tout est terminé');
    expect(shown()).toEqual([]);
    expect(copiesOf(reader, `personne effacée apporte le four de ${title}`)).toHaveLength(1);
    expect(copiesOf(reader, `personne effacée a rapporté le four de ${title}`)).toHaveLength(1);
    expect((await tablesNaming(world, [FORMER])).filter((row) => row.startsWith('Relay'))).toEqual([]);
  });

  it('loses it, too, where it is found in the last of the rounds', async () => {
    const { world } = tied;
    const speaker = tied.people[side];
    const former = 'Rosemonde Vidal';
    const rosemonde = world.person(side, former);
    await speaker.write('general', `${former} tient la caisse de ${title}`);
    const called = side === 'slack' ? speaker.mention(rosemonde) : `<@${rosemonde.user.id}>`;
    await speaker.write('general', `Bravo à ${called} de ${title}`);
    const { relayMessage, erasure } = world.database.prisma;
    const [mention] = await relayMessage.findMany({
      where: { state: { path: ['names', rosemonde.user.id], equals: former } },
    });
    await world.restartBot(async () => world[side].renameUser(rosemonde.user.id, 'Rosy V.'));
    await rosemonde.command('/profil donnees');
    await relayMessage.update({ where: { id: mention?.id ?? '' }, data: { state: mention?.state ?? {} } });
    await rosemonde.press('Tout effacer');
    await rosemonde.press('Effacer pour toujours');
    const begun = await erasure.findFirstOrThrow({ where: { endedAt: null } });
    await erasure.update({ where: { id: begun.id }, data: { doing: { ...Object(begun.doing), round: 6 } } });
    await untilErased(tied.world);
    await rosemonde.press('Où en est-ce ?');
    expect(rosemonde.read()).toContain('Tout est terminé');
    expect((await tablesNaming(world, [former])).filter((row) => row.startsWith('Relay'))).toEqual([]);
  });
});
