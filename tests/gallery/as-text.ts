import type { Form } from '../../src/chat/form.ts';
import type { Block, Control, Message } from '../../src/chat/message.ts';

/** Formats a message as one reads it in a review of its words: a line for a line, controls in brackets. */
export function asText({ blocks }: Message): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `# ${block.text}`;
    case 'text':
      return block.text;
    case 'note':
      return `-# ${block.text}`;
    case 'fields':
      return block.fields.map(({ label, text }) => `${label} · ${text}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'table':
      return [block.header, ...block.rows].map((row) => row.join(' | ')).join('\n');
    case 'progress':
      return `${block.label} (${block.done}/${block.total})`;
    case 'image':
      return `(image ${block.file.name}: ${block.alt})`;
    case 'file':
      return `(file ${block.file.name})`;
    case 'divider':
      return '---';
    case 'actions':
      return block.controls.map(controlText).join(' ');
  }
}

const marks = { plain: '', primary: '*', danger: '!' } as const;

function controlText(control: Control): string {
  switch (control.kind) {
    case 'button':
      return `[${marks[control.style]}${control.label}]`;
    case 'link':
      return `[${control.label} -> ${control.url}]`;
    case 'select':
      return `[${control.placeholder}: ${control.options.map(({ label }) => label).join(' / ')}]`;
  }
}

/** Formats a form the same way: a line for each field, with what it offers. */
export function formText({ title, intro, submit, fields }: Form): string {
  return [
    `# ${title}`,
    ...(intro === null ? [] : [intro]),
    ...fields.map(({ label, hint, kind, required, options, max }) =>
      [
        `${label}${required ? '' : ' (optional)'} : <${kind}${max === null ? '' : ` ${max}`}>`,
        ...(options.length === 0 || kind === 'pick' || kind === 'picks'
          ? []
          : [options.map((option) => option.label).join(' / ')]),
        ...(hint === null ? [] : [`-# ${hint}`]),
      ].join('\n  '),
    ),
    `[*${submit}]`,
  ].join('\n');
}

/** Returns the words that show that a value is missing or isn't worded. */
export function oddWords(words: string): readonly string[] {
  return words.match(/undefined|null|NaN|Invalid Date|\[object|[{}]|(?<![|\n]) {2}|\( *\)|[,·] *$|: +[;:]/gm) ?? [];
}
