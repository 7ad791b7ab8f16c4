import { describe, expect, it } from 'vitest';
import { eighteen, fileOf } from '../../support/invented-regions.ts';
import { handIn, tableOf } from './files.ts';
import { type AtWork, withNationals } from './nationals.ts';

const [a] = eighteen;
if (!a) throw new Error('no regions');

let world: AtWork['world'];
let people: AtWork['people'];
withNationals((given) => {
  ({ world, people } = given);
});

/** A signed bilan of a region of that name. */
const named = (name: string, ordinal: number) => fileOf({ ...(eighteen[ordinal] ?? a), name });

const kept = () => world.database.prisma.nationFile.count();

/** Regions that nobody takes for each other, one a line. */
const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `Secteur ${from + at};2026;1`).join('\n');

describe.each(['slack', 'discord'] as const)('a table of regions, handed in on %s', (platform) => {
  it('that is too long is refused whole, with how long it is and how long it may be', async () => {
    const nadia = people[platform];
    await handIn(nadia, [tableOf('long.csv', `region;year;events\n${lines(10_000)}`)]);
    expect(nadia.read()).toContain(
      "Ce tableau a 10 000 lignes et 3 colonnes ; 100 lignes et 300 colonnes au plus sont lues, et rien n'en est pris.",
    );
    const wide = Array.from({ length: 400 }, (_, at) => `autre${at}`).join(';');
    await handIn(nadia, [tableOf('large.csv', `region;year;${wide}\nBretagne;2026`)]);
    expect(nadia.read()).toContain('Ce tableau a 1 ligne et 402 colonnes');
    await handIn(nadia, [tableOf('lourd.csv', `region;year;ideas\nBretagne;2026;${'idée '.repeat(300_000)}`)]);
    expect(nadia.read()).toContain('Ce tableau pèse 1 801 ko, et 300 ko au plus sont lus');
    expect(await kept()).toBe(0);
  });

  it('names a few of many regions, and a year holds no more than a hundred of them', async () => {
    const nadia = people[platform];
    await handIn(nadia, [tableOf('un.csv', `region;year;events\n${lines(100)}`)]);
    const some = 'Secteur 0, Secteur 1, Secteur 2, Secteur 3, Secteur 4, Secteur 5, Secteur 6, Secteur 7 et 92 autres';
    expect(nadia.read()).toContain(`100 régions sans bot (${some}).`);
    await nadia.command('/nation etat');
    expect(nadia.read()).toMatch(new RegExp(`${some} : tableau remis le .* par ${nadia.name}`));
    await handIn(nadia, [tableOf('deux.csv', `region;year;events\n${lines(1, 100)}`)]);
    expect(nadia.read()).toContain("C'est plus que ce qu'une édition peut garder (200 fichiers, 100 régions, 48 Mo");
    expect(await kept()).toBe(1);
  });

  it('with two columns of one name, however it is written, is refused with that name', async () => {
    const nadia = people[platform];
    await handIn(nadia, [tableOf('deux.csv', 'region;Région;year;events;events\nBretagne;Corse;2026;1;2')]);
    expect(nadia.read()).toContain('Plusieurs colonnes ont le même nom (Région, events)');
    expect(await kept()).toBe(0);
  });

  it('that holds a null character, or isn’t UTF-8, is told so, and how to save it', async () => {
    const nadia = people[platform];
    await handIn(nadia, [tableOf('nul.csv', 'region;year\nBretagne;2026\n\0\0;2026')]);
    expect(nadia.read()).toContain('À la ligne 3 se trouve un caractère nul');
    await handIn(nadia, [{ name: 'latin.csv', bytes: Buffer.from('région;year\nCorse;2026', 'latin1') }]);
    expect(nadia.read()).toContain("Ce tableau n'est pas en UTF-8");
    expect(nadia.read()).toContain('« CSV UTF-8 »');
    expect(nadia.read()).not.toContain('JSON');
    expect(await kept()).toBe(0);
  });

  it('counts in whole numbers, and only money has cents', async () => {
    const nadia = people[platform];
    await handIn(nadia, [tableOf('t.csv', 'region;year;events;budget\nBretagne;2026;1,5;12 500,50')]);
    expect(nadia.read()).toContain('La colonne events se compte en nombres entiers');
    await handIn(nadia, [tableOf('t.csv', 'region;year;events;budget\nBretagne;2026;2;12 500,50')]);
    expect(nadia.read()).toContain('1 région sans bot (Bretagne).');
  });
});

describe.each(['slack', 'discord'] as const)('a region that is entered on %s', (platform) => {
  it('has whole events, and a budget that may have cents', async () => {
    const nadia = people[platform];
    await nadia.command('/nation saisir', { region: 'Bretagne' });
    await nadia.fill({ events: '1,5', budget: '12 500,50' });
    expect(nadia.read()).toContain("« 1,5 » n'est pas un nombre entier. Arrondissez");
    expect(nadia.read()).not.toContain('Je ne comprends pas');
    expect(await kept()).toBe(0);
  });

  it('is the one that its name looks like, in letters of whatever script', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a)]);
    // The é and the i are Latin, the о is Cyrillic.
    await nadia.command('/nation saisir', { region: a.name.replace('o', 'о') });
    await nadia.fill({ events: '12' });
    expect(nadia.read()).toContain('Cette région a déjà un fichier');
    expect(await kept()).toBe(1);
  });

  it('is asked about where its name differs from another’s by an article only, whichever comes first', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await named('Réunion', 1)]);
    await nadia.command('/nation saisir', { region: 'La Réunion' });
    await nadia.fill({ events: '12' });
    expect(nadia.read()).toContain('Ce nom ressemble à « Réunion » sans être écrit ainsi');
    await nadia.correct();
    await nadia.fill({ region: 'Réunion' });
    expect(nadia.read()).toContain('Cette région a déjà un fichier');
    // Nobody can rename what is signed: which of the two it is has to be said.
    await handIn(nadia, [await named('La Réunion', 2)]);
    expect(nadia.read()).toContain('Son nom ressemble à « Réunion », dont un fichier est signé aussi.');
    expect(await kept()).toBe(1);
    await handIn(nadia, [tableOf('liste.csv', 'region\nRéunion\nLa Réunion'), await named('La Réunion', 2)]);
    expect(nadia.read()).toContain('La Réunion : version 1 reçue');
    expect(await kept()).toBe(3);
  });

  it('is asked about where its name is almost one of today’s regions, unless the list has that name', async () => {
    const nadia = people[platform];
    await nadia.command('/nation saisir', { region: 'Bretagn' });
    await nadia.fill({ events: '12' });
    expect(nadia.read()).toContain("Ce nom ressemble à « Bretagne » sans être écrit ainsi. Si c'est cette région");
    expect(await kept()).toBe(0);
    await handIn(nadia, [tableOf('liste.csv', 'region\nBretagn')], { annee: '2026' });
    await nadia.command('/nation saisir', { region: 'Bretagn' });
    await nadia.fill({ events: '12' });
    await nadia.press('Enregistrer');
    expect(nadia.read()).toContain('1 région sans bot (Bretagn).');
  });
});
