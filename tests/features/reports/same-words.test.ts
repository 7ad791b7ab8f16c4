import { describe, expect, it, test } from 'vitest';
import type { FigureId } from '../../../src/features/figures/figure.ts';
import { type QuestionId, questionOf } from '../../../src/features/surveys/questions/catalogue.ts';
import { optionText } from '../../../src/features/surveys/questions/options.ts';
import { fold } from '../../../src/reading/index.ts';
import { isTextKey, textIn } from '../../../src/texts/index.ts';

const locales = ['fr', 'en'] as const;
type Locale = (typeof locales)[number];

/** The questions that each figure of the bilan counts the answers of. */
const asked: readonly (readonly [FigureId, readonly QuestionId[]])[] = [
  ['participants', ['attendance']],
  ['eventsWithOfficials', ['officials']],
  ['cancelledEvents', ['held']],
  ['organisationsMobilisingPress', ['pressContacted']],
  ['organisationsWithCoverage', ['coverage']],
  ['organisationsDistributingProgrammeAndPoster', ['distribution']],
  ['organisationsLinkingToSite', ['siteLink']],
  ['organisationsUsingLogo', ['logo']],
  ['organisationsRelaying', ['relayed']],
  ['peopleReachedByRelay', ['relayed', 'relayedReach']],
  ['organisationsMakingContacts', ['contacts']],
  ['organisationsComingBack', ['comingBack']],
];

/** Words that say whom a figure counts, which a question says by "vous", or that join others. */
const SAID_BY_YOU =
  'structures evenements avec dont organisations events whose with that whom was qui ont ete who the'.split(' ');
/** The past of short verbs, as a figure says them, with what a question says. */
const PAST = new Map([
  ['made', 'make'],
  ['used', 'use'],
]);
const POSSESSIVES = 'nous nos notre se leur leurs leurs our ourselves their themselves'.split(' ');

/** Returns the words of a text that mean something, each by its stem. */
function stems(text: string): readonly string[] {
  return fold(text)
    .split(/[^\p{L}]+/u)
    .map((word) => PAST.get(word) ?? word)
    .filter((word) => word.length >= 3 && !SAID_BY_YOU.includes(word))
    .map((word) => word.slice(0, 4));
}

function questionWords(locale: Locale, ids: readonly QuestionId[]): readonly string[] {
  const chamber = locale === 'fr' ? 'chambre régionale' : 'chamber';
  return ids.flatMap((id) => {
    const question = questionOf(id);
    const options = 'options' in question ? question.options.map((option) => textIn(locale, optionText(option))) : [];
    return stems([textIn(locale, question.text, { chamber }), ...options].join(' '));
  });
}

const filled = { chamber: '', press: '', coverage: '', logo: '', link: '', value: 2, of: 3, quantity: '', events: 1 };

describe.each(locales)('in %s', (locale) => {
  it.each(asked)('the figure %s is named in the words of its question', (figure, ids) => {
    const words = questionWords(locale, ids);
    for (const part of ['reports', 'editions']) {
      const key = `${part}.figure.${figure}`;
      if (!isTextKey(key)) continue;
      const named = stems(textIn(locale, key));
      expect(named.length, key).toBeGreaterThan(0);
      expect(
        named.filter((word) => !words.includes(word)),
        key,
      ).toEqual([]);
    }
  });

  test.each([
    ['line.participants', ['attendance']],
    ['line.officials', ['officials']],
    ['line.press', ['pressContacted', 'coverage']],
    ['line.use', ['logo', 'siteLink']],
  ] as const)('the line %s of a live tally says the words of its questions', (line, ids) => {
    const words = questionWords(locale, ids);
    const label = textIn(locale, `tallies.${line}`, { ...filled, estimated: 0 }).replace(/\(.*\)|\d.*/gu, '');
    expect(stems(label).filter((word) => !words.includes(word))).toEqual([]);
  });

  it.each(['reasons', 'defects', 'distribution'] as const)(
    'what the bilan says of the answers to %s are the words that were chosen, said of others',
    (id) => {
      for (const option of questionOf(id).options) {
        const key = `surveys.report.${option}`;
        if (!isTextKey(key)) continue;
        const wordsOf = (text: string) =>
          fold(text)
            .split(/[^\p{L}]+/u)
            .filter((word) => word.length > 2 && !POSSESSIVES.includes(word));
        const told = wordsOf(textIn(locale, key));
        expect(
          wordsOf(textIn(locale, optionText(option))).filter((word) => !told.includes(word)),
          option,
        ).toEqual([]);
      }
    },
  );

  it('what is expected of an edition has the name of the figure that tells whether it is reached', () => {
    for (const [figure] of [...asked, ['questionnairesAnswered'] as const, ['coOrganisedEvents'] as const]) {
      const key = `editions.figure.${figure}`;
      if (isTextKey(key)) expect(textIn(locale, key)).toBe(textIn(locale, `reports.figure.${figure}`));
    }
  });
});
