import type { Translator } from '../../../texts/translator.ts';

/**
 * Returns quoted words with other quotation marks than those around them, so that none of theirs ends the quotation.
 */
export function withinQuotes(said: string, { locale }: Translator): string {
  return locale === 'fr'
    ? said.replace(/«\s?/gu, '“').replace(/\s?»/gu, '”')
    : said.replaceAll('“', '‘').replaceAll('”', '’');
}
