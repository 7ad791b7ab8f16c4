import type { Form } from '../../src/chat/form.ts';
import { renderForm } from '../../src/platforms/discord/render-form.ts';
import { objections } from '../platforms/discord/spec.ts';
import { lostOfForm } from './words-kept.ts';

/** Returns the objections that Discord, or somebody who fills it there, has to a form. */
export function formObjections(form: Form): readonly string[] {
  const modal = renderForm(form);
  return [...objections('modal', modal), ...lostOfForm(form, modal)];
}
