import { expect, it } from 'vitest';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import type { OptionId } from '../../../src/features/surveys/questions/options.ts';
import { content, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';

const markdown = (of: ReturnType<typeof content>) =>
  plain(buildDocuments(of, fr).find(({ name }) => name.endsWith('md'))?.text ?? '');

/** Returns the bilan of 2008 with so many more organisations without an event, of which some said why. */
function withAbsent(asked: number, ...reasons: readonly OptionId[]) {
  const absenceQuestionnaires = Array.from({ length: asked }, (_, index) => {
    const option = reasons[index];
    const whyAbsent = option && ({ kind: 'reason', option, words: null } as const);
    return { organisation: `absent-${index}`, answers: whyAbsent ? { whyAbsent } : {}, answeredOn: null };
  });
  return content({}, { absenceQuestionnaires });
}

it('the bilan tells why organisations took no part, of how many that were asked, and counts them in no other base', () => {
  const told = withAbsent(9, 'noTime', 'noTime', 'knewTooLate', 'other', 'noTime', 'noIdea');
  expect(markdown(told)).toContain('9 structures sans événement interrogées (6 réponses)');
  expect(markdown(told)).toContain('| Pas le temps cette année | 3 |');
  expect(markdown(told)).toContain('| Autre | 1 |');
  expect(markdown(told)).toContain('pourquoi pas cette année : 6 ont répondu sur 9');
  expect(bilanJson(told, fr).regional).toEqual(bilanJson(content(), fr).regional);
});

it('tells no reasons of fewer than five, and says nothing where nobody was asked', () => {
  const few = withAbsent(9, 'noTime', 'noTime', 'knewTooLate', 'other');
  expect(markdown(few)).not.toContain('Pas le temps cette année');
  expect(markdown(few)).toContain('4 ont répondu sur 9');
  expect(markdown(content())).not.toContain('sans événement');
});
