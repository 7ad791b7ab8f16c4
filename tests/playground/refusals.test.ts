import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const words = {
  fr: { changed: 'vient de changer', gone: /n'existe plus|introuvable/ },
  en: { changed: 'has just changed', gone: /no longer exists|not found/ },
} as const;

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  test.each(['fr', 'en'] as const)(
    'who presses or picks what has just changed reads so in %s, and what to do',
    async (locale) => {
      const there = world.platforms[platform];
      const person = world.person(platform, `Maya ${platform} ${locale}`, { locale });
      await person.command('/mois');
      const message = there.messages(person.user.id, person.place).at(-1);
      expect(message?.controls.length).toBeGreaterThan(0);
      const said = words[locale];
      for (const act of [
        there.press(person.user.id, message?.id ?? '', 'former:1:2'),
        there.select(person.user.id, message?.id ?? '', 'former:1:2', ['3']),
      ]) {
        const refusal = await act.catch((error: Error) => error.message);
        expect(refusal).toContain(said.changed);
        expect(refusal).not.toContain('former');
      }
      const refusal = await there.press(person.user.id, '1.2', 'former:1:2').catch((error: Error) => error.message);
      expect(refusal).toMatch(said.gone);
    },
  );
});
