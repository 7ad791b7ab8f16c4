import type { Block, Control, Message } from '../../../src/chat/message.ts';

/** Something that a number on somebody's screen stands for. */
export interface Offered {
  readonly action: string;
  /** The value of an option; null for a button. */
  readonly value: string | null;
}

/** Hands out the number under which something is offered to somebody. */
export type Numbering = (offered: Offered) => number;

/**
 * Renders a message as lines: `| ` stands before what the bot says, `> ` before what can be chosen by its number. Whatever a
 * text contains, it can't look like a number to choose.
 */
export function renderMessage({ blocks }: Message, numbering: Numbering): readonly string[] {
  return blocks.flatMap((block) => renderBlock(block, numbering));
}

/** Leaves out what a terminal would obey instead of showing it. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '');
}

export function textLines(text: string): readonly string[] {
  return printable(text)
    .split('\n')
    .map((line) => `| ${line}`);
}

function renderBlock(block: Block, numbering: Numbering): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return textLines(block.text);
    case 'fields':
      return block.fields.flatMap(({ label, text }) => textLines(`${label} : ${text}`));
    case 'list':
      return block.items.flatMap((item) => textLines(`- ${item}`));
    case 'table':
      return [block.header, ...block.rows].flatMap((row) => textLines(row.join(' ; ')));
    case 'progress':
      return textLines(`${block.label} : ${block.done} / ${block.total}`);
    case 'image':
      return textLines(block.alt);
    case 'file':
      return textLines(block.file.name);
    case 'divider':
      return textLines('---');
    case 'actions':
      return block.controls.flatMap((control) => renderControl(control, numbering));
  }
}

function renderControl(control: Control, numbering: Numbering): readonly string[] {
  if (control.kind === 'link') return textLines(`${control.label} : ${control.url}`);
  const { action } = control;
  if (control.kind === 'button') return [`> ${numbering({ action, value: null })} ${oneLine(control.label)}`];
  const options = control.options.map(({ value, label }) => `> ${numbering({ action, value })} ${oneLine(label)}`);
  return [`> ${oneLine(control.placeholder)} :`, ...options];
}

export function oneLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}
