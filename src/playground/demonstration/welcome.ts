import { textIn } from '../../texts/index.ts';

/** Returns the lines that greet whoever has started a trial: what runs, where, and what to try first. */
export function welcome(locale: 'fr' | 'en', url: string): string {
  return ['', textIn(locale, 'trial.welcome', { url }), ''].join('\n');
}
