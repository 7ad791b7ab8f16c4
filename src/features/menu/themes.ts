import { fold } from '../../reading/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Menu, MenuItem, MenuTheme } from './menu.ts';

/** Returns a theme's title; null for a word that is no theme. */
export function themeTitle(t: Translator, { themes }: Menu, name: string): string | null {
  const theme = themes.find((one) => one.name === name);
  return theme ? t.text(theme.title) : null;
}

/** Returns the letters and digits by which a name is known, in the singular. */
function plain(words: string): string {
  return fold(words)
    .replace(/[^a-z0-9]/g, '')
    .replace(/s$/, '');
}

/**
 * Returns the entries of a theme that somebody named by all the words of their command, or by its first one where the theme is called
 * otherwise.
 */
export function itemsCalled(typed: string, { name, items }: MenuTheme): readonly MenuItem[] {
  const wanted = plain(typed);
  return items.filter(({ command: { path } }) =>
    [path.fr, path.en].some(
      (words) => plain(words.join('')) === wanted || (path.fr[0] !== name && plain(words[0] ?? '') === wanted),
    ),
  );
}

/** Returns the first French word of the commands that are called so or whose theme has this title, in the singular too. */
export function themeCalled(t: Translator, typed: string, menu: Menu): string | null {
  const [word = ''] = typed.trim().split(/\s+/);
  // Of a thumbs-up or of another alphabet nothing is left, which is nobody's name.
  const wanted = [plain(typed), plain(word)].filter((one) => one !== '');
  const found = menu.commands.find(({ path: { fr, en } }) =>
    [fr[0] ?? '', en[0] ?? '', themeTitle(t, menu, fr[0] ?? '') ?? ''].some((name) => wanted.includes(plain(name))),
  );
  return found?.path.fr[0] ?? null;
}
