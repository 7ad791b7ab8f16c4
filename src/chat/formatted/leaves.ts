import { webAddress } from '../address.ts';
import { legible } from '../legible.ts';
import { type Leaf, LONGEST_URL, MARKS, type Mark } from './formatted.ts';

/**
 * Returns lines of leaves, each as it is read: texts are legible, and those with the same marks are one; marks stand in
 * one order; a link is a web address that no platform refuses, and its text doesn't pretend to be another address. With
 * `together` the line ends stay in the texts, and there is one line.
 */
export function tidyLeaves(leaves: readonly Leaf[], together = false): readonly (readonly Leaf[])[] {
  let line: Leaf[] = [];
  const lines = [line];
  for (const leaf of joined(leaves).flatMap(tidied)) {
    if (together || !('text' in leaf) || !leaf.text?.includes('\n')) {
      add(line, leaf);
      continue;
    }
    for (const [index, text] of leaf.text.split('\n').entries()) {
      if (index > 0) {
        line = [];
        lines.push(line);
      }
      // Spaces lead nowhere.
      const isLink = leaf.kind === 'link' && text.trim() !== '';
      if (text !== '') add(line, isLink ? { ...leaf, text } : { kind: 'text', text, marks: leaf.marks });
    }
  }
  return lines;
}

/** A reader may give what is one in pieces. */
function joined(leaves: readonly Leaf[]): readonly Leaf[] {
  if (leaves.length < 2) return leaves;
  const found: Leaf[] = [];
  for (const leaf of leaves) add(found, leaf);
  return found;
}

function add(line: Leaf[], leaf: Leaf): void {
  const last = line.at(-1);
  if (last && 'text' in last && 'text' in leaf && last.text !== null && leaf.text !== null && areAlike(last, leaf)) {
    line[line.length - 1] = { ...last, text: last.text + leaf.text };
  } else line.push(leaf);
}

function areAlike(one: Leaf, other: Leaf): boolean {
  if (one.kind !== other.kind || one.marks.length !== other.marks.length) return false;
  if (one.marks.some((mark, index) => mark !== other.marks[index])) return false;
  return one.kind !== 'link' || (other.kind === 'link' && one.url === other.url);
}

/** Italic code looks like other code, and Discord can't tell its sign from one in the code. */
function inOrder(marks: readonly Mark[]): readonly Mark[] {
  if (marks.length === 0) return marks;
  return MARKS.filter((mark) => marks.includes(mark) && !(mark === 'italic' && marks.includes('code')));
}

function tidied(leaf: Leaf): readonly Leaf[] {
  const marks = inOrder(leaf.marks);
  const withoutCode = marks.filter((mark) => mark !== 'code');
  switch (leaf.kind) {
    case 'text':
      return textLeaves(leaf.text, marks);
    case 'link':
      return linkLeaves(leaf.url, leaf.text, marks);
    case 'emoji':
      return isName(leaf.name) ? [{ ...leaf, marks: withoutCode }] : textLeaves(`:${leaf.name}:`, withoutCode);
    default:
      return [{ ...leaf, marks: withoutCode }];
  }
}

const isName = (name: string): boolean =>
  name !== '' && name.length <= 100 && !/[\s:]/.test(name) && legible(name) === name;

function textLeaves(typed: string, marks: readonly Mark[]): readonly Leaf[] {
  const text = legible(typed);
  return text === '' ? [] : [{ kind: 'text', text, marks }];
}

/**
 * Returns a link, or as text what isn't one on every platform. A text that names another address would lead elsewhere
 * than it says: there both are shown. An address within marks, or with a text, has those of its signs percent-encoded
 * that could end either in Discord's markup; and in none stands what a server could take for a mention of everybody.
 */
function linkLeaves(typed: string, named: string | null, marks: readonly Mark[]): readonly Leaf[] {
  const text = named === null ? null : legible(named);
  const address = typed.replace(/^(?:mailto|tel):/, '');
  if (text !== null && text !== '' && text.trim() === '') return textLeaves(text, marks);
  const shown = text === '' || text === typed || text === address ? null : text;
  const strict = webAddress(typed)?.replace(/@(?=everyone|here)/g, '%40') ?? null;
  const plain = marks.filter((mark) => mark !== 'code');
  if (strict === null || encoded(strict).length > LONGEST_URL) {
    return textLeaves(shown === null ? address : `${shown} (${address})`, marks);
  }
  if (shown !== null && /https?:\/\//i.test(shown)) {
    return [...textLeaves(`${shown} (`, plain), ...linkLeaves(typed, null, plain), ...textLeaves(')', plain)];
  }
  if (shown === null)
    return [{ kind: 'link', url: plain.length > 0 ? encoded(strict) : strict, text: null, marks: plain }];
  return [{ kind: 'link', url: encoded(strict), text: shown, marks }];
}

const encoded = (url: string): string =>
  url.replace(/[()*_~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
