import type { Form } from '../../src/chat/form.ts';
import { limits } from '../../src/platforms/slack/limits.ts';
import { renderForm } from '../../src/platforms/slack/render-form.ts';
import { wordsOf } from '../../src/platforms/slack/words.ts';
import { textIn } from '../../src/texts/index.ts';
import { blockKit, problems } from '../platforms/slack/specs.ts';
import { lostOfForm } from './words-kept.ts';

const schema = blockKit();

/** Returns the objections that Slack, or somebody who fills it there, has to a form. */
export function formObjections(form: Form): readonly string[] {
  const view = renderForm(form, 'kept', wordsOf(textIn, form.locale));
  return [
    ...problems(schema?.modal, view),
    ...(view.blocks.length > limits.modal.blocks ? [`${view.blocks.length} blocks`] : []),
    ...(view.submit?.text === form.submit ? [] : [`the button says ${view.submit?.text}`]),
    ...lostOfForm(form, view),
  ];
}
