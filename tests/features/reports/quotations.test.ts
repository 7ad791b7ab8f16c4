import { expect, test } from 'vitest';
import { quotationsIn } from '../../../src/features/reports/content/quotations.ts';

const all = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];

/** Returns what is quoted of these organisations, who answered, and which of them want to be named. */
function quoted(
  answered: readonly string[],
  written: readonly string[],
  versions: readonly (readonly string[])[] = [],
  named = '',
  drafts: readonly (readonly string[])[] = [],
) {
  return quotationsIn({
    facts: {
      organisations: answered.map((name) => ({ id: name, name })),
      organisationQuestionnaires: answered.map((organisation) => ({
        organisation,
        answeredOn: null,
        answers: { pressContacted: { kind: 'choice', option: 'no' } },
      })),
      quotes: written.map((organisation) => ({
        organisation,
        question: 'idea',
        text: `Idée de ${organisation}`,
        named: named.includes(organisation),
      })),
    },
    report: { respondents: answered },
    earlier: versions.map((respondents) => ({ figures: { respondents } })),
    leftOut: new Map(),
    drafts: drafts.map((respondents) => ({ figures: { respondents } })),
  }).map(({ text }) => text);
}

test('words without a name are quoted where five may have written them', () => {
  expect(quoted(all.slice(0, 4), ['A'])).toEqual([]);
  expect(quoted(all.slice(0, 5), ['A'])).toEqual(['Idée de A']);
  expect(quoted(all.slice(0, 5), ['A', 'B'], [], 'B')).toEqual(['Idée de B']);
});

test('whoever compares two versions learns no more: of one who answered in between, nothing without a name', () => {
  const before = all.slice(0, 6);
  expect(quoted([...before, 'G'], ['A', 'G'], [before])).toEqual(['Idée de A']);
  expect(quoted([...before, 'G'], ['A', 'G'], [before], 'G')).toEqual(['Idée de A', 'Idée de G']);
  // Five have answered in between, or it stood beside the others in a version before.
  expect(quoted(all.slice(0, 11), ['G'], [all.slice(0, 5)])).toEqual(['Idée de G']);
  expect(quoted([...before, 'G'], ['G'], [[...before, 'G']])).toEqual(['Idée de G']);
});

test('nor where a version in between named whoever has answered since, or nobody', () => {
  const before = all.slice(0, 6);
  const with7 = [...before, 'G'];
  expect(quoted(with7, ['A', 'G'], [before, with7])).toEqual(['Idée de A']);
  expect(quoted(with7, ['A', 'G'], [before, []])).toEqual(['Idée de A']);
});

test('whoever compares with a draft that was sent to be read learns no more either, whichever draft', () => {
  const before = all.slice(0, 6);
  const with7 = [...before, 'G'];
  expect(quoted(with7, ['A', 'G'], [], '', [before])).toEqual(['Idée de A']);
  expect(quoted(with7, ['A', 'G'], [], '', [before, with7])).toEqual(['Idée de A']);
  expect(quoted(with7, ['A', 'G'], [], '', [with7])).toEqual(['Idée de A', 'Idée de G']);
});
