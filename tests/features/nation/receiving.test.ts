import { describe, expect, it } from 'vitest';
import { eighteen, expectedTable, fileOf, keyOf, signedFile, textOf } from '../../support/invented-regions.ts';
import { handIn, tableOf } from './files.ts';
import { type AtWork, withNationals } from './nationals.ts';

const [a, b, c] = eighteen;
if (!a || !b || !c) throw new Error('no regions');
const LIST = tableOf('regions.csv', expectedTable);

let world: AtWork['world'];
let people: AtWork['people'];
withNationals((given) => {
  ({ world, people } = given);
});

describe.each(['slack', 'discord'] as const)('files of regions, handed in on %s', (platform) => {
  it('are received, and who is missing is named with how to ask them', async () => {
    const nadia = people[platform];
    await handIn(nadia, [LIST, await fileOf(a), await fileOf(b)]);
    // The list doesn't say its year: the bilans beside it do.
    expect(nadia.read()).toContain('Liste des régions attendues : 18 régions.');
    expect(nadia.read()).toContain('Région A : version 1 reçue.');
    expect(nadia.read()).toContain('2 régions sur 18 reçues. Manquent : Région C');
    await nadia.press('Où il en est');
    expect(nadia.read()).toContain('Bilan national 2026 : où il en est');
    expect(nadia.read()).toMatch(new RegExp(`Région B : version 1, remise le .* par ${nadia.name}`));
    expect(nadia.read()).toMatch(/À demander à Région C, .*Région R : que leur coordination tape/);
    expect(await world.database.prisma.nationFile.count()).toBe(3);
  });

  it('without the list nobody is called missing, and that is said', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a)]);
    expect(nadia.read()).toContain("1 région reçue ; la liste des régions attendues n'a pas été donnée.");
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain('Personne ne sait qui manque');
  });

  it('are refused when altered, a draft, of another format, unsigned, too strange: each says what to do', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a)]);
    const good = await fileOf(b);
    const altered = {
      ...good,
      bytes: Buffer.from(
        Buffer.from(good.bytes)
          .toString()
          .replace(/"payload": "(.)/, '"payload": "A$1'),
      ),
    };
    const next = textOf(b).replace('fil-conducteur/bilan/2', 'fil-conducteur/bilan/3');
    const refused = [
      [altered, 'le fichier a été changé, ou abîmé. Demandez-le de nouveau à la région.'],
      [await fileOf(b, { draft: true }), "C'est un projet de version 1 : la région doit clore son questionnaire"],
      [await signedFile(b, next), 'il faut sans doute la même version du bot des deux côtés'],
      [{ name: 'b.json', bytes: Buffer.from(textOf(b)) }, "Il n'est pas signé : demandez à la région"],
      [await fileOf(b, { year: 2025 }), "Son édition (2025) n'est pas celle des autres fichiers (2026)."],
      [{ name: 'b.txt', bytes: Buffer.from('bonjour') }, "Ce n'est pas du JSON"],
      [await signedFile(b, textOf(b).replace('"CRESS"', '"C\\u0000"')), 'coupé en deux ou nul, ici : '],
      [tableOf('t.csv', 'nom;ville\nAnne;Lille'), "Ce tableau n'a pas de colonne « region »"],
      [tableOf('t.csv', 'region;year;events\nBretagne;2026;beaucoup'), 'La colonne events ne se lit pas.'],
      [
        tableOf('t.csv', 'region;year\nBretagne;2026\n"sans fin;2026'),
        'À partir de la ligne 3, le tableau ne se lit pas',
      ],
      [tableOf('t.csv', `region;year\n${a.name};2026`), 'Cette région a déjà un fichier ou une autre ligne.'],
    ] as const;
    for (const [file, why] of refused) {
      await handIn(nadia, [file]);
      expect(nadia.read()).toContain('Refusé, et pas compté');
      expect(nadia.read()).toContain(why);
      expect(await world.database.prisma.nationFile.count()).toBe(1);
    }
  });

  it('are refused of a region that isn’t expected, and by another key than its own', async () => {
    const nadia = people[platform];
    const pinned = tableOf('regions.csv', `region;empreinte\n${a.name};${(await keyOf(a)).thumbprint}\n${c.name};`);
    await handIn(nadia, [await fileOf(a), pinned]);
    await handIn(nadia, [await fileOf(b)]);
    expect(nadia.read()).toContain("Cette région n'est pas dans la liste des régions attendues");
    // Anybody can make a key.
    const forged = await signedFile(a, textOf(a).replace('"version": 1', '"version": 9'), 'forged.jws', await keyOf(b));
    await handIn(nadia, [forged]);
    expect(nadia.read()).toContain("La clé qui le signe n'est pas celle que l'on attend de cette région");
    // One region's key doesn't sign for another one.
    await handIn(nadia, [await signedFile(c, textOf(c), 'c.jws', await keyOf(a))]);
    expect(nadia.read()).toContain('La même clé signe les fichiers de plusieurs régions');
    const { version } = await world.database.prisma.nationFile.findFirstOrThrow({ where: { kind: 'signed' } });
    expect(version).toBe(1);
  });

  it('without a list, the first key of a region is its key, until the list says another', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a)]);
    const other = await signedFile(a, textOf(a).replace('"version": 1', '"version": 2'), 'autre.jws', await keyOf(c));
    await handIn(nadia, [other]);
    expect(nadia.read()).toContain('comparez l’empreinte avec sa coordination, de vive voix'.replace('’', "'"));
    await handIn(nadia, [tableOf('regions.csv', `region;empreinte\n${a.name};${(await keyOf(c)).thumbprint}`), other]);
    expect(nadia.read()).toContain('Région A : version 2 reçue, à la place de la version 1.');
  });

  it('are replaced by a newer version, never by an older one, and the same one changes nothing', async () => {
    const nadia = people[platform];
    const version = async (number: number) =>
      signedFile(a, textOf(a).replace('"version": 1', `"version": ${number}`), 'bilan.jws');
    await handIn(nadia, [await version(2)]);
    await handIn(nadia, [await version(3)]);
    expect(nadia.read()).toContain('Région A : version 3 reçue, à la place de la version 2.');
    await handIn(nadia, [await version(2)]);
    expect(nadia.read()).toContain("C'est la version 2 de cette région, et la version 3 est déjà reçue");
    await handIn(nadia, [await version(3)]);
    expect(nadia.read()).toContain('Région A : cette version est déjà là, rien ne change.');
    const otherwise = await signedFile(
      a,
      textOf(a).replace('"version": 1', '"version": 3').replace('"CRESS"', '"Autre"'),
      'b.jws',
    );
    await handIn(nadia, [otherwise]);
    expect(nadia.read()).toContain('demandez à la région lequel est le bon');
    expect(await world.database.prisma.nationFile.findMany({ select: { version: true, name: true } })).toEqual([
      { version: 3, name: 'bilan.jws' },
    ]);
  });

  it('two people hand in the same region at once: one version stands', async () => {
    const [one, two] = [
      await signedFile(a, textOf(a).replace('"version": 1', '"version": 2'), 'v2.jws'),
      await fileOf(a),
    ];
    const { slack, discord } = people;
    await Promise.all([handIn(slack, [one]), handIn(discord, [two])]);
    const rows = await world.database.prisma.nationFile.findMany({ select: { version: true } });
    expect(rows).toEqual([{ version: 2 }]);
  });

  it('a year is begun by its option; the one before stays as it is', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a)]);
    await handIn(nadia, [await fileOf(b, { year: 2027 })]);
    expect(nadia.read()).toContain("ajoutez l'option annee");
    await handIn(nadia, [await fileOf(b, { year: 2027 })], { annee: '2027' });
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain('Bilan national 2027');
    await nadia.command('/nation etat', { annee: '2026' });
    expect(nadia.read()).toContain('Région A : version 1');
    await nadia.command('/nation etat', { annee: '20vi' });
    expect(nadia.read()).toContain('Une année s’écrit en quatre chiffres'.replace('’', "'"));
  });

  it('a list alone doesn’t tell its year', async () => {
    const nadia = people[platform];
    await handIn(nadia, [LIST]);
    expect(nadia.read()).toContain('Une liste ne dit pas de quelle édition elle est');
    expect(await world.database.prisma.nationFile.count()).toBe(0);
    await handIn(nadia, [LIST], { annee: '2026' });
    expect(nadia.read()).toContain('18 régions');
  });
});

describe.each(['slack', 'discord'] as const)('a region without a bot, on %s', (platform) => {
  it('is told of by a form, shown back, and gives way to the signed bilan', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(b)]);
    await nadia.command('/nation saisir', { region: a.name });
    await nadia.fill({
      departments: '01',
      events: '12',
      participants: '+ de 300',
      posters: 'environ 400',
      budget: '28 500',
      budget_own: '6 350',
      budget_external: '21 850',
      ideas: 'Un bus ; "partagé"\npar trois',
    });
    expect(nadia.read()).toContain('Personnes venues : au moins 300 personnes');
    expect(await world.database.prisma.nationFile.count()).toBe(1);
    await nadia.press('Enregistrer');
    expect(nadia.read()).toContain('1 région sans bot (Région A).');
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain('Région A : saisie le');
    // 6 350 + 21 850 isn't 28 500.
    expect(nadia.read()).toContain('les parts du budget font 28 200 €, le total dit 28 500 €');
    await handIn(nadia, [await fileOf(a)]);
    expect(nadia.read()).toContain('Région A : version 1 reçue.');
    const kinds = await world.database.prisma.nationFile.findMany({ select: { kind: true } });
    expect(kinds).toEqual([{ kind: 'signed' }, { kind: 'signed' }]);
    await nadia.command('/nation saisir', { region: a.name });
    await nadia.fill({ events: '12' });
    expect(nadia.read()).toContain('Cette région a déjà un fichier');
  });

  it('what can’t be read is said at its field, with all that was typed', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(b)]);
    await nadia.command('/nation saisir', { region: 'Bretagne' });
    await nadia.fill({ events: 'beaucoup', media_press: '3' });
    expect(nadia.read()).toContain('Je ne comprends pas « beaucoup »');
    expect(await world.database.prisma.nationFile.count()).toBe(1);
  });

  it('comes in a table, which a newer one of its name replaces, and can be taken out again', async () => {
    const nadia = people[platform];
    await handIn(nadia, [tableOf('sans-bot.csv', 'region;year;events\nBretagne;2026;12\nCorse;2026;5')]);
    expect(nadia.read()).toContain('2 régions sans bot (Bretagne et Corse).');
    await handIn(nadia, [tableOf('sans-bot.csv', 'region;year;events\nBretagne;2026;13')]);
    expect(nadia.read()).toContain('1 région sans bot (Bretagne), à la place de ce qui avait été remis.');
    // Who goes with it is named.
    expect(nadia.read()).toContain("N'est plus dans « sans-bot.csv » : Corse.");
    await nadia.command('/nation etat');
    await nadia.choose('Retirer un fichier…', 'sans-bot.csv');
    expect(nadia.read()).toContain('Retirer « sans-bot.csv »');
    await nadia.press('Retirer', { in: 'Ses régions manqueront' });
    expect(await world.database.prisma.nationFile.count()).toBe(0);
  });

  it('keeps its place beside a table of the same name that tells of other regions', async () => {
    const nadia = people[platform];
    const table = (region: string, events: number) =>
      tableOf('region.csv', `region;year;events\n${region};2026;${events}`);
    await handIn(nadia, [table('Bretagne', 12)]);
    await handIn(nadia, [table('Normandie', 7)]);
    expect(nadia.read()).toContain('1 région sans bot (Normandie).');
    expect(nadia.read()).toContain('2 régions reçues');
    // A newer one of each takes the place of its own.
    await handIn(nadia, [table('Normandie', 8), table('Bretagne', 13)]);
    expect(nadia.read()).toContain('1 région sans bot (Normandie), à la place de ce qui avait été remis.');
    expect(nadia.read()).toContain('1 région sans bot (Bretagne), à la place de ce qui avait été remis.');
    expect(nadia.read()).not.toContain("N'est plus dans");
    await nadia.command('/nation etat');
    expect(nadia.read()).toContain('Bretagne : tableau remis le');
    expect(nadia.read()).toContain('Normandie : tableau remis le');
    // Once the first one is taken out, the other one still takes the place of its own.
    await nadia.choose('Retirer un fichier…', 'region.csv');
    await nadia.press('Retirer', { in: 'Ses régions manqueront' });
    await handIn(nadia, [table('Normandie', 9)]);
    expect(nadia.read()).toContain('1 région sans bot (Normandie), à la place de ce qui avait été remis.');
    expect(await world.database.prisma.nationFile.count()).toBe(1);
  });
});
