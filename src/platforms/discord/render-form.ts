import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import { cut } from '../../chat/cut.ts';
import type { Form, FormField } from '../../chat/form.ts';
import { legible, legibleApart } from '../../chat/legible.ts';
import { escapeMarkdown } from './escape.ts';
import {
  CHECKBOX_OPTIONS,
  MODAL_COMPONENTS,
  MODAL_DESCRIPTION,
  MODAL_LABEL,
  MODAL_PLACEHOLDER,
  MODAL_TEXT,
  MODAL_TITLE,
  RADIO_OPTIONS,
  SELECT_OPTIONS,
  TEXT_PER_MESSAGE,
  UPLOADS_PER_FIELD,
} from './limits.ts';
import { oneLine } from './one-line.ts';
import { labelText, selectOptions } from './render-controls.ts';

/**
 * A drop-down list with this numeric id or a higher one has a list as its value, even when only one option was chosen.
 */
export const FIRST_LIST_ID = 1000;
const FORM_PREFIX = 'form:';

/** Returns the id of the form that a modal stands for; null for a modal the bot didn't open. */
export const formOf = (customId: string): string | null =>
  customId.startsWith(FORM_PREFIX) ? customId.slice(FORM_PREFIX.length) : null;

/** Renders a Form as a modal. Pure. */
export function renderForm(form: Form): APIModalInteractionResponseCallbackData {
  const intro = legibleApart(form.intro ?? '').trim();
  const introFits = form.fields.length < MODAL_COMPONENTS;
  const labels = form.fields.map((field, index) =>
    // The introduction moves to the first field where five fields leave no room for it.
    renderLabel(field, index, intro !== '' && !introFits && index === 0 ? intro : ''),
  );
  return {
    custom_id: `${FORM_PREFIX}${form.id}`,
    title: labelText(form.title, MODAL_TITLE),
    components: intro !== '' && introFits ? [introDisplay(intro), ...labels] : labels,
  };
}

function introDisplay(intro: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content: escapeMarkdown(cut(intro, TEXT_PER_MESSAGE / 2)) };
}

function renderLabel(field: FormField, index: number, intro: string): APILabelComponent {
  const label = oneLine(legibleApart(field.label));
  const hint = oneLine(legibleApart(field.hint ?? ''));
  const component = renderField(field, index);
  // A question too long for its label stands whole below it; a text field or a list then keeps its hint as placeholder.
  const first = [label.length > MODAL_LABEL ? label : '', oneLine(intro)].filter((part) => part !== '');
  const { type } = component;
  const holdsHint = first.length > 0 && (type === ComponentType.TextInput || type === ComponentType.StringSelect);
  if (holdsHint && hint !== '') component.placeholder = cut(hint, MODAL_PLACEHOLDER);
  const told = [...first, holdsHint ? '' : hint].filter((part) => part !== '').join(' · ');
  return {
    type: ComponentType.Label,
    label: labelText(label, MODAL_LABEL),
    ...(told === '' ? {} : { description: cut(told, MODAL_DESCRIPTION) }),
    component,
  };
}

function renderField(field: FormField, index: number): APIComponentInLabel {
  const custom_id = field.name;
  const { required } = field;
  const values = typeof field.value === 'string' ? [field.value] : (field.value ?? []);
  switch (field.kind) {
    case 'text':
    case 'moment':
      return textInput(field, TextInputStyle.Short);
    case 'longText':
      return textInput(field, TextInputStyle.Paragraph);
    case 'choice':
    case 'pick':
      return oneOf(field, values);
    case 'choices':
    case 'picks':
      return severalOf(field, values, index);
    case 'person':
      return {
        type: ComponentType.UserSelect,
        custom_id,
        required,
        ...chosen(values[0], SelectMenuDefaultValueType.User),
      };
    case 'channel':
      return {
        type: ComponentType.ChannelSelect,
        custom_id,
        required,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        ...chosen(values[0], SelectMenuDefaultValueType.Channel),
      };
    case 'file':
      return {
        type: ComponentType.FileUpload,
        custom_id,
        required,
        min_values: required ? 1 : 0,
        max_values: UPLOADS_PER_FIELD,
      };
  }
}

/** Returns the person or channel chosen before; ids of another platform are ignored. */
function chosen<T extends SelectMenuDefaultValueType>(id: string | undefined, type: T) {
  return id !== undefined && /^[1-9]\d{0,19}$/.test(id) ? { default_values: [{ id, type }] } : {};
}

function textInput(
  field: FormField,
  style: TextInputStyle,
): Extract<APIComponentInLabel, { type: ComponentType.TextInput }> {
  const given = legible(typeof field.value === 'string' ? field.value : '');
  // A text that is too long stands whole, so that the person can shorten it.
  const max = Math.max(1, Math.min(Math.max(field.max ?? MODAL_TEXT, given.length), MODAL_TEXT));
  const value = given.slice(0, max);
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style,
    required: field.required,
    max_length: max,
    ...(value === '' ? {} : { value }),
  };
}

/**
 * Renders a single choice: a few fixed options are all visible; many options, or the person's own things, are a list to
 * open.
 */
function oneOf(field: FormField, values: readonly string[]): APIComponentInLabel {
  const options = selectOptions(field.options, values.slice(0, 1));
  // Discord has no list without options: the person then types the value.
  if (options.length === 0) return textInput(field, TextInputStyle.Short);
  const { name: custom_id, required } = field;
  if (field.kind === 'choice' && options.length >= RADIO_OPTIONS.min && options.length <= RADIO_OPTIONS.max) {
    return { type: ComponentType.RadioGroup, custom_id, required, options };
  }
  return {
    type: ComponentType.StringSelect,
    custom_id,
    required,
    options: options.slice(0, SELECT_OPTIONS),
    min_values: required ? 1 : 0,
    max_values: 1,
  };
}

function severalOf(field: FormField, values: readonly string[], index: number): APIComponentInLabel {
  const options = selectOptions(field.options, values);
  if (options.length === 0) return textInput(field, TextInputStyle.Short);
  const custom_id = field.name;
  const min_values = field.required ? 1 : 0;
  if (options.length <= CHECKBOX_OPTIONS) {
    return {
      type: ComponentType.CheckboxGroup,
      custom_id,
      required: field.required,
      options,
      min_values,
      max_values: Math.min(field.most ?? options.length, options.length),
    };
  }
  const listed = options.slice(0, SELECT_OPTIONS);
  return {
    type: ComponentType.StringSelect,
    id: FIRST_LIST_ID + index,
    custom_id,
    required: field.required,
    options: listed,
    min_values,
    max_values: Math.min(field.most ?? listed.length, listed.length),
  };
}
