import { afterEach, describe, expect, it } from 'vitest';
import { copies } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { other, type Platform, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** Has the first of two coordinators schedule an announcement. */
async function scheduled(platform: Platform) {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  const first = world.coordinator[other[platform]];
  const second = world.coordinator[platform];
  const reader = world.person(platform, 'Rita');
  await first.command('/annonce programmer', { texte: 'Réunion à Laon', date: '20 septembre 9h' });
  await first.press('Programmer : ');
  return { first, second, reader, world };
}

describe.each(platformsInTurn())('two who write one announcement at once, the second on %s', (platform) => {
  it('lose nothing of it: the second is told who wrote what, and chooses', async () => {
    const { first, second, reader } = await scheduled(platform);
    const open = async () => {
      await second.command('/annonce etat');
      await second.press('Modifier le texte');
    };
    const meanwhile = async (text: string) => {
      await first.command('/annonce etat');
      await first.press('Modifier le texte');
      await open();
      await first.fill({ text });
    };

    await meanwhile('Réunion à Soissons');
    await second.fill({ text: 'Réunion à 18 h' });
    expect(second.read()).toContain(`${first.name} a changé la même chose que vous`);
    expect(second.read()).toContain("Texte de l'annonce : Réunion à Soissons");
    await second.choose('Choisir', 'Garder ce qui est enregistré');
    expect(second.read()).toContain("Rien n'a été changé");
    expect(second.read()).toContain('Réunion à Soissons');

    await meanwhile('Réunion à Hirson');
    await second.fill({ text: 'Venez à 18 h' });
    await second.choose('Choisir', 'Garder les deux');
    expect(second.read()).toContain('Réunion à Hirson Venez à 18 h');
    await second.press('Diffuser maintenant');
    expect(copies(reader, 'Réunion à Hirson')).toMatchObject([{ text: expect.stringContaining('Venez à 18 h') }]);

    // A correction of what has left is no other.
    await first.command('/annonce etat');
    await first.press('Corriger le texte');
    await second.command('/annonce etat');
    await second.press('Corriger le texte');
    await first.fill({ text: 'Réunion à Guise' });
    await first.press('Appliquer partout');
    await second.fill({ text: 'Réunion à 19 h' });
    expect(second.read()).toContain("Texte de l'annonce : Réunion à Guise");
    expect(copies(reader, 'Réunion à Guise')).toHaveLength(1);
    await second.choose('Choisir', "Enregistrer ce que j'ai écrit");
    expect(second.read()).toContain('Réunion à 19 h');
    await second.press('Appliquer partout');
    expect(copies(reader, 'Réunion à 19 h')).toHaveLength(1);
  });

  it('lose no link nor file of it either: the second is told of those that they have not, and keeps both', async () => {
    const { first, second, reader, world } = await scheduled(platform);
    await first.command('/annonce etat');
    await first.press('Modifier le texte');
    await second.command('/annonce etat');
    await second.press('Modifier le texte');
    await first.fill({ links: "S'inscrire : exemple.fr/inscription", files: [file('plan.txt')] });
    await second.fill({ text: 'Venez à 18 h', links: 'Le lieu : exemple.fr/lieu', files: [file('menu.txt')] });
    for (const said of ["S'inscrire", 'plan.txt']) expect(plain(second.read())).toContain(said);
    expect(second.read()).not.toContain("Texte de l'annonce");
    await second.choose('Choisir', 'Garder les deux');
    await second.press('Diffuser maintenant');
    await world.runDue();
    // Nobody but the second has changed the text.
    expect(copies(reader, 'Réunion à Laon')).toEqual([]);
    const [copy] = copies(reader, 'Venez à 18 h');
    const labels = copy?.controls.flatMap((one) => (one.kind === 'link' ? [one.label] : []));
    expect(labels).toEqual(["S'inscrire", 'Le lieu']);
    const shown = () => reader.screen().flatMap(({ files }) => files.map(({ name }) => name));
    expect(shown()).toEqual(['plan.txt', 'menu.txt']);

    // A correction is shown with the files that it brings.
    await first.command('/annonce etat');
    await first.press('Corriger le texte');
    await first.fill({ files: [file('horaires.txt')] });
    expect(first.news.flatMap(({ files }) => files.map(({ name }) => name))).toContain('horaires.txt');
  });
});

describe.each(platformsInTurn())(
  'two who write different parts of one announcement at once, the second on %s',
  (platform) => {
    it('are asked nothing: the links of the one stay with the words of the other, who reads so', async () => {
      const { first, second, reader, world } = await scheduled(platform);
      for (const who of [first, second]) {
        await who.command('/annonce etat');
        await who.press('Modifier le texte');
      }
      await first.fill({ links: "S'inscrire : exemple.fr/inscription", files: [file('plan.txt')] });
      await second.fill({ text: 'Venez à 18 h & soyez <nombreux>' });
      expect(plain(second.read())).toContain(`${first.name} a changé ceci pendant que vous écriviez, et c'est gardé :`);
      for (const said of ["S'inscrire", 'plan.txt']) expect(plain(second.read())).toContain(said);
      await second.press('Diffuser maintenant');
      await world.runDue();
      const [copy] = copies(reader, 'Venez à 18 h');
      const labels = copy?.controls.flatMap((one) => (one.kind === 'link' ? [one.label] : []));
      expect(labels).toEqual(["S'inscrire"]);
      expect(reader.screen().flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['plan.txt']);
    });
  },
);

function file(name: string): { readonly name: string; readonly type: string; readonly bytes: Buffer } {
  return { name, type: 'text/plain', bytes: Buffer.from(name) };
}
