import { type Message, message, progress, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { StepsDone } from '../steps.ts';

/** Shows how far asking many questionnaires has come. */
export function askingProgressMessage(t: Translator, { done, all, isOver }: StepsDone): Message {
  if (isOver) return message(text(t.text('surveys.asking.closed')));
  if (done >= all) return message(text(t.text('surveys.asking.over', { all })));
  return message(
    text(t.text('surveys.asking.title')),
    progress(t.text('surveys.asking.count', { done, all }), done, all),
  );
}

/** Shows how far reminding many people has come. */
export function remindingProgressMessage(t: Translator, { done, all, isOver }: StepsDone): Message {
  if (isOver) return message(text(t.text('surveys.reminding.closed')));
  if (done >= all) return message(text(t.text('surveys.reminding.over', { all })));
  return message(
    text(t.text('surveys.reminding.title')),
    progress(t.text('surveys.asking.count', { done, all }), done, all),
  );
}
