import { afterEach, describe, expect, it } from 'vitest';
import { copies } from '../../support/announcements.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe.each(platformsInTurn())('two who write one announcement at once, the second on %s', (platform) => {
  it('lose nothing of it: the second is told who wrote what, and chooses', async () => {
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    const first = world.coordinator[other[platform]];
    const second = world.coordinator[platform];
    const reader = world.person(platform, 'Rita');
    await first.command('/annonce programmer', { texte: 'Réunion à Laon', date: '20 septembre 9h' });
    await first.press('Programmer : ');
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
    expect(second.read()).toContain(`${first.name} a modifié le texte`);
    expect(second.read()).toContain('Il dit maintenant : « Réunion à Soissons »');
    await second.choose('Choisir', 'Garder ce qui est enregistré');
    expect(second.read()).toContain("Rien n'a été changé");
    expect(second.read()).toContain('Réunion à Soissons');

    await meanwhile('Réunion à Hirson');
    await second.fill({ text: 'Venez à 18 h' });
    await second.choose('Choisir', 'Garder les deux textes');
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
    expect(second.read()).toContain('Il dit maintenant : « Réunion à Guise »');
    expect(copies(reader, 'Réunion à Guise')).toHaveLength(1);
    await second.choose('Choisir', "Enregistrer ce que j'ai écrit");
    expect(second.read()).toContain('Réunion à 19 h');
    await second.press('Appliquer partout');
    expect(copies(reader, 'Réunion à 19 h')).toHaveLength(1);
  });
});
