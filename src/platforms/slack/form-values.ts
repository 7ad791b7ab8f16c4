import type { IncomingFile, IncomingValues } from '../../chat/platform.ts';
import { partOf, pickedDate, pickedTime } from './form-ids.ts';
import { type FileAccess, incomingFiles } from './incoming-files.ts';
import { at, isWire, listAt, textAt, type Wire } from './wire.ts';

/** Returns the values of a submitted view, by field; empty fields are left out. */
export function formValues(view: Wire, access: FileAccess): IncomingValues {
  const values: Record<string, string | readonly string[] | readonly IncomingFile[]> = {};
  const picked = new Map<string, { date: string; time: string }>();
  const opened = new Map(listAt(view, 'blocks').map((block) => [textAt(block, 'block_id'), at(block, 'element')]));
  /** Returns what an element held when the form opened. */
  const initial = (block: string, name: string) => textAt(opened.get(block) ?? {}, `initial_${name}`) ?? '';
  const isPrefilled = new Set<string>();
  for (const [block, elements] of Object.entries(at(view, 'state', 'values'))) {
    const element = isWire(elements) ? Object.values(elements).find(isWire) : undefined;
    if (!element) continue;
    const { field, part } = partOf(block);
    if (part === 'value') {
      const value = givenIn(element, access);
      if (value.length > 0) values[field] = value;
      if (initial(block, 'value') !== '') isPrefilled.add(field);
      continue;
    }
    const moment = picked.get(field) ?? { date: '', time: '' };
    moment[part] = textAt(element, part === 'date' ? 'selected_date' : 'selected_time') ?? '';
    picked.set(field, moment);
  }
  for (const [field, { date, time }] of picked) {
    const typed = values[field];
    if (typeof typed !== 'string') {
      const moment = joined(date, time);
      if (moment !== '') values[field] = moment;
      continue;
    }
    // Whoever types where the pickers alone were filled in means what they type: what they didn't pick themselves is only shown.
    const isShown = (block: string, part: 'date' | 'time', value: string) =>
      !isPrefilled.has(field) && value === initial(block, part);
    const dateShown = isShown(pickedDate(field), 'date', date);
    const timeShown = isShown(pickedTime(field), 'time', time);
    const own = joined(dateShown ? '' : date, timeShown ? '' : time);
    const shown = joined(dateShown ? date : '', timeShown ? time : '');
    if (shown !== '') values[field] = [typed, own, shown];
    else if (own !== '') values[field] = [typed, own];
  }
  return values;
}

/** Joins a day and an hour, either of which may be empty. */
function joined(date: string, time: string): string {
  return [date, time].filter(Boolean).join('T');
}

/** Returns the ids of the blocks with the view's fields. */
export function inputBlocks(view: Wire): string[] {
  return listAt(view, 'blocks').flatMap((block) => {
    const id = textAt(block, 'block_id');
    return block.type === 'input' && id !== null ? [id] : [];
  });
}

function givenIn(element: Wire, access: FileAccess): string | readonly string[] | readonly IncomingFile[] {
  if (element.type === 'file_input') return incomingFiles(element, access);
  const chosen = chosenIn(element);
  if (element.type === 'checkboxes' || element.type === 'multi_static_select') return chosen;
  return chosen[0] ?? textAt(element, 'value')?.trim() ?? '';
}

/** Returns the values chosen in a list, buttons or a picker, in a form or a message. */
export function chosenIn(element: Wire): string[] {
  const single = isWire(element.selected_option) ? [element.selected_option] : [];
  const options = [...single, ...listAt(element, 'selected_options')].flatMap(
    (option) => textAt(option, 'value') ?? [],
  );
  const ids = ['selected_user', 'selected_conversation', 'selected_channel'].flatMap(
    (name) => textAt(element, name) ?? [],
  );
  return [...options, ...ids];
}
