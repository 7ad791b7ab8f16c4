import type { SeenField, SeenForm, SeenOption } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { isObject, listOf, numberOf, objectsOf, textOf, type WireObject } from '../json.ts';
import type { OpenForm } from '../model/types.ts';
import { component, isSelect } from '../validate/interactive.ts';
import { choicesOf, seenOption } from './choices.ts';
import { readBlocks } from './markdown.ts';
import { inWords, readerFor } from './reader.ts';

/** An input of a modal, with its label. */
export interface FormInput {
  readonly input: WireObject;
  readonly label: string;
  readonly hint: string;
}

export function inputsOf(form: OpenForm): readonly FormInput[] {
  return form.components.flatMap((item): FormInput[] => {
    if (item.type === component.label && isObject(item.component)) {
      const input = item.component;
      return [{ input, label: textOf(item.label), hint: textOf(item.description) || textOf(input.placeholder) }];
    }
    if (item.type !== component.row) return [];
    return objectsOf(item.components).map((input) => ({
      input,
      label: textOf(input.label),
      hint: textOf(input.placeholder),
    }));
  });
}

export function seenForm(core: DiscordCore, userId: string, form: OpenForm): SeenForm {
  const reader = readerFor(core, userId);
  const texts = form.components.filter((item) => item.type === component.text);
  return {
    id: form.id,
    title: form.title,
    text: texts
      .flatMap((item) => readBlocks(textOf(item.content), reader))
      .flatMap((block) => ('text' in block ? [block.text] : []))
      .join('\n'),
    fields: inputsOf(form).map((entry) => seenField(core, userId, form, entry)),
    submit: inWords(core, userId, 'Envoyer', 'Submit'),
    errors: {},
  };
}

export function seenField(
  core: DiscordCore,
  userId: string,
  form: OpenForm,
  { input, label, hint }: FormInput,
): SeenField {
  return {
    id: textOf(input.custom_id),
    label,
    hint,
    kind: kindOf(input),
    // A single checkbox can't be required; every other input is required unless it says otherwise.
    required: input.type !== component.checkbox && input.required !== false,
    value: valueIn(input),
    options: fieldOptions(core, userId, form, input, label),
    maxLength: input.type === component.textInput ? numberOf(input.max_length, 4000) : null,
  };
}

function kindOf(input: WireObject): SeenField['kind'] {
  switch (input.type) {
    case component.textInput:
      return input.style === 2 ? 'longText' : 'text';
    case component.userSelect:
    case component.mentionableSelect:
      return 'person';
    case component.channelSelect:
      return 'channel';
    case component.fileUpload:
      return 'file';
    case component.radioGroup:
      return 'choice';
    case component.checkboxGroup:
    case component.checkbox:
      return 'choices';
    default:
      return numberOf(input.max_values, 1) > 1 ? 'choices' : 'choice';
  }
}

function valueIn(input: WireObject): readonly string[] {
  switch (input.type) {
    case component.textInput:
      return textOf(input.value) === '' ? [] : [textOf(input.value)];
    case component.checkbox:
      return input.default === true ? ['true'] : [];
    default: {
      const defaults = objectsOf(input.options)
        .filter((option) => option.default === true)
        .map((option) => textOf(option.value));
      return [
        ...defaults,
        ...listOf(input.default_values).flatMap((item) => (isObject(item) ? [String(item.id)] : [])),
      ];
    }
  }
}

function fieldOptions(
  core: DiscordCore,
  userId: string,
  form: OpenForm,
  input: WireObject,
  label: string,
): readonly SeenOption[] {
  if (input.type === component.checkbox) return [{ value: 'true', label }];
  if (isSelect(input.type)) return choicesOf(core, input, userId, core.world.channel(form.interaction.channelId));
  return objectsOf(input.options).map(seenOption);
}
