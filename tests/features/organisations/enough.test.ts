import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dailyLimits } from '../../../src/access/operation/limits.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(['slack', 'discord'] as const)(
  'somebody who makes more in a day than anybody needs, on %s',
  (platform) => {
    it('is told kindly, with when it is possible again and whom to ask, and loses nothing of what they typed', async () => {
      const zoe = world.person(platform, `Zoé ${platform}`);
      const names = ['Abeille', 'Bûche', 'Cerise', 'Dahlia', 'Églantine', 'Framboise'].map(
        (one) => `${one} ${platform}`,
      );
      for (const nom of names.slice(0, dailyLimits.organisation.person)) {
        await zoe.command('/structure creer', { nom });
        if (zoe.sees('Créer quand même')) await zoe.press('Créer quand même');
        expect(zoe.read()).toContain(`« ${nom} » est créée`);
      }
      const last = names.at(-1) ?? '';
      await zoe.command('/structure creer', { nom: last });
      if (zoe.sees('Créer quand même')) await zoe.press('Créer quand même');
      expect(zoe.read()).toContain('Vous avez déjà créé 5 structures en vingt-quatre heures');
      expect(zoe.read()).toMatch(/Ce sera de nouveau possible .+ à \d/);
      expect(zoe.read()).toContain('demandez à la coordination (CRESS)');
      await zoe.correct();
      expect(zoe.form().fields[0]?.value).toEqual([last]);
      await world.platforms[platform].dismiss(zoe.user.id);
    });
  },
);
