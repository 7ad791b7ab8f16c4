import { isDeepStrictEqual } from 'node:util';
import type { Form, RawValues } from '../../chat/form.ts';
import { heading, type Message, message, note, text } from '../../chat/message.ts';
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

/** Returns those values that were given and are others than before. */
export function otherThan(before: RawValues, values: RawValues): RawValues {
  const differs = ([name, value]: [string, string | readonly string[]]) =>
    value.length > 0 && !isDeepStrictEqual(value, before[name]);
  return Object.fromEntries(Object.entries(values).filter(differs));
}

/** Says to whoever sends a form again, before it is known what came of the first time, that this was not stored. */
export function notTaken(t: Translator, others: RawValues): Message {
  return message(note(t.text('common.done.notTaken')), ...typedAgain(t, others));
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
