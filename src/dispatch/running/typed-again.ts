import type { Form, RawValues } from '../../chat/form.ts';
import { heading, type Message, note, text } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { typedForm } from '../../reading/index.ts';
import type { Translator } from '../../texts/translator.ts';

/** Shows again what was typed, to be copied: nothing a person wrote may be lost. */
export function typedAgain(t: Translator, values: RawValues): Message['blocks'] {
  const written = Object.values(values)
    .flat()
    .filter((value) => value.trim() !== '');
  return written.length === 0
    ? []
    : [heading(t.text('common.form.typed')), ...written.map((value) => text(typedForm(value, t)))];
}

/** Returns a responder that says something above the answer, or above the form. */
export function withPreface(responder: Responder, words: string): Responder {
  return {
    acknowledge: (mode) => responder.acknowledge(mode),
    acknowledgedAs: () => responder.acknowledgedAs?.() ?? null,
    standsIn: () => responder.standsIn?.() ?? [],
    openForm: (form: Form) =>
      responder.openForm({ ...form, intro: form.intro === null ? words : `${words}\n${form.intro}` }),
    answer: ({ blocks }, locale) => responder.answer({ blocks: [note(words), ...blocks] }, locale),
    aside: ({ blocks }, locale) => responder.aside({ blocks: [note(words), ...blocks] }, locale),
    retire: (message, locale) => responder.retire(message, locale),
    drop: () => responder.drop(),
  };
}
