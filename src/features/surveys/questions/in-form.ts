import { choiceField, filesField, longTextField, textField } from '../../../chat/form.ts';
import { MAX_TYPED_LENGTH } from '../../../chat/length.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { FormFields } from './kind.ts';
import { type OptionId, optionText } from './options.ts';

/** Returns the text key of a question, or of a part of it, as a form's field is labelled. */
export function shortText(part: string): TextKey {
  return `surveys.short.${part}` as TextKey;
}

/**
 * Makes the only field of a question that is answered with a line of text. It holds as much as may be typed in a chat,
 * because what was answered there is filled in.
 */
export function lineInForm({ id }: { readonly id: string }): FormFields {
  return { '': textField({ label: shortText(id), max: MAX_TYPED_LENGTH }) };
}

/** Makes the only field of a question that is answered with several lines. */
export function linesInForm({ id }: { readonly id: string }): FormFields {
  return { '': longTextField({ label: shortText(id), max: MAX_TYPED_LENGTH }) };
}

/** Makes the only field of a question that is answered with a picture. */
export function photoInForm({ id }: { readonly id: string }): FormFields {
  return { '': filesField({ label: shortText(id), photo: true }) };
}

/** Makes a field in which one of these options is chosen. */
export function optionInForm(label: string, options: readonly OptionId[]): FormFields[string] {
  return choiceField({ label, options: options.map((value) => ({ value, label: optionText(value) })) });
}
