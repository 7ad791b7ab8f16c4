import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';

const NAME = 'Rosemonde Dupontel';
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe.each(platforms)('somebody on %s whom a colleague’s picture names', (title, side) => {
  let tied: TiedWorld;
  beforeAll(async () => {
    tied = await tiedWorld();
  });
  afterAll(() => tied?.world.close());
  const minutes = (count: number) => tied.world.goTo(new Date(tied.world.clock.now().getTime() + count * 60_000));

  it('stands in no copy of it once she is erased; other pictures, and what is said with them, stay', async () => {
    const { world } = tied;
    const speaker = tied.people[side];
    const reader = tied.people[tied.other[side]];
    const described = (name: string, alt: string) => ({ name, type: 'image/png', bytes: PNG, alt });
    const said = `Le marché vu de ${title}`;
    const pictures = [described('marche.png', `${NAME} au marché`), described('halle.png', 'La halle, vide')];
    await speaker.write('general', said, pictures);
    const shown = () => copiesOf(reader, said).flatMap(({ files }) => files.map(({ name }) => name));
    const elsewhere = () => reader.screen().flatMap(({ files }) => files.map(({ name }) => name));
    expect([...shown(), ...elsewhere()]).toEqual(expect.arrayContaining(['marche.png', 'halle.png']));

    const rosemonde = world.person(side, NAME);
    await rosemonde.command('/profil donnees');
    await rosemonde.press('Tout effacer');
    await rosemonde.press('Effacer pour toujours');
    for (let times = 0; times < 4; times += 1) await minutes(1);
    await rosemonde.press('Où en est-ce ?');
    expect(rosemonde.read()).toContain('Tout est terminé');
    expect(copiesOf(reader, said)).toHaveLength(1);
    expect(elsewhere()).toContain('halle.png');
    expect(elsewhere()).not.toContain('marche.png');
    const rows = await world.database.prisma.relayMessage.findMany();
    expect(JSON.stringify(rows)).not.toContain(NAME);
  });
});
