import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { around, pressAround } from '../../support/departures.ts';
import { openEdition, organiser, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const END = 'Mettre fin à la co-organisation';
const seen = (reader: Person) =>
  plain(
    reader
      .screen()
      .map(({ text }) => text)
      .join('\n'),
  );
const times = (reader: Person, words: string) => seen(reader).split(words).length - 1;
const NOTICE = 'a mis fin à la co-organisation de « Portes ouvertes »';

describe.each(platformsInTurn())('an organisation that co-organises, on %s,', (platform) => {
  async function coOrganised() {
    const { gil, coordinator, ...opened } = await openEdition(platform);
    world = opened.world;
    const zoe = await organiser(opened.world, other[platform], 'Zoé', 'Le Moulin');
    const ben = await organiser(opened.world, platform, 'Ben', 'La Ruche');
    await propose(gil, { title: 'Portes ouvertes' });
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'Le Moulin' });
    await zoe.press('Co-organiser');
    return { gil, zoe, ben, coordinator, world: opened.world };
  }
  const sheet = async (reader: Person) => {
    await reader.command('/evenement voir', { evenement: 'Portes ouvertes' });
    return plain(reader.read());
  };
  const journal = async (coordinator: Person) => {
    await coordinator.command('/equipe journal');
    return plain(coordinator.read());
  };

  it('leaves by a member of it, once that was confirmed: programme, cards and digest follow, and both sides are told', async () => {
    const { gil, zoe, ben, coordinator, world: here } = await coOrganised();
    await coordinator.press('Accepter', { in: 'Portes ouvertes' });
    await here.goTo('2026-09-15T18:00:00+02:00');
    expect(seen(ben)).toContain('organisé par : Repair Café et Le Moulin');

    expect(await sheet(zoe)).toContain('Repair Café et Le Moulin');
    await zoe.press(END);
    const asked = plain(zoe.read());
    expect(asked).toContain('« Le Moulin » ne co-organisera plus cet événement avec « Repair Café »');
    expect(asked).toContain('son nom quittera le programme');
    expect(asked).toContain('Les membres des deux structures seront prévenus');
    expect(await sheet(gil)).toContain('Le Moulin');
    await sheet(zoe);
    await zoe.press(END);
    await zoe.press(END, { in: 'ne co-organisera plus' });
    expect(plain(zoe.read())).toContain("C'est noté : « Le Moulin » ne co-organise plus « Portes ouvertes »");

    expect(await sheet(gil)).not.toContain('Le Moulin');
    expect(await sheet(zoe)).not.toContain(END);
    expect(seen(zoe)).toMatch(/ne co-organise plus cet événement : Zoé y a mis fin/);
    expect(seen(ben)).not.toContain('Café et Le Moulin');
    expect([times(gil, NOTICE), times(zoe, NOTICE), times(ben, NOTICE)]).toEqual([1, 0, 0]);
    expect(await journal(coordinator)).not.toContain('a mis fin à une co-organisation');

    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'Le Moulin' });
    await zoe.press('Co-organiser', { in: 'vous propose de co-organiser' });
    expect(await sheet(gil)).toContain('Le Moulin');
  });

  it('is left out by the organisation that leads the event, and by a coordinator, which the journal tells', async () => {
    const { gil, zoe, ben, coordinator } = await coOrganised();
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'La Ruche' });
    await ben.press('Co-organiser');
    await sheet(gil);
    await gil.choose('Mettre fin à une co-organisation', 'Le Moulin');
    expect(plain(gil.read())).toContain('son nom quittera la proposition');
    await gil.press(END, { in: 'ne co-organisera plus' });
    expect([times(gil, NOTICE), times(zoe, NOTICE), times(ben, NOTICE)]).toEqual([0, 1, 0]);
    await sheet(coordinator);
    await coordinator.press(END);
    await coordinator.press(END, { in: 'La Ruche' });
    expect([times(gil, NOTICE), times(zoe, NOTICE), times(ben, NOTICE)]).toEqual([1, 1, 1]);
    expect((await journal(coordinator)).split('a mis fin à une co-organisation de « Portes ouvertes »')).toHaveLength(
      3,
    );
  });

  it('is told how, where somebody declines what it agreed to', async () => {
    const { zoe, gil, ben } = await coOrganised();
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'La Ruche' });
    const may = await organiser(world as World, platform, 'May', 'La Source');
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'La Source' });
    await may.command('/mois');
    await may.press('Co-organiser', { in: 'On vous propose' });
    await may.press('Décliner', { in: 'On vous propose' });
    expect(plain(may.read())).toContain("il n'y a plus d'invitation à décliner");
    await may.press(END);
    await may.press(END, { in: 'ne co-organisera plus' });
    await may.press('Co-organiser', { in: 'On vous propose' });
    expect(plain(may.read())).toContain('La co-organisation de « Portes ouvertes » par « La Source » a pris fin');
    await may.press('Décliner', { in: 'On vous propose' });
    expect(plain(may.read())).toContain("C'était déjà fait : « La Source » ne co-organise plus « Portes ouvertes »");
    await ben.command('/mois');
    await ben.press('Décliner', { in: 'On vous propose' });
    await ben.press('Décliner', { in: 'On vous propose' });
    expect(plain(ben.read())).toContain("C'était déjà fait : « La Ruche » a décliné l'invitation");
    await ben.press('Co-organiser', { in: 'On vous propose' });
    expect(plain(ben.read())).toContain("« La Ruche » a décliné l'invitation à co-organiser « Portes ouvertes ». Pour");
    expect(await sheet(zoe)).not.toContain('La Source');
  });

  it('is ended once by whoever presses twice, and not by what was asked before it was agreed to anew', async () => {
    const { gil, zoe, world: here } = await coOrganised();
    const asked = async () => {
      await sheet(zoe);
      await zoe.press(END);
      const button = around(zoe, END);
      // Another process doesn't know what to take its buttons off.
      await here.restartBot();
      return button;
    };
    const [oldest, old] = [await asked(), await asked()];
    await sheet(zoe);
    await zoe.press(END);
    await zoe.press(END, { in: 'ne co-organisera plus' });
    await pressAround(here, zoe, old);
    expect(plain(zoe.look())).toContain("C'était déjà fait : « Le Moulin » ne co-organise plus « Portes ouvertes »");

    await here.goTo('2026-09-16T09:00:00+02:00');
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'Le Moulin' });
    await pressAround(here, zoe, old);
    expect(plain(zoe.look())).toContain("C'était déjà fait");
    await zoe.press('Co-organiser', { in: 'vous propose de co-organiser' });
    await pressAround(here, zoe, oldest);
    expect(plain(zoe.look())).toContain('Voici ce qui se ferait maintenant');
    expect(await sheet(gil)).toContain('Le Moulin');
    await zoe.press(END, { in: 'Voici ce qui se ferait maintenant' });
    expect(await sheet(gil)).not.toContain('Le Moulin');
  });

  it('stays once the edition is closed, also by whoever had asked to end it before', async () => {
    const { zoe, ben, coordinator } = await coOrganised();
    await coordinator.press('Accepter', { in: 'Portes ouvertes' });
    await sheet(ben);
    expect(ben.sees(END)).toBe(false);
    await sheet(zoe);
    await zoe.press(END);
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    await zoe.press(END, { in: 'ne co-organisera plus' });
    expect(plain(zoe.read())).toContain('« Le Moulin » reste parmi les structures qui organisent');
    expect(await sheet(zoe)).toContain('Le Moulin');
    expect(plain(zoe.read())).not.toContain(END);
  });

  it('is joined by nobody once the edition is closed: cards lose their buttons, and nobody else is invited', async () => {
    const { gil, ben, zoe, coordinator, world: here } = await coOrganised();
    await coordinator.press('Accepter', { in: 'Portes ouvertes' });
    await gil.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'La Ruche' });
    await sheet(gil);
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    await ben.press('Co-organiser', { in: 'La Ruche : co-organiser' });
    expect(plain(ben.read())).toContain(
      "L'édition 2026 est close : les structures qui organisent « Portes ouvertes » restent",
    );
    await gil.press('Inviter à co-organiser');
    expect(plain(gil.read())).toContain("L'édition 2026 est close : les structures");
    await here.runDue();
    const cards = ben.screen().filter(({ text }) => plain(text).includes('La Ruche : invitation à co-organiser'));
    expect(cards.map(({ controls }) => controls)).toEqual([[]]);
    expect(plain(cards[0]?.text ?? '')).toContain("L'édition est close : il n'y a plus rien à répondre.");
    expect(await sheet(zoe)).not.toContain('La Ruche');
    expect(await sheet(gil)).toContain('Repair Café et Le Moulin');
    expect(gil.sees('Inviter à co-organiser')).toBe(false);
  });
});
