import { cut } from '../../chat/cut.ts';
import type { Form } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import { type Message, text } from '../../chat/message.ts';
import type { FormResponder, Responder } from '../../chat/platform.ts';
import { within } from '../../concurrency/within.ts';
import { packOrigin, partOf } from './form-ids.ts';
import { limits } from './limits.ts';
import { openView } from './open-view.ts';
import { type AnswerOptions, answerPrivately, type Origin, replaceAnswer, type Speech } from './private-answer.ts';
import { renderForm } from './render-form.ts';

const OPENING_MS = 1_500;

/** Slack's acknowledgement: empty, or the answer to a form's submission. */
export type Ack = (body?: { response_action: 'errors'; errors: Record<string, string> }) => Promise<void>;

export function createResponder(origin: Origin, trigger: string | null, ack: Ack, options: AnswerOptions): Responder {
  let mode: AnswerMode | null = null;
  const acknowledgeOnce = once(ack);
  return {
    async acknowledge(wanted) {
      mode ??= wanted;
      await acknowledgeOnce();
    },
    // Of a message shown to one person, Slack tells nothing but which message they pressed in.
    standsIn: () =>
      origin.replaces && (mode ?? 'update') === 'update' && origin.message !== null ? [origin.message] : [],
    async openForm(form: Form) {
      const { user: _, ...kept } = origin;
      const { words } = options.speaking(form.locale);
      const view = renderForm(form, packOrigin({ ...kept, form: form.id }), words);
      if (trigger === null) throw new Error('nothing to open a form from');
      const opened = openView(options.client, trigger, view);
      // Slack gives up after 3 s without an acknowledgement, and the form may still open after that.
      await within(OPENING_MS, opened).catch(() => null);
      await acknowledgeOnce();
      await opened;
    },
    async answer(message: Message, locale?: 'fr' | 'en') {
      // An answer after a silent acknowledgement is a refusal, which the person must read.
      await answerPrivately(message, { ...origin, locale: locale ?? origin.locale }, mode === 'update', options);
    },
    async aside(message: Message, locale?: 'fr' | 'en') {
      await answerPrivately(message, { ...origin, locale: locale ?? origin.locale }, false, options);
    },
    async retire(message: Message, locale?: 'fr' | 'en') {
      if (mode === 'update') await replaceAnswer(message, { ...origin, locale: locale ?? origin.locale }, options);
    },
    // Slack waits for each envelope and each request by itself.
    drop: acknowledgeOnce,
  };
}

/**
 * Returns the responder of a submitted form. `blocks` are the fields of the open view: an error must stand at one of
 * them.
 */
export function createFormResponder(
  origin: Origin,
  blocks: readonly string[],
  ack: Ack,
  options: AnswerOptions,
): FormResponder {
  const responder = createResponder(origin, null, ack, options);
  return {
    ...responder,
    async refuse(errors) {
      if (blocks.length > 0) {
        return ack({ response_action: 'errors', errors: errorsAt(blocks, errors, options.speaking(origin.locale)) });
      }
      // A form in which there was nothing to choose has no field to show an error at.
      await responder.acknowledge('private');
      await responder.answer({ blocks: Object.values(errors).map((error) => text(error)) });
    },
  };
}

function errorsAt(
  blocks: readonly string[],
  errors: Readonly<Record<string, string>>,
  { words }: Speech,
): Record<string, string> {
  const found: Record<string, string> = {};
  const fallback = blocks[0] ?? '';
  for (const [field, error] of Object.entries(errors)) {
    const block = blocks.includes(field) ? field : (blocks.find((one) => partOf(one).field === field) ?? fallback);
    found[block] = cut([found[block], error].filter(Boolean).join('\n'), limits.modal.error);
  }
  // Slack takes no refusal without a text.
  if (Object.keys(found).length === 0) found[fallback] = words.say('form.refused');
  return found;
}

function once(ack: Ack): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= ack();
    return done;
  };
}
