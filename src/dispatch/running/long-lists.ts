import { cut } from '../../chat/cut.ts';
import { button, type Control, type Message, message } from '../../chat/message.ts';
import type { Translator } from '../../texts/translator.ts';

/** `turn:<list>/<pages>`: the same message with other pages of its long lists. */
export const TURN = 'turn';
/** `seek:<list>/<which>`: only the entries that contain the typed words. */
export const SEEK = 'seek';
/** `among:<list>/<which>/<page>`: what was chosen on one page of a list that allows several choices. */
export const AMONG = 'among';

/** The number of pages from which people would rather type what they look for. */
const FEW_PAGES = 4;
/** The length at which a placeholder is cut, so that there is room for the numbers after it. */
const LONGEST_PLACEHOLDER = 110;

/** The length at which a list's name is cut in a button. */
const LONGEST_NAME = 40;

type Select = Extract<Control, { kind: 'select' }>;

/** A message whose long lists come in pages. */
export interface KeptList {
  /** The id under which the whole message is stored. */
  readonly id: string;
  readonly whole: Message;
  /** The most options that one list of the platform holds. */
  readonly room: number;
}

/** Returns the lists of a message that don't fit whole, in their order. */
export function longLists({ blocks }: Message, room: number): readonly Select[] {
  return blocks
    .flatMap((block) => (block.kind === 'actions' ? block.controls : []))
    .filter((control): control is Select => isLong(control, room));
}

const isLong = (control: Control, room: number) => control.kind === 'select' && control.options.length > room;

/** Returns the page on which a list begins: the one with the chosen option when exactly one is chosen. */
function firstPage({ options, max, chosen = [] }: Select, room: number): number {
  const at = max === 1 ? options.findIndex(({ value }) => chosen.includes(value)) : 0;
  return Math.floor(Math.max(0, at) / room);
}

/**
 * Returns the part of a message, split into several, that is shown alone once a page is turned: title, lists and what
 * follows.
 */
export function withoutText({ blocks }: Message, room: number): Message {
  const first = blocks.findIndex(
    (block) => block.kind === 'actions' && block.controls.some((one) => isLong(one, room)),
  );
  const title = blocks.slice(0, first).find(({ kind }) => kind === 'heading');
  return message(title ?? null, ...blocks.slice(first).filter(({ kind }) => kind === 'actions'));
}

/** Returns the message with one page of each of its long lists, and the buttons to the others beside it. */
export function inPages(t: Translator, { id, whole, room }: KeptList, given: readonly number[] = []): Message {
  const lists = longLists(whole, room);
  const pages = lists.map((list, which) => {
    const page = given[which] ?? firstPage(list, room);
    return Math.min(Math.max(page, 0), Math.ceil(list.options.length / room) - 1);
  });
  const shown = (control: Control): readonly Control[] => {
    const which = control.kind === 'select' ? lists.indexOf(control) : -1;
    const list = lists[which];
    return list ? onePage(t, list, { id, room, pages, which }) : [control];
  };
  const blocks = whole.blocks.map((block) =>
    block.kind === 'actions' ? { ...block, controls: block.controls.flatMap(shown) } : block,
  );
  return { blocks };
}

function onePage(
  t: Translator,
  list: Select,
  at: { readonly id: string; readonly room: number; readonly pages: readonly number[]; readonly which: number },
): readonly Control[] {
  const { id, room, pages, which } = at;
  const page = pages[which] ?? 0;
  const of = list.options.length;
  const last = Math.ceil(of / room) - 1;
  const numbers = (one: number) => ({ from: one * room + 1, to: Math.min(of, (one + 1) * room), of });
  const turn = (one: number) => `${TURN}:${id}/${pages.with(which, one).join('.')}`;
  // When there are several lists, each button names its own.
  const named = (label: string) =>
    pages.length > 1 ? t.text('common.list.of', { what: cut(list.placeholder, LONGEST_NAME), label }) : label;
  const options = list.options.slice(page * room, (page + 1) * room);
  return [
    {
      ...list,
      action: list.max > 1 ? `${AMONG}:${id}/${which}/${page}` : list.action,
      placeholder: t.text('common.list.page', { what: cut(list.placeholder, LONGEST_PLACEHOLDER), ...numbers(page) }),
      options,
      max: Math.min(list.max, options.length),
    },
    ...(page > 0 ? [button(turn(page - 1), named(t.text('common.list.before', numbers(page - 1))))] : []),
    ...(page < last ? [button(turn(page + 1), named(t.text('common.list.after', numbers(page + 1))))] : []),
    ...(last >= FEW_PAGES && list.max === 1
      ? [button(`${SEEK}:${id}/${which}`, named(t.text('common.list.seek')))]
      : []),
  ];
}

/** Returns everything that is chosen after a choice on one page of a list; choices on its other pages stay. */
export function chosenAmong(
  { options, chosen = [] }: Select,
  given: readonly string[],
  { page, room }: { readonly page: number; readonly room: number },
): readonly string[] {
  const here = new Set(options.slice(page * room, (page + 1) * room).map(({ value }) => value));
  return [...chosen.filter((value) => !here.has(value)), ...given];
}
