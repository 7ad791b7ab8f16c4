import { describe, expect, test } from 'vitest';
import {
  addMediaItem,
  finishCoverage,
  type MediaItem,
  mediaItemKey,
  readCoverage,
  readPublicationDay,
} from '../../../../src/features/surveys/questions/coverage.ts';

const context = { locale: 'fr', now: new Date('2008-12-01T10:00:00Z'), timeZone: 'Europe/Paris' } as const;
const article: MediaItem = { outlet: 'Le Courrier', medium: 'press', publishedOn: '2008-11-12', link: null };
const page: MediaItem = { outlet: 'Le Courrier', medium: 'web', publishedOn: null, link: 'https://courrier.fr/a' };

describe('media items, one after the other', () => {
  test('stand in the order they were given, until no further one is', () => {
    const one = addMediaItem(null, article);
    expect(one).toEqual({ kind: 'coverage', items: [article], done: false });
    const two = addMediaItem({ ...one, done: true }, page);
    expect(two).toEqual({ kind: 'coverage', items: [article, page], done: false });
    expect(finishCoverage(two)).toEqual({ ...two, done: true });
  });

  test('without any, the question is passed over', () => {
    expect(finishCoverage(null)).toEqual({ kind: 'skipped' });
    expect(finishCoverage({ kind: 'coverage', items: [], done: false })).toEqual({ kind: 'skipped' });
  });

  test('the same one counts once', () => {
    const one = addMediaItem(null, article);
    expect(addMediaItem(one, { ...article, outlet: ' le courrier ' }).items).toEqual([article]);
  });

  test.each<[string, MediaItem, MediaItem, boolean]>([
    ['the same link, whatever the outlet is called', page, { ...page, outlet: 'Courrier' }, true],
    ['the same link with a slash at its end', page, { ...page, link: 'https://Courrier.fr/a/' }, true],
    ['spaces around the outlet', article, { ...article, outlet: ' Le Courrier ' }, true],
    ['another link', page, { ...page, link: 'https://courrier.fr/b' }, false],
    ['a slash within', page, { ...page, link: 'https://courrier.fr//a' }, false],
    ['another day', article, { ...article, publishedOn: '2008-11-13' }, false],
    ['a day that isn’t known', article, { ...article, publishedOn: null }, false],
    ['another medium', article, { ...article, medium: 'radio' }, false],
    ['another outlet', article, { ...article, outlet: 'La Gazette' }, false],
  ])('%s', (_what, a, b, same) => {
    expect(mediaItemKey(a) === mediaItemKey(b)).toBe(same);
  });
});

describe('one item typed on a line', () => {
  const reads = (typed: string) => {
    const reading = readCoverage(null, typed, context);
    return reading.ok && reading.value.kind === 'coverage' ? reading.value.items : reading;
  };

  test.each<[string, MediaItem]>([
    ['Le Courrier, presse, 12 novembre 2008', article],
    ['Le Courrier; 12 novembre ;presse', article],
    ['Le Courrier\npresse\n12/11/2008', article],
    ['Le Courrier, , journal, 12 novembre', article],
    ['Le Courrier, site, www.courrier.fr/a', { ...page, link: 'https://www.courrier.fr/a' }],
    ['Le Courrier, en ligne, https://courrier.fr/a', page],
    ['France 3 (TV)', { outlet: 'France 3 (TV)', medium: 'tv', publishedOn: null, link: null }],
    ['France 3, JT', { outlet: 'France 3', medium: 'tv', publishedOn: null, link: null }],
    ['Radio Puisaleine', { outlet: 'Radio Puisaleine', medium: 'radio', publishedOn: null, link: null }],
    [
      'Le Courrier, édition de l’Oise, presse, page 4',
      { outlet: 'Le Courrier, édition de l’Oise, page 4', medium: 'press', publishedOn: null, link: null },
    ],
    ['Radio Puisaleine, web', { outlet: 'Radio Puisaleine', medium: 'web', publishedOn: null, link: null }],
  ])('« %s »', (typed, item) => {
    expect(reads(typed)).toEqual([item]);
  });

  test.each([
    ['Le Courrier', 'unreadableMedium'],
    ['Le Courrier, 12 novembre', 'unreadableMedium'],
    [' , ;', 'unreadableOutlet'],
    ['Le Courrier, presse, Radio Verte, radio', 'unreadableItem'],
    ['Radio Verte, radio, Radio Bleue, radio', 'unreadableItem'],
    ['Le Courrier, presse, 12 novembre, 13 novembre', 'unreadableItem'],
    ['Le Courrier, web, www.courrier.fr/a, www.courrier.fr/b', 'unreadableItem'],
    [`${'x'.repeat(201)}, presse`, 'longOutlet'],
  ])('« %s » lacks something', (typed, problem) => {
    expect(reads(typed)).toMatchObject({ ok: false, problem });
  });

  test('stands after those there are; another kind of answer makes way', () => {
    const before = { kind: 'coverage', items: [page], done: false } as const;
    expect(readCoverage(before, 'Le Courrier, presse, 12 novembre', context)).toMatchObject({
      value: { items: [page, article] },
    });
    expect(readCoverage({ kind: 'skipped' }, 'Le Courrier, presse, 12 novembre', context)).toMatchObject({
      value: { items: [article] },
    });
  });

  test.each([
    ['12 novembre', '2008-11-12'],
    ['12 novembre 2007', '2007-11-12'],
    ['3 janvier', '2009-01-03'],
    ['hier', '2008-11-30'],
    ['un jour', null],
  ])('« %s » is the nearest such day', (typed, day) => {
    expect(readPublicationDay(typed, context)).toBe(day);
  });
});
