import { describe, expect, it } from 'vitest';
import { eighteen, fileOf, keyOf, signedFile, textOf } from '../../support/invented-regions.ts';
import { handIn, tableOf } from './files.ts';
import { type AtWork, withNationals } from './nationals.ts';

const [a, b] = eighteen;
if (!a || !b) throw new Error('no regions');

let world: AtWork['world'];
let people: AtWork['people'];
withNationals((given) => {
  ({ world, people } = given);
});

const kept = () =>
  world.database.prisma.nationFile.findMany({ select: { kind: true, version: true }, orderBy: { slot: 'asc' } });

describe.each(['slack', 'discord'] as const)('what takes the place of what was handed in, on %s', (platform) => {
  it('isn’t taken out by a confirmation that showed the one before', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a), await fileOf(b)]);
    await nadia.command('/nation etat');
    await nadia.choose('Retirer un fichier…', '01.jws');
    const second = await signedFile(a, textOf(a).replace('"version": 1', '"version": 2'));
    await handIn(platform === 'slack' ? people.discord : people.slack, [second]);
    await nadia.press('Retirer', { in: 'Ses régions manqueront' });
    expect(nadia.read()).toContain("Ce fichier n'est plus là : quelqu'un l'a retiré ou remplacé.");
    expect(await kept()).toEqual([
      { kind: 'signed', version: 2 },
      { kind: 'signed', version: 1 },
    ]);
  });

  it('a table of figures without a year isn’t taken for the list of expected regions', async () => {
    const nadia = people[platform];
    const list = tableOf('regions.csv', `region;empreinte\n${a.name};${(await keyOf(a)).thumbprint}\n${b.name};`);
    await handIn(nadia, [await fileOf(a), list]);
    await handIn(nadia, [tableOf('bretagne.csv', 'region;participants;events\nBretagne;300;12'), await fileOf(b)]);
    expect(nadia.read()).toContain("Ce tableau n'a pas de colonne « year »");
    expect(nadia.read()).toContain(`${b.name} : version 1 reçue.`);
    expect(await kept()).toHaveLength(3);
  });

  it('a table of the same name that tells of another region says that the one before goes on counting', async () => {
    const nadia = people[platform];
    const header = 'region;year;events';
    await handIn(nadia, [await fileOf(a), tableOf('region.csv', `${header}\nPACA;2026;36`)]);
    expect(nadia.read()).not.toContain("s'ajoute à");
    await handIn(nadia, [tableOf('region.csv', `${header}\nProvence-Alpes-Côte d'Azur;2026;36`)]);
    expect(nadia.read()).toContain(
      "« region (2).csv » s'ajoute à ce qui a été remis avant sous le même nom, et qui compte toujours : « region.csv » (PACA). S'il doit le remplacer",
    );
    await nadia.command('/nation etat');
    await nadia.choose('Retirer un fichier…', 'region.csv');
    await nadia.press('Retirer', { in: 'Ses régions manqueront' });
    await handIn(nadia, [tableOf('region.csv', `${header}\nProvence-Alpes-Côte d'Azur;2026;37`)]);
    expect(nadia.read()).toContain('à la place de ce qui avait été remis');
    expect(nadia.read()).not.toContain("s'ajoute à");
    // Where a list says which regions are expected, the name of each is known.
    const regions = `region\n${a.name}\nProvence-Alpes-Côte d'Azur\nBretagne`;
    await handIn(nadia, [tableOf('liste.csv', regions)]);
    await handIn(nadia, [tableOf('region.csv', `${header}\nBretagne;2026;4`)]);
    expect(nadia.read()).toContain('(Bretagne)');
    expect(nadia.read()).not.toContain("s'ajoute à");
  });

  it('a list that lacks a fingerprint which the one before gave is refused, and names the regions that it leaves out', async () => {
    const nadia = people[platform];
    const thumbprint = (await keyOf(a)).thumbprint;
    await handIn(nadia, [await fileOf(a), tableOf('l.csv', `region;empreinte\n${a.name};${thumbprint}\n${b.name};`)]);
    await handIn(nadia, [tableOf('sans.csv', `region\n${a.name}\n${b.name}`)]);
    expect(nadia.read()).toContain(
      `La liste reçue avant donne une empreinte que celle-ci ne donne plus (région : ${a.name}).`,
    );
    await handIn(nadia, [tableOf('courte.csv', `region;empreinte\n${a.name};${thumbprint}`)]);
    expect(nadia.read()).toContain('Liste des régions attendues : 1 région, à la place de la liste précédente.');
    expect(nadia.read()).toContain(`N'est plus dans « courte.csv » : ${b.name}.`);
    // One that is empty of fingerprints comes in once the one before is taken out.
    await nadia.command('/nation etat');
    await nadia.choose('Retirer un fichier…', 'courte.csv');
    await nadia.press('Retirer', { in: 'Ses régions manqueront' });
    await handIn(nadia, [tableOf('sans.csv', `region\n${a.name}\n${b.name}`)]);
    expect(nadia.read()).toContain('Liste des régions attendues : 2 régions.');
  });
});
