import type { PlatformText } from '../platform-text.ts';

export interface SlackWords {
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
}

export function wordsOf(text: PlatformText, locale: 'fr' | 'en'): SlackWords {
  return { say: (key, values) => text(locale, `platforms.slack.${key}`, values) };
}
