import { actions, type Block, button, type Control, select, text, typingNote } from '../../../../chat/message.ts';
import type { TextKey } from '../../../../texts/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Unsaid } from '../../answering/take-answer.ts';
import type { Step } from '../../questionnaires/rules.ts';
import { mediaItemText } from '../../questionnaires/words.ts';
import type { AnswerValue } from '../../questions/answers.ts';
import { optionText, statementText } from '../../questions/options.ts';

/** What a question's buttons and lists are called on the wire: `<name>:<conversation>/<question>/…`. */
export const SURVEY_ACTIONS = {
  answer: 'survey-answer',
  choose: 'survey-choose',
  rank: 'survey-rank',
  write: 'survey-write',
  writeLong: 'survey-write-long',
  media: 'survey-media',
  photo: 'survey-photo',
} as const;

/** What can be pressed, chosen or written at a step. `value`: what the question holds already. */
export function stepBlocks(
  t: Translator,
  conversationId: string,
  step: Step,
  value: AnswerValue | null,
): readonly (Block | null)[] {
  const { question } = step;
  const key = `${conversationId}/${question.id}`;
  const press = (what: string, label: string): Control => button(`${SURVEY_ACTIONS.answer}:${key}/${what}`, label);
  const word = (what: Unsaid, label: TextKey): Control => press(what, t.text(label));
  const options = step.options.map((option) => ({ value: option, label: t.text(optionText(option)) }));
  const skip = question.optional === true && word('leave', 'surveys.buttons.skip');
  const write = (name: string, label: TextKey): Control => button(`${name}:${key}`, t.text(label));

  switch (question.kind) {
    case 'choice':
      return [actions(...options.map(({ value: what, label }) => press(what, label)), skip)];
    case 'choices':
      return [
        actions(select(`${SURVEY_ACTIONS.choose}:${key}`, t.text('surveys.ask.several'), options, options.length)),
        skip === false ? null : actions(skip),
      ];
    case 'ranking': {
      const place = step.place ?? 1;
      const begun = step.soFar?.kind === 'ranking' && step.soFar.order.length > 0;
      return [
        actions(
          select(`${SURVEY_ACTIONS.rank}:${key}/${place}`, t.text(`surveys.places.${place}` as TextKey), options),
        ),
        actions(
          begun && word('leave', 'surveys.buttons.done'),
          begun && word('restart', 'surveys.buttons.restart'),
          !begun && question.nothing === true && word('nothing', 'surveys.buttons.nothing'),
          !begun && skip,
        ),
      ];
    }
    case 'scales': {
      const levels = value?.kind === 'scales' ? value.levels : {};
      return question.statements.flatMap((statement) => {
        const level = levels[statement];
        const label = `… ${t.text(statementText(statement))}`;
        return [
          text(level ? t.text('surveys.answer.line', { label, answer: t.text(optionText(level)) }) : label),
          actions(...options.map(({ value: what, label: shown }) => press(`${statement}.${what}`, shown))),
        ];
      });
    }
    case 'coverage': {
      const items = step.soFar?.kind === 'coverage' ? step.soFar.items : [];
      return [
        ...items.map((item) => text(mediaItemText(t, item))),
        typingNote(t.text('surveys.ask.coverage')),
        actions(
          write(SURVEY_ACTIONS.media, items.length > 0 ? 'surveys.buttons.another' : 'surveys.buttons.addMedia'),
          items.length > 0 ? word('leave', 'surveys.buttons.done') : skip,
          items.length > 0 && word('restart', 'surveys.buttons.restart'),
        ),
      ];
    }
    case 'file':
      return [
        typingNote(t.text('surveys.ask.file')),
        actions(write(SURVEY_ACTIONS.photo, 'surveys.buttons.photo'), skip),
      ];
    case 'text':
      return [
        typingNote(t.text('surveys.ask.typed')),
        actions(write(SURVEY_ACTIONS.writeLong, 'surveys.buttons.write'), skip),
      ];
    default: {
      const numeric = question.kind === 'quantity' || question.kind === 'day';
      return [
        typingNote(t.text('surveys.ask.typed')),
        actions(
          write(SURVEY_ACTIONS.write, 'surveys.buttons.write'),
          numeric && word('unknown', 'surveys.options.dontKnow'),
          skip,
        ),
      ];
    }
  }
}
