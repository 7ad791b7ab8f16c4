import type { JsonObject } from '../json.ts';
import {
  confirmation,
  conversationFilter,
  dispatch,
  option,
  optionGroup,
  optionsAgree,
  overflowOption,
  plainTextObject,
  richOption,
  slackFile,
  url,
} from './composition.ts';
import {
  anything,
  arrayOf,
  boolean,
  byType,
  type Check,
  integer,
  object,
  oneOf,
  type Report,
  string,
} from './report.ts';
import { richTextBlock } from './rich-text.ts';

const id = string({ min: 1, max: 255 });
const type = anything;
const person = string({ pattern: /^[UW][A-Z0-9]+$/ });
const focusable = { type, action_id: id, confirm: confirmation, focus_on_load: boolean };
const choosable = { ...focusable, placeholder: plainTextObject(150) };
const typed = {
  type,
  action_id: id,
  placeholder: plainTextObject(150),
  focus_on_load: boolean,
  dispatch_action_config: dispatch,
};
const optionLists = { options: arrayOf(option, 1, 100), option_groups: arrayOf(optionGroup, 1, 100) };
const day = string({ pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ });
const hour = string({ pattern: /^([01]\d|2[0-3]):[0-5]\d$/ });
const decimal = string({ pattern: /^-?\d+(\.\d+)?$/ });
const many = { max_selected_items: integer(1, 1000) };

function staticSelect(more: Readonly<Record<string, Check>>): Check {
  return object({ type }, { ...choosable, ...optionLists, ...more }, (element, at, report) => {
    if ((element.options === undefined) === (element.option_groups === undefined)) {
      report.fail('must define either `options` or `option_groups`', at);
    }
    optionsAgree(element, at, report);
  });
}

function realDay(element: JsonObject, at: string, report: Report): void {
  const date = element.initial_date;
  if (typeof date !== 'string') return;
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) {
    report.fail('must be a valid date', `${at}/initial_date`);
  }
}

const button = object(
  { type, text: plainTextObject(75) },
  {
    action_id: id,
    url,
    value: string({ min: 1, max: 2000 }),
    style: oneOf('primary', 'danger'),
    confirm: confirmation,
    accessibility_label: string({ min: 1, max: 75 }),
  },
);

export const imageElement = object(
  { type, alt_text: string({ min: 1, max: 2000 }) },
  { image_url: url, slack_file: slackFile },
  oneImage,
);

export function oneImage(value: JsonObject, at: string, report: Report): void {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) {
    report.fail('must define either `slack_file` or `image_url`', at);
  }
}

const selects: Readonly<Record<string, Check>> = {
  static_select: staticSelect({ initial_option: option }),
  multi_static_select: staticSelect({ initial_options: arrayOf(option, 1, 100), ...many }),
  external_select: object({ type }, { ...choosable, initial_option: option, min_query_length: integer(0, 1000) }),
  multi_external_select: object(
    { type },
    { ...choosable, initial_options: arrayOf(option, 1, 100), min_query_length: integer(0, 1000), ...many },
  ),
  users_select: object({ type }, { ...choosable, initial_user: person }),
  multi_users_select: object({ type }, { ...choosable, initial_users: arrayOf(person, 1, 1000), ...many }),
  conversations_select: object(
    { type },
    {
      ...choosable,
      initial_conversation: id,
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
    },
  ),
  multi_conversations_select: object(
    { type },
    {
      ...choosable,
      initial_conversations: arrayOf(id, 1, 1000),
      default_to_current_conversation: boolean,
      filter: conversationFilter,
      ...many,
    },
  ),
  channels_select: object({ type }, { ...choosable, initial_channel: id, response_url_enabled: boolean }),
  multi_channels_select: object({ type }, { ...choosable, initial_channels: arrayOf(id, 1, 1000), ...many }),
};

const choices: Readonly<Record<string, Check>> = {
  checkboxes: object(
    { type, options: arrayOf(richOption, 1, 10) },
    { ...focusable, initial_options: arrayOf(richOption, 1, 10) },
    optionsAgree,
  ),
  radio_buttons: object(
    { type, options: arrayOf(richOption, 1, 10) },
    { ...focusable, initial_option: richOption },
    optionsAgree,
  ),
  datepicker: object({ type }, { ...choosable, initial_date: day }, realDay),
  timepicker: object({ type }, { ...choosable, initial_time: hour, timezone: string({ min: 1 }) }),
};

const datetimepicker = object({ type }, { ...focusable, initial_date_time: integer(0, 9_999_999_999) });

const inputs: Readonly<Record<string, Check>> = {
  plain_text_input: object(
    { type },
    {
      ...typed,
      initial_value: string({ max: 3000 }),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    (element, at, report) => {
      const [min, max] = [element.min_length, element.max_length];
      if (typeof min === 'number' && typeof max === 'number' && min > max) {
        report.fail('min_length must be less than or equal to max_length', at);
      }
    },
  ),
  email_text_input: object({ type }, { ...typed, initial_value: string() }),
  url_text_input: object({ type }, { ...typed, initial_value: string() }),
  number_input: object(
    { type, is_decimal_allowed: boolean },
    { ...typed, initial_value: decimal, min_value: decimal, max_value: decimal },
    (element, at, report) => {
      if (Number(element.min_value ?? -Infinity) > Number(element.max_value ?? Infinity)) {
        report.fail('min_value must be less than or equal to max_value', at);
      }
    },
  ),
  rich_text_input: object({ type, action_id: id }, { ...typed, initial_value: richTextBlock }),
  file_input: object(
    { type },
    { action_id: id, filetypes: arrayOf(string({ min: 1 }), 1, 100), max_files: integer(1, 10) },
  ),
};

const overflow = object(
  { type, options: arrayOf(overflowOption, 1, 5) },
  { action_id: id, confirm: confirmation },
  optionsAgree,
);

const feedback = object(
  { text: plainTextObject(75), value: string({ min: 1, max: 2000 }) },
  { accessibility_label: string({ min: 1, max: 75 }) },
);

export const accessory = byType({ button, image: imageElement, overflow, ...selects, ...choices });
export const actionElement = byType({ button, overflow, datetimepicker, ...selects, ...choices });
export const inputElement = byType({ datetimepicker, ...selects, ...choices, ...inputs });
export const contextAction = byType({
  feedback_buttons: object({ type, positive_button: feedback, negative_button: feedback }, { action_id: id }),
  icon_button: object(
    { type, icon: oneOf('trash'), text: plainTextObject(75) },
    {
      action_id: id,
      value: string({ min: 1, max: 2000 }),
      confirm: confirmation,
      accessibility_label: string({ min: 1, max: 75 }),
      visible_to_user_ids: arrayOf(person, 0, 100),
    },
  ),
});
