import { type AnswerOf, type MediaItem, mediaItem } from './answers.ts';

type Coverage = AnswerOf<'coverage'>;

/** One more media item: [Encore un] stays offered until `finishCoverage`. The same item twice stands once. */
export function addMediaItem(current: Coverage | null, item: MediaItem): Coverage {
  const items = current?.items ?? [];
  const valid = mediaItem.parse(item);
  const known = items.some((each) => mediaItemKey(each) === mediaItemKey(valid));
  return { kind: 'coverage', items: known ? items : [...items, valid], done: false };
}

/** No further item. Without any, the question was passed over: that there was coverage stays answered. */
export function finishCoverage(current: Coverage | null): Coverage | AnswerOf<'skipped'> {
  return current === null || current.items.length === 0 ? { kind: 'skipped' } : { ...current, done: true };
}

/** Two items with the same key are the same article, broadcast or page, whoever declared them. */
export function mediaItemKey(item: MediaItem): string {
  if (item.link !== null) return item.link.replace(/\/$/, '').toLowerCase();
  return [item.medium, item.outlet.trim().toLowerCase(), item.publishedOn ?? ''].join('|');
}
