import type { types } from '@slack/bolt';
import { cut, pieces } from '../../chat/cut.ts';
import type { Form, FormField } from '../../chat/form.ts';
import { FORM_CALLBACK, pickedDate, pickedTime } from './form-ids.ts';
import { limits } from './limits.ts';
import { distinct, listed, optionLists, optionOf } from './render-controls.ts';
import { plain } from './rich-text.ts';
import type { SlackWords } from './words.ts';

/** Renders a Form as a modal. `metadata` comes back with the submission. Pure. */
export function renderForm(form: Form, metadata: string, words: SlackWords): types.ModalView {
  const fields = form.fields.flatMap((field) => fieldBlocks(field, words));
  const blocks = [...titleBlocks(form.title), ...introBlocks(form.intro), ...fields];
  const hasInput = blocks.some((block) => block.type === 'input');
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: metadata,
    title: plain(cut(form.title.trim() || '…', limits.modal.title)),
    close: plain(cut(words.say('form.close'), limits.modal.close)),
    ...(hasInput || form.submit !== '' ? { submit: plain(cut(form.submit || 'OK', limits.modal.submit)) } : {}),
    blocks: blocks.slice(0, limits.modal.blocks),
  };
}

/** Returns a title too long for the modal's own, to stand whole above the fields. */
function titleBlocks(title: string): types.KnownBlock[] {
  if (title.trim().length <= limits.modal.title) return [];
  if (title.length <= limits.header.text) return [{ type: 'header', text: plain(title) }];
  return introBlocks(title);
}

function introBlocks(intro: string | null): types.KnownBlock[] {
  return pieces(intro ?? '', limits.section.text).flatMap((piece): types.KnownBlock[] =>
    piece.trim() === '' ? [] : [{ type: 'section', text: plain(piece) }],
  );
}

function fieldBlocks(field: FormField, words: SlackWords): types.KnownBlock[] {
  if (field.kind === 'moment') return momentBlocks(field, words);
  const element = elementOf(field);
  if (element) return [inputBlock(field, element)];
  // A list without options can't be shown; saying so beats a form that doesn't open.
  const text = `${field.label}\n${words.say('form.nothing-to-choose')}`;
  return [{ type: 'section', text: plain(cut(text, limits.section.text)) }];
}

function inputBlock(field: FormField, element: types.InputBlockElement): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plain(cut(field.label || '…', limits.modal.label)),
    optional: !field.required,
    ...(field.hint ? { hint: plain(cut(field.hint, limits.modal.hint)) } : {}),
    element,
  };
}

function elementOf(field: FormField): types.InputBlockElement | null {
  const action_id = field.name;
  const chosen = chosenOf(field);
  switch (field.kind) {
    case 'text':
    case 'longText':
    case 'moment':
      return textInput(field);
    case 'choice':
    case 'pick':
      return singleChoice(field);
    case 'choices':
      return severalChoices(field);
    case 'picks':
      return severalRows(field);
    case 'person': {
      const initial = chosen.find((id) => /^[UW][A-Z0-9]+$/.test(id));
      return { type: 'users_select', action_id, ...(initial ? { initial_user: initial } : {}) };
    }
    case 'channel': {
      const initial = chosen.find((id) => /^[CG][A-Z0-9]+$/.test(id));
      return {
        type: 'conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(initial ? { initial_conversation: initial } : {}),
      };
    }
    case 'file':
      return { type: 'file_input', action_id, max_files: limits.files.perInput };
  }
}

function textInput(field: FormField): types.PlainTextInput {
  const value = chosenOf(field)[0];
  // A text that is too long stands whole, so that the person can shorten it.
  const max = Math.min(Math.max(field.max ?? limits.input.text, value?.length ?? 0), limits.input.text);
  return {
    type: 'plain_text_input',
    action_id: field.name,
    multiline: field.kind === 'longText',
    max_length: max,
    ...(value ? { initial_value: cut(value, max) } : {}),
  };
}

/** Renders a single choice. Radio buttons can't be cleared, so only a required field has them. */
function singleChoice(field: FormField): types.InputBlockElement | null {
  const options = distinct(field.options);
  if (options.length === 0) return null;
  const isChosen = ({ value }: { readonly value?: string | undefined }) => value === chosenOf(field)[0];
  if (field.required && field.kind === 'choice' && options.length <= limits.radio.options) {
    const buttons = options.map(optionOf);
    const found = buttons.find(isChosen);
    return {
      type: 'radio_buttons',
      action_id: field.name,
      options: buttons,
      ...(found ? { initial_option: found } : {}),
    };
  }
  const lists = optionLists(options);
  const found = listed(lists).find(isChosen);
  return { type: 'static_select', action_id: field.name, ...lists, ...(found ? { initial_option: found } : {}) };
}

function severalChoices(field: FormField): types.InputBlockElement | null {
  const options = distinct(field.options);
  if (options.length === 0) return null;
  const chosen = new Set(chosenOf(field));
  const found = options.filter((option) => chosen.has(option.value)).map(optionOf);
  const initial = found.length > 0 ? { initial_options: found } : {};
  if (options.length <= limits.checkboxes.options) {
    return { type: 'checkboxes', action_id: field.name, options: options.map(optionOf), ...initial };
  }
  return { type: 'multi_static_select', action_id: field.name, ...optionLists(options), ...initial };
}

function severalRows(field: FormField): types.InputBlockElement | null {
  const options = distinct(field.options);
  if (options.length === 0) return null;
  const lists = optionLists(options);
  const chosen = new Set<string | undefined>(chosenOf(field));
  const found = listed(lists).filter(({ value }) => chosen.has(value));
  return {
    type: 'multi_static_select',
    action_id: field.name,
    ...lists,
    ...(found.length > 0 ? { initial_options: found } : {}),
    ...(field.most === undefined ? {} : { max_selected_items: field.most }),
  };
}

/**
 * Renders a date and time, typed as people write dates, or picked. There is a day picker and a time picker, since
 * Slack's picker for both answers an instant in the person's zone, while a moment is a wall-clock time of the region.
 */
function momentBlocks(field: FormField, words: SlackWords): types.KnownBlock[] {
  const iso = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(
    field.picked ?? field.beside ?? '',
  );
  const hour = /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(field.beside ?? '') ? field.beside : iso?.[2];
  const picked = field.picked !== undefined && isDay(iso?.[1] ?? '');
  // Either of the two ways will do, so neither is required by itself, and Slack calls both optional.
  const needed = field.required ? words.say('form.needed') : null;
  const hint = [needed, field.hint].filter(Boolean).join(' ') || null;
  const typed = inputBlock(
    { ...field, hint, required: false, value: picked ? null : field.value },
    textInput({ ...field, value: picked ? null : field.value }),
  );
  const day: types.Datepicker = { type: 'datepicker', action_id: pickedDate(field.name) };
  const time: types.Timepicker = { type: 'timepicker', action_id: pickedTime(field.name) };
  if (iso?.[1] && isDay(iso[1])) day.initial_date = iso[1];
  if (hour && (iso === null || day.initial_date)) time.initial_time = hour;
  const pickers = [pickerBlock(day, words.say('form.date')), pickerBlock(time, words.say('form.time'))];
  return [typed, ...(field.hours === false ? pickers.slice(0, 1) : pickers)];
}

function pickerBlock(element: types.Datepicker | types.Timepicker, label: string): types.InputBlock {
  return {
    type: 'input',
    block_id: element.action_id ?? '',
    label: plain(cut(label, limits.modal.label)),
    optional: true,
    element,
  };
}

function isDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

function chosenOf(field: FormField): readonly string[] {
  if (field.value === null) return [];
  return typeof field.value === 'string' ? [field.value] : field.value;
}
