import type { types } from '@slack/bolt';
import { webAddress } from '../../chat/address.ts';
import { cut, cutAtWord } from '../../chat/cut.ts';
import type { Control, Option } from '../../chat/message.ts';
import type { ActionIds } from './action-ids.ts';
import { chunks, limits } from './limits.ts';
import { plain } from './rich-text.ts';

type Select = Extract<Control, { kind: 'select' }>;

/**
 * Arranges controls in rows; a list where several may be chosen stands beside its prompt, the only place Slack has for
 * it. Its placeholder stays Slack's own, so that the prompt isn't read twice.
 */
export function controlBlocks(controls: readonly Control[], ids: ActionIds): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let row: types.ActionsBlockElement[] = [];
  const flush = () => {
    for (const elements of chunks(row, limits.actions.elements)) blocks.push({ type: 'actions', elements });
    row = [];
  };
  for (const control of controls) {
    if (control.kind === 'select') {
      if (control.options.length === 0) continue;
      if (control.max <= 1) row.push(singleSelect(control, ids));
      else {
        flush();
        blocks.push(multiSelect(control, ids));
      }
    } else if (control.kind === 'link' && buttonUrl(control.url) === null) {
      flush();
      const text = cut(`${control.label}\n${control.url}`, limits.section.text);
      blocks.push({ type: 'section', text: plain(text) });
    } else row.push(buttonOf(control, ids));
  }
  flush();
  return blocks;
}

/** Returns the address as Slack takes it; null for one it would refuse the whole message for. */
function buttonUrl(typed: string): string | null {
  const url = webAddress(typed);
  return url !== null && url.length <= limits.button.url ? url : null;
}

function buttonOf(control: Exclude<Control, Select>, ids: ActionIds): types.Button {
  const text = plain(cut(control.label || '…', limits.button.text));
  if (control.kind === 'link')
    return { type: 'button', action_id: ids.link(), text, url: buttonUrl(control.url) ?? control.url };
  const style = control.style === 'plain' ? {} : { style: control.style };
  return { type: 'button', action_id: ids.of(control.action), text, ...style };
}

function singleSelect(control: Select, ids: ActionIds): types.StaticSelect {
  const lists = optionLists(control.options);
  const [initial] = chosenIn(lists, control);
  return {
    type: 'static_select',
    action_id: ids.of(control.action),
    placeholder: placeholderOf(control.placeholder),
    ...lists,
    ...(initial ? { initial_option: initial } : {}),
  };
}

function multiSelect(control: Select, ids: ActionIds): types.SectionBlock {
  const lists = optionLists(control.options);
  const initial = chosenIn(lists, control).slice(0, control.max);
  return {
    type: 'section',
    text: plain(cut(control.placeholder || '…', limits.section.text)),
    accessory: {
      type: 'multi_static_select',
      action_id: ids.of(control.action),
      max_selected_items: control.max,
      ...lists,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

/** Returns all options of the lists, as they write them. */
export function listed(lists: OptionLists): readonly types.PlainTextOption[] {
  return 'options' in lists ? lists.options : lists.option_groups.flatMap(({ options }) => options);
}

/** Returns the options chosen already, exactly as they are offered: Slack compares them to the letter. */
function chosenIn(lists: OptionLists, { chosen = [] }: Select): types.PlainTextOption[] {
  return listed(lists).filter(({ value }) => value !== undefined && chosen.includes(value));
}

function placeholderOf(text: string): types.PlainTextElement {
  return plain(cut(text || '…', limits.select.placeholder));
}

type OptionLists =
  | { options: types.PlainTextOption[] }
  | { option_groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] };

/** Returns up to 100 options as one list, more in groups of 100. */
export function optionLists(options: readonly Option[]): OptionLists {
  const all = fitting(distinct(options).map(optionOf));
  if (all.length <= limits.select.options) return { options: all };
  const groups = chunks(all, limits.select.options).slice(0, limits.select.groups);
  return {
    option_groups: groups.map((group, index) => {
      const first = index * limits.select.options + 1;
      return { label: plain(`${first} – ${first + group.length - 1}`), options: group };
    }),
  };
}

/**
 * Shortens options that are too long together: their descriptions go first, then the ends of their names, so that each
 * can still be chosen.
 */
function fitting(options: readonly types.PlainTextOption[]): types.PlainTextOption[] {
  const lengthOf = (all: readonly types.PlainTextOption[]) =>
    all.reduce((sum, { text, description }) => sum + text.text.length + (description?.text.length ?? 0), 0);
  if (lengthOf(options) <= limits.select.text) return [...options];
  const bare = options.map(({ description: _, ...option }) => option);
  if (lengthOf(bare) <= limits.select.text) return bare;
  const most = Math.max(2, Math.floor(limits.select.text / bare.length));
  return bare.map((option) => ({ ...option, text: plain(cut(option.text.text, most)) }));
}

/**
 * Returns an option as Slack takes it; the end of a name that is too long goes into the description, where that is
 * free.
 */
export function optionOf(option: Option): types.PlainTextOption & { value: string } {
  const label = option.label || option.value;
  const shown = cutAtWord(label, limits.option.text);
  const description = option.description || (shown === label ? '' : `…${label.slice(shown.length - 1).trimStart()}`);
  return {
    text: plain(shown),
    value: option.value,
    ...(description === '' ? {} : { description: plain(cutAtWord(description, limits.option.description)) }),
  };
}

/** Returns options without duplicates or empty values, for which Slack refuses the list. */
export function distinct(options: readonly Option[]): Option[] {
  const seen = new Set<string>(['']);
  return options.filter((option) => {
    if (seen.has(option.value)) return false;
    seen.add(option.value);
    return true;
  });
}
