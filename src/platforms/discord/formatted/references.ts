import { LAST_SECOND, type Leaf, type Mark } from '../../../chat/formatted/formatted.ts';
import { styleOf } from './dates.ts';

/** A reference found in a text, and where it ends. */
export interface Found {
  readonly leaf: Leaf;
  readonly end: number;
}

type Make = (match: RegExpExecArray, marks: readonly Mark[]) => Leaf;

const first = (match: RegExpExecArray): string => match[1] ?? '';

/** The patterns of all that Discord reads between angle brackets. Each pattern looks at a bounded stretch of the text. */
const references: readonly (readonly [RegExp, Make])[] = [
  [/<@!?(\d{1,20})>/y, (match, marks) => ({ kind: 'person', id: first(match), marks })],
  [/<@&(\d{1,20})>/y, (match, marks) => ({ kind: 'group', id: first(match), marks })],
  [/<#(\d{1,20})>/y, (match, marks) => ({ kind: 'channel', id: first(match), marks })],
  [/<a?:(\w{2,32}):\d{1,20}>/y, (match, marks) => ({ kind: 'emoji', name: first(match), marks })],
  [/<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, dateLeaf],
  [/<\/([^:<>\n]{1,100}):\d{1,20}>/y, (match, marks) => ({ kind: 'text', text: `/${first(match)}`, marks })],
  [
    /<id:(customize|browse|guide|linked-roles)(?::\d{1,20})?>/y,
    (match, marks) => ({ kind: 'text', text: `#${first(match)}`, marks }),
  ],
  [/<(https?:\/\/[^\s<>]{1,2000})>/y, (match, marks) => ({ kind: 'link', url: first(match), text: null, marks })],
];

function dateLeaf(match: RegExpExecArray, marks: readonly Mark[]): Leaf {
  const at = Number(first(match));
  if (Math.abs(at) > LAST_SECOND) return { kind: 'text', text: match[0], marks };
  // A minus before nothing is no number of its own, and JSON loses it.
  return { kind: 'date', at: at === 0 ? 0 : at, style: styleOf(match[2]), marks };
}

/** Returns the mention, date, emoji or address between angle brackets that begins here. */
export function referenceAt(text: string, index: number, end: number, marks: readonly Mark[]): Found | null {
  for (const [pattern, make] of references) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (match && index + match[0].length <= end) return { leaf: make(match, marks), end: index + match[0].length };
  }
  return null;
}

const address = /https?:\/\/[^\s<]{1,2000}/y;

/** Returns the bare address that begins here, without the punctuation of the sentence around it. */
export function addressAt(text: string, index: number, end: number, marks: readonly Mark[]): Found | null {
  address.lastIndex = index;
  const match = address.exec(text);
  if (!match) return null;
  const url = withoutPunctuation(match[0].slice(0, end - index));
  if (!/^https?:\/\/./.test(url)) return null;
  return { leaf: { kind: 'link', url, text: null, marks }, end: index + url.length };
}

/** A closing bracket belongs to an address only if its opening one does. */
function withoutPunctuation(url: string): string {
  let surplus = url.split(')').length - url.split('(').length;
  let length = url.length;
  while (length > 0) {
    const last = url.charAt(length - 1);
    if (last === ')' && surplus > 0) surplus -= 1;
    else if (!/[.,:;"'\]]/.test(last)) break;
    length -= 1;
  }
  return url.slice(0, length);
}

/** The most characters that are looked through for the address of a named link, and for its title. */
const LONGEST = { address: 2_000, title: 300 };

/** Returns the address of a named link between the brackets that open here, and where those end. */
export function destinationAt(text: string, index: number, end: number): { url: string; end: number } | null {
  let at = pastSpaces(text, index + 1, end);
  const isBracketed = text.charAt(at) === '<';
  if (isBracketed) at += 1;
  const start = at;
  if (!text.startsWith('http', start)) return null;
  for (let depth = 0; at < end && at - start <= LONGEST.address; at += 1) {
    const sign = text.charAt(at);
    if (/[\s<>]/.test(sign)) break;
    if (sign === '(') depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    else if (sign === ')' && !isBracketed) break;
  }
  const url = text.slice(start, at);
  if (!/^https?:\/\/./.test(url)) return null;
  if (isBracketed && text.charAt(at) !== '>') return null;
  at = pastSpaces(text, isBracketed ? at + 1 : at, end);
  if (text.charAt(at) === '"') {
    const close = text.slice(at + 1, Math.min(at + LONGEST.title, end)).indexOf('"');
    if (close < 0) return null;
    at = pastSpaces(text, at + 1 + close + 1, end);
  }
  return at < end && text.charAt(at) === ')' ? { url, end: at + 1 } : null;
}

function pastSpaces(text: string, index: number, end: number): number {
  let at = index;
  while (at < end && at < index + LONGEST.title && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
