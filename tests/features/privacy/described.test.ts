import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copiesOf, platforms, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { eraseWholly } from './erasing.ts';

const NAME = 'Rosemonde Dupontel';
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe.each(platforms)('somebody on %s whom a colleague’s picture names', (title, side) => {
  let tied: TiedWorld;
  beforeAll(async () => {
    tied = await tiedWorld();
  });
  afterAll(() => tied?.world.close());
  const described = (name: string, alt: string) => ({ name, type: 'image/png', bytes: PNG, alt });
  const erase = (person: Person) => eraseWholly(tied.world, person);

  it('stands in no copy of it once she is erased; other pictures, and what is said with them, stay', async () => {
    const { world } = tied;
    const speaker = tied.people[side];
    const reader = tied.people[tied.other[side]];
    const said = `Le marché vu de ${title}`;
    const pictures = [described('marche.png', `${NAME} au marché`), described('halle.png', 'La halle, vide')];
    await speaker.write('general', said, pictures);
    const shown = () => copiesOf(reader, said).flatMap(({ files }) => files.map(({ name }) => name));
    const elsewhere = () => reader.screen().flatMap(({ files }) => files.map(({ name }) => name));
    expect([...shown(), ...elsewhere()]).toEqual(expect.arrayContaining(['marche.png', 'halle.png']));

    await erase(world.person(side, NAME));
    expect(copiesOf(reader, said)).toHaveLength(1);
    expect(elsewhere()).toContain('halle.png');
    expect(elsewhere()).not.toContain('marche.png');
    const rows = await world.database.prisma.relayMessage.findMany();
    expect(JSON.stringify(rows)).not.toContain(NAME);
  });

  it('goes with every picture of the same name, as nobody can tell on a platform which of them names her', async () => {
    const { world } = tied;
    const speaker = tied.people[side];
    const reader = tied.people[tied.other[side]];
    const named = 'Camille Roussel';
    const said = `Deux images collées sur ${title}`;
    const pasted = [described('image.png', `${named} au marché`), described('image.png', 'La halle, vide')];
    await speaker.write('general', said, [...pasted, described('plan.png', 'Le plan')]);
    const elsewhere = () => reader.screen().flatMap(({ files }) => files.map(({ name }) => name));
    // Where two files of one message can't have one name, the second gets a number.
    expect(elsewhere().filter((name) => name.startsWith('image'))).toHaveLength(2);

    await erase(world.person(side, named));
    expect(elsewhere().filter((name) => name.startsWith('image'))).toEqual([]);
    expect(elsewhere()).toContain('plan.png');
    expect(copiesOf(reader, said)).toHaveLength(1);
  });
});
