/** Words the adapter needs itself, by language and key of src/texts (`platforms.slack.…`). */
export type Text = (locale: 'fr' | 'en', key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface SlackWords {
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
}

export function wordsOf(text: Text, locale: 'fr' | 'en'): SlackWords {
  return { say: (key, values) => text(locale, `platforms.slack.${key}`, values) };
}
