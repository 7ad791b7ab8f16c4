import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

async function answer(person: Person, words: string) {
  await person.say(words);
  const said = person.screen().findLast(({ author }) => author.bot);
  const buttons = (said?.controls ?? []).flatMap((one) => (one.kind === 'button' ? [plain(one.label)] : []));
  return { text: plain(said?.text ?? ''), buttons };
}

describe.each(['slack', 'discord'] as const)('one word said to the bot on %s', (platform) => {
  it.each(['👎', '…', ':(', 's', 'Привет', '谢谢'])(
    'that holds no name of a command, « %s », is not understood',
    async (said) => {
      const lise = world.person(platform, `Lise ${platform} ${said}`);
      // Who writes to the bot alone on Discord before anything else is asked for their region.
      if (platform === 'slack') {
        const greeted = (await answer(lise, said)).text;
        expect(greeted).toContain("Je n'ai pas compris ce que vous vouliez faire avec");
        expect(greeted).not.toContain('réservé');
      }
      await lise.command('/mois');
      const again = (await answer(lise, said)).text;
      expect(again).toContain("rien n'a été enregistré");
      expect(again).not.toContain('réservé');
      await lise.command('/aide', { theme: said });
      expect(plain(lise.read())).not.toContain('réservé');
    },
  );

  it('or the words of a command show that command first and apart, and the rest of its theme below', async () => {
    const coordinator = world.coordinator[platform];
    for (const [theme, line, label, besides] of [
      ['installer', '/installer :', 'Choisir les salons', '/equipe nommer :'],
      ['kit publier', '/kit publier :', 'Publier un kit', '/kit liste :'],
    ] as const) {
      await coordinator.command('/aide', { theme });
      const [first, rest] = plain(coordinator.read()).split('Sur le même thème :');
      expect(first).toContain(line);
      expect(first).not.toContain(besides);
      expect(rest).toContain(besides);
      expect(rest).not.toContain(line);
      const buttons = coordinator.news.flatMap(({ controls }) => controls.filter(({ kind }) => kind === 'button'));
      expect(buttons[0]).toMatchObject({ label, style: 'primary' });
    }
    await coordinator.command('/aide', { theme: 'kit' });
    expect(plain(coordinator.read())).not.toContain('Sur le même thème :');
  });

  it('that names a command below a theme of another name shows that theme to whoever may', async () => {
    const coordinator = world.coordinator[platform];
    const { text, buttons } = await answer(coordinator, 'installer');
    expect(text).not.toContain('réservé');
    expect(text).toContain('/installer');
    expect(buttons).toContain('Choisir les salons');
    await coordinator.command('/aide', { theme: 'installer' });
    expect(plain(coordinator.read())).not.toContain('réservé');
    const visitor = world.person(platform, `Violette ${platform}`);
    await visitor.command('/mois');
    expect((await answer(visitor, 'installer')).text).toContain(
      "« installer » : c'est réservé à la coordination (CRESS)",
    );
  });

  it('that names what the national coordinators do says whose it is', async () => {
    expect((await answer(world.coordinator[platform], 'nation')).text).toContain(
      "c'est réservé à la coordination nationale",
    );
  });

  it('or more, of a delegate without an organisation, leads to what they were named for', async () => {
    const coordinator = world.coordinator[platform];
    const basile = world.person(platform, `Basile ${platform}`);
    const role = { personne: coordinator.mention(basile), role: 'Délégué·e', departement: 'Oise' };
    await coordinator.command('/equipe nommer', { ...role, role: platform === 'discord' ? 'DELEGATE' : 'delegate' });
    await basile.command('/mois');
    expect(plain(basile.read())).toContain('Vous êtes délégué·e pour : Oise');
    expect(plain(basile.read())).not.toContain('rejoignez votre structure');
    const { text, buttons } = await answer(basile, 'je voudrais envoyer une annonce');
    expect(text).not.toContain("Je n'ai pas compris");
    expect(buttons[0]).toContain('nnonc');
  });
});
