import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { type Locale, locales } from '../../texts/index.ts';

/** Returns the language in which a request is answered: the page names its own. French, unless it asks for English. */
export function languageOf(context: Context): Locale {
  const asked = accepts(context, { header: 'Accept-Language', supports: [...locales], default: 'fr' });
  return locales.find((one) => one === asked) ?? 'fr';
}
