import { type Locale, type TextKey, textIn } from '../texts/index.ts';

type KeyOf<K> = K extends `trial.chapter.${infer Chapter}` ? Chapter : never;

/** The parts of an edition that is played, by the end of the keys that name them to whoever watches. */
export type DemoChapter = KeyOf<TextKey>;

/** Called after each step that was played. */
export type PlayProgress = (done: number, total: number, chapter: DemoChapter) => void;

export function chapterText(locale: Locale, chapter: DemoChapter): string {
  return textIn(locale, `trial.chapter.${chapter}`, {}, 'typed');
}
