import { expect, test } from 'vitest';
import type { Message } from '../../../../src/chat/message.ts';
import { filledIn } from '../../../../src/features/surveys/answering/all-at-once.ts';
import { usual } from '../../../gallery/sample.ts';
import { surveyQuestions } from '../../../gallery/samples/survey-questions.ts';

const controlsOf = ({ blocks }: Message) => blocks.flatMap((block) => (block.kind === 'actions' ? block.controls : []));

const waiting = surveyQuestions.filter(({ name }) => /: (?:asked|known)/.test(name));

test('there is a question of each kind, and there are those about which something is known', () => {
  expect(waiting.length).toBeGreaterThan(20);
  expect(waiting.filter(({ name }) => name.includes('known')).length).toBeGreaterThan(5);
});

test.each(waiting.map((one) => [one.name, one] as const))('%s: nothing is chosen beforehand', (_, { of }) => {
  for (const control of controlsOf(of(usual('fr')))) expect(control).not.toHaveProperty('chosen');
});

test.each(['event', 'organisation'] as const)('the form about an %s is empty while nothing is answered', (kind) => {
  expect(filledIn({ kind, answers: {} })).toEqual({});
});
