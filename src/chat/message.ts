/**
 * A message of the bot, as data. Every string is plain text: whatever it contains (markup, mentions, formulas), each
 * platform's renderer shows it literally. Text is already in the reader's language.
 */
export interface Message {
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Smaller and paler than text, for example the date of an update or who decided. */
  | {
      readonly kind: 'note';
      readonly text: string;
      /**
       * Set when it invites the reader to type an answer here. Left out where the platform doesn't let the bot read it.
       */
      readonly typing?: true;
    }
  | { readonly kind: 'fields'; readonly fields: readonly LabelledText[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** A bar and a percentage after the label; `total` 0 shows an empty bar. */
  | { readonly kind: 'progress'; readonly label: string; readonly done: number; readonly total: number }
  | { readonly kind: 'image'; readonly file: FileRef; readonly alt: string }
  | { readonly kind: 'file'; readonly file: FileRef }
  | { readonly kind: 'divider' }
  | { readonly kind: 'actions'; readonly controls: readonly Control[] };

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

/** A stored file. The platform asks the FileSource for its bytes when it sends it. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  /** Media type, determined from the bytes. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

export type ButtonStyle = 'plain' | 'primary' | 'danger';

export type Control =
  | {
      readonly kind: 'button';
      /** `name:key` of a registered action. It is durable: it works after a restart, and weeks later. */
      readonly action: string;
      readonly label: string;
      readonly style: ButtonStyle;
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | {
      readonly kind: 'select';
      /** `name:key`; the chosen values arrive in the action's input as `choice`. */
      readonly action: string;
      readonly placeholder: string;
      readonly options: readonly Option[];
      /** The most that may be chosen; 1 is a single choice. */
      readonly max: number;
      /** Values of the options that are already chosen. */
      readonly chosen?: readonly string[];
    };

/** An option to choose. `value` has ≤ 100 characters. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** Its bare name, where its label says more: "Bal" of "5. Bal". */
  readonly name?: string;
  readonly description?: string;
}

export function message(...blocks: readonly (Block | null | false)[]): Message {
  return { blocks: blocks.filter((block): block is Block => Boolean(block)) };
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (text: string): Block => ({ kind: 'text', text });
export const note = (text: string): Block => ({ kind: 'note', text });
/** Makes a note that invites the reader to type here. A button has to offer the same. */
export const typingNote = (text: string): Block => ({ kind: 'note', text, typing: true });
export const list = (items: readonly string[]): Block | null => (items.length > 0 ? { kind: 'list', items } : null);
export const fields = (...fields: readonly (LabelledText | null | false)[]): Block => ({
  kind: 'fields',
  fields: fields.filter((field): field is LabelledText => Boolean(field)),
});
export const field = (label: string, text: string): LabelledText => ({ label, text });
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  header,
  rows,
});
export const progress = (label: string, done: number, total: number): Block => ({
  kind: 'progress',
  label,
  done,
  total,
});
export const image = (file: FileRef, alt: string): Block => ({ kind: 'image', file, alt });
export const file = (file: FileRef): Block => ({ kind: 'file', file });
export const divider: Block = { kind: 'divider' };

/** Makes a row of controls; null when there is none to show. */
export function actions(...controls: readonly (Control | null | false)[]): Block | null {
  const shown = controls.filter((control): control is Control => Boolean(control));
  return shown.length > 0 ? { kind: 'actions', controls: shown } : null;
}

export function button(action: string, label: string, style: ButtonStyle = 'plain'): Control {
  return { kind: 'button', action, label, style };
}

export function link(label: string, url: string): Control {
  return { kind: 'link', label, url };
}

export function select(
  action: string,
  placeholder: string,
  options: readonly Option[],
  max = 1,
  chosen: readonly string[] = [],
): Control {
  return { kind: 'select', action, placeholder, options, max, ...(chosen.length > 0 ? { chosen } : {}) };
}
