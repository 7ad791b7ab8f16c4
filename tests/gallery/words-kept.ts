import type { Form } from '../../src/chat/form.ts';
import type { Block, Control, Message } from '../../src/chat/message.ts';

/** Only what is read: signs are escaped, moved or put on another line by one platform or the other. */
const read = (text: string): string => text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, '');

/** Returns every string that a platform was given to be read, in its order. */
function wordsIn(rendered: unknown): readonly string[] {
  if (Array.isArray(rendered)) return rendered.flatMap(wordsIn);
  if (typeof rendered !== 'object' || rendered === null) return [];
  return Object.entries(rendered).flatMap(([name, value]) =>
    typeof value === 'string' ? (READ.has(name) ? [value] : []) : wordsIn(value),
  );
}

const READ = new Set(['text', 'content', 'label', 'description', 'placeholder', 'title', 'value', 'initial_value']);

/** Returns the words of a message that can't be read any more. Controls may be cut where anybody sees that they are. */
export function lostWords(message: Message, rendered: unknown, cutAllowed: boolean): readonly string[] {
  const words = wordsIn(rendered);
  const everything = read(words.join(''));
  // A list too long for one is several, and numbered; a name too long for an option goes on in its description.
  const labels = new Set(
    words.flatMap((one, index) => [
      read(one.replace(/ \(\d+\/\d+\)$/, '')),
      ...(one.endsWith('…') ? [read(one + words[index + 1]), read(one + words[index + 2])] : []),
    ]),
  );
  const beginnings = words.filter((one) => one.endsWith('…')).map(read);
  const isCut = (text: string): boolean => cutAllowed && beginnings.some((one) => read(text).startsWith(one));
  return [
    ...message.blocks.flatMap(textsOf).filter((text) => !everything.includes(read(text))),
    ...message.blocks.flatMap(controlsOf).filter((text) => !labels.has(read(text)) && !isCut(text)),
  ].map((text) => `lost: ${text.slice(0, 120)}`);
}

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return [block.text];
    case 'fields':
      return block.fields.flatMap(({ label, text }) => [label, text]);
    case 'list':
      return block.items;
    case 'table':
      // A cell goes on in the lines below, beside what others say there.
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.split(/\s+/)));
    case 'progress':
      return [block.label];
    case 'image':
    case 'file':
    case 'divider':
    case 'actions':
      return [];
  }
}

function controlsOf(block: Block): readonly string[] {
  return block.kind === 'actions' ? block.controls.flatMap(labelsOf) : [];
}

function labelsOf(control: Control): readonly string[] {
  return control.kind === 'select'
    ? [control.placeholder, ...control.options.map(({ label }) => label)]
    : [control.label];
}

/** Returns what a form has lost of its words and of what it holds already. Options may be cut where anybody sees it. */
export function lostOfForm({ title, intro, fields }: Form, rendered: unknown): readonly string[] {
  const everything = read(wordsIn(rendered).join(''));
  const said = fields.flatMap(({ label, hint, kind, value }) => [
    label,
    hint,
    kind === 'text' || kind === 'longText' || kind === 'moment' ? String(value ?? '') : null,
  ]);
  return [title, intro, ...said]
    .filter((text) => text !== null && !everything.includes(read(text)))
    .map((text) => `lost: ${text?.slice(0, 120)}`);
}
