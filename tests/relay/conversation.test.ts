import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copies, last, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeAll(async () => {
  tied = await tiedWorld();
});
afterAll(() => tied.world.close());

describe.each(platforms)('what is said on %s', (title, platform) => {
  const speaker = () => tied.people[platform];
  const reader = () => tied.people[tied.other[platform]];

  it('stands on the other side, under its author’s name and where it comes from, once', async () => {
    const before = copies(reader()).length;
    await speaker().write('general', `Bonjour, organisateurs de ${title}`);
    const found = copies(reader()).slice(before);
    expect(found.map(({ author, text }) => [author.name, text])).toEqual([
      [`${speaker().name} · ${title}`, `Bonjour, organisateurs de ${title}`],
    ]);
    expect(
      speaker()
        .screen()
        .filter(({ text }) => text.includes(`organisateurs de ${title}`)),
    ).toHaveLength(1);
  });

  it('changes there once it is changed', async () => {
    await speaker().write('general', 'Rendez-vous lundi');
    await speaker().edit('Rendez-vous mardi', 'Rendez-vous lundi');
    expect(copies(reader()).map(({ text }) => text)).not.toContain('Rendez-vous lundi');
    expect(last(reader())).toContain('Rendez-vous mardi');
  });

  it('goes there once it is deleted', async () => {
    await speaker().write('general', 'Message écrit trop vite');
    expect(last(reader())).toContain('trop vite');
    await speaker().erase('trop vite');
    expect(copies(reader()).some(({ text }) => text.includes('trop vite'))).toBe(false);
  });

  it('stays where it was said when it begins with an exclamation mark', async () => {
    await speaker().write('general', '! entre nous');
    expect(copies(reader()).some(({ text }) => text.includes('entre nous'))).toBe(false);
  });

  it('mentions nobody there that it wasn’t meant to', async () => {
    await speaker().write('general', '@everyone <!channel> <!here> venez');
    expect(last(reader())).toContain('@everyone');
    expect(last(reader())).toContain('venez');
  });

  it('is followed by the reactions of those who read it', async () => {
    await speaker().write('general', 'On se voit jeudi');
    await speaker().react('👍', 'On se voit jeudi');
    expect(last(reader())).toMatch(new RegExp(`On se voit jeudi\\s*👍 1 sur ${title}$`, 'u'));
    await speaker().unreact('👍', 'On se voit jeudi');
    expect(last(reader())).toBe('On se voit jeudi');
  });

  it('is answered in words that lead back to it', async () => {
    await speaker().write('general', 'Qui vient à la réunion ?');
    await speaker().reply('Moi, avec un collègue', 'Qui vient à la réunion');
    expect(last(reader())).toContain('Moi, avec un collègue');
  });
});
