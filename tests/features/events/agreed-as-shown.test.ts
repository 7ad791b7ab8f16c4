import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, organiser, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const CHANGED = "Rien n'a été fait";

describe.each(platformsInTurn())('an invitation to co-organise, on %s,', (platform) => {
  async function asked() {
    const { gil, coordinator, ...opened } = await openEdition(platform);
    world = opened.world;
    const zoe = await organiser(opened.world, other[platform], 'Zoé', 'Le Moulin');
    await propose(gil, { title: 'Portes ouvertes' });
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'Le Moulin' });
    return { gil, zoe, coordinator, world: opened.world };
  }
  const change = async (gil: Person, fields: Record<string, string>) => {
    await gil.command('/evenement modifier', { evenement: 'Portes ouvertes' });
    await gil.fill(fields);
  };
  const hosts = async (reader: Person) => {
    await reader.command('/evenement voir', { evenement: 'Portes ouvertes' });
    return plain(reader.read());
  };

  it('is agreed to as it is shown: what has changed since is shown first, and agreed to by a second press', async () => {
    const { gil, zoe } = await asked();
    await zoe.command('/mois');
    for (const [fields, now] of [
      [{ when: 'samedi 21 novembre de 14h à 18h' }, 'samedi 21 novembre'],
      [{ place: 'Médiathèque, Amiens' }, 'Médiathèque, Amiens'],
      [{ title: 'Portes ouvertes et visite' }, 'Portes ouvertes et visite'],
    ] as const) {
      const shownBefore = zoe.screen().findLast(({ text }) => plain(text).includes('On vous propose'));
      expect(shownBefore).toBeDefined();
      await change(gil, fields);
      await zoe.press('Co-organiser', { in: 'On vous propose' });
      expect(plain(zoe.read())).toContain(CHANGED);
      expect(plain(zoe.read())).toContain(now);
      expect(await hosts(gil)).not.toContain('Café et Le Moulin');
    }
    await zoe.press('Co-organiser', { in: CHANGED });
    expect(plain(zoe.read())).toContain('co-organise « Portes ouvertes et visite »');
    expect(await hosts(gil)).toContain('Café et Le Moulin');
  });

  it('reads on its card what it says by now, which one press agrees to', async () => {
    const { gil, zoe } = await asked();
    await change(gil, { when: 'samedi 21 novembre de 14h à 18h' });
    expect(plain(zoe.screen().find(({ text }) => text.includes('vous propose de co-organiser'))?.text ?? '')).toContain(
      'samedi 21 novembre',
    );
    await zoe.press('Co-organiser', { in: 'vous propose de co-organiser' });
    expect(plain(zoe.read())).toContain('co-organise « Portes ouvertes »');
  });

  it('tells who joined or left since, and is declined whatever has changed', async () => {
    const { gil, zoe, world: here } = await asked();
    const ben = await organiser(here, platform, 'Ben', 'La Ruche');
    await zoe.command('/mois');
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'La Ruche' });
    await ben.press('Co-organiser');
    expect(plain(zoe.screen().find(({ text }) => text.includes('vous propose de co-organiser'))?.text ?? '')).toContain(
      'La Ruche',
    );
    await zoe.press('Co-organiser', { in: 'On vous propose' });
    expect(plain(zoe.read())).toContain(CHANGED);
    await zoe.press('Décliner', { in: 'On vous propose' });
    expect(plain(zoe.read())).toContain('ne co-organise pas « Portes ouvertes »');
  });
});
