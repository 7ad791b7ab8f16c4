import { expect, it } from 'vitest';
import { fieldsOf } from '../../../src/chat/form.ts';
import { composeRegistry } from '../../../src/composition.ts';
import { sourceFiles } from '../../support/sources.ts';
import { fixed, lists } from './known.ts';

const registry = composeRegistry();
const tried = new Set([...lists.flatMap(({ of }) => of), ...fixed.map(({ of }) => of)]);

it('every list of a message is tried', () => {
  const names = sourceFiles('src', 'commands')
    .filter(({ path }) => !path.startsWith('src/playground') && !path.startsWith('src/demo'))
    .flatMap(({ text }) => [...text.matchAll(/\bselect\(\s*[\s\S]{0,80}?[`'](?:([a-z-]+):|\$\{(\w+(?:\.\w+)?)\}:)/g)])
    .map(([, name, constant = '']) => name ?? constants[constant] ?? constant);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !tried.has(name))).toEqual([]);
});

/** The strings that constants in the code stand for. */
const constants: Readonly<Record<string, string>> = {
  'SURVEY_ACTIONS.choose': 'survey-choose',
  'SURVEY_ACTIONS.rank': 'survey-rank',
  CHOOSE: 'choose',
  IN_REGION: 'in-region',
  PICK: 'organisations',
};

it.each(fixed)('$of is short enough for one list, because $because', ({ most }) => {
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(25);
});

it('every list of a form is tried', () => {
  const sources = [...registry.commands, ...registry.actions.filter(({ form }) => form !== 'never')]
    .flatMap(({ input }) => fieldsOf(input))
    .flatMap(({ kind, source }) => ((kind === 'pick' || kind === 'picks') && source !== undefined ? [source] : []));
  expect(sources.length).toBeGreaterThan(5);
  expect([...new Set(sources)].filter((source) => !tried.has(source))).toEqual([]);
});
