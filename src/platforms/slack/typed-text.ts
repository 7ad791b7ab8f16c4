import { unescapeText } from './rich-text.ts';
import { listAt, numberAt, textAt, type Wire } from './wire.ts';

/** Enough for any real message; a message full of mentions must not cost hundreds of requests. */
const MOST_LOOKED_UP = 20;
/** Stands for the bot until the whole text is known. It is a noncharacter, so nobody can have typed it. */
const BOT = '\uFDD0';

/** A typed text as plain text. `unnamed` lists the ids in it that still need a name, `@U…` or `#C…`, each once. */
export interface TypedText {
  readonly text: string;
  readonly unnamed: readonly string[];
}

/**
 * Reads what somebody typed. It follows Slack's own reading (`rich_text`) rather than its markup, which leaves open
 * what was typed and what was formatted. A mention of the bot at the start addresses it and is left out.
 */
export function typedText(message: Wire, bot: string): TypedText {
  const reader = new Reader(bot);
  const rich = listAt(message, 'blocks').find((block) => block.type === 'rich_text');
  const text = rich ? reader.lines(listAt(rich, 'elements')) : reader.markup(textAt(message, 'text') ?? '');
  const begun = text.trimStart();
  const addressed = begun.startsWith(BOT) ? begun.slice(BOT.length).replace(/^[\s,:]+/, '') : text;
  const unnamed = [...reader.unnamed].slice(0, MOST_LOOKED_UP);
  if (!addressed.includes(BOT)) return { text: addressed, unnamed };
  return { text: addressed.replaceAll(BOT, `@${bot}`), unnamed: [...unnamed, `@${bot}`] };
}

export function mentions(message: Wire, user: string): boolean {
  const rich = JSON.stringify(message.blocks ?? []).includes(`"user_id":"${user}"`);
  return rich || (textAt(message, 'text') ?? '').includes(`<@${user}`);
}

class Reader {
  readonly unnamed = new Set<string>();
  readonly #bot: string;

  constructor(bot: string) {
    this.#bot = bot;
  }

  lines(elements: readonly Wire[]): string {
    return elements
      .map((element) =>
        element.type === 'rich_text_list' ? this.#list(element) : this.#leaves(element).replace(/\n$/, ''),
      )
      .join('\n');
  }

  #list(list: Wire): string {
    const indent = '  '.repeat(numberAt(list, 'indent'));
    const ordered = list.style === 'ordered';
    const first = numberAt(list, 'offset') + 1;
    return listAt(list, 'elements')
      .map((item, index) => `${indent}${ordered ? `${first + index}.` : '-'} ${this.#leaves(item)}`)
      .join('\n');
  }

  #leaves(element: Wire): string {
    return listAt(element, 'elements')
      .map((leaf) => this.#leaf(leaf))
      .join('');
  }

  #leaf(leaf: Wire): string {
    switch (leaf.type) {
      case 'text':
        return textAt(leaf, 'text') ?? '';
      case 'link': {
        const url = textAt(leaf, 'url') ?? '';
        const label = textAt(leaf, 'text');
        return label === null || label === url ? url.replace(/^(?:mailto|tel):/, '') : labelled(label, url);
      }
      case 'user':
        return this.#user(textAt(leaf, 'user_id') ?? '');
      case 'channel':
        return this.#channel(textAt(leaf, 'channel_id') ?? '');
      case 'broadcast':
        return `@${textAt(leaf, 'range') ?? ''}`;
      case 'usergroup':
        return '@…';
      case 'emoji':
        return emojiOf(leaf);
      case 'date':
        return textAt(leaf, 'fallback') ?? '';
      default:
        return textAt(leaf, 'value') ?? '';
    }
  }

  /** Reads messages without rich text: old ones, and those of some integrations. */
  markup(text: string): string {
    const parts = text.split(/<([^<>\n]+)>/);
    return parts.map((part, index) => (index % 2 === 1 ? this.#token(part) : unescapeText(part))).join('');
  }

  #token(token: string): string {
    const [target = '', label] = token.split('|', 2);
    if (/^@[UW][A-Z0-9]+$/.test(target)) return this.#user(target.slice(1));
    if (/^#[CG][A-Z0-9]+$/.test(target)) return label ? `#${label}` : this.#channel(target.slice(1));
    if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0] ?? ''}`;
    const url = unescapeText(target);
    const shown = label === undefined ? null : unescapeText(label);
    return shown === null || url.endsWith(shown) ? url.replace(/^(?:mailto|tel):/, '') : labelled(shown, url);
  }

  #user(id: string): string {
    return id === this.#bot ? BOT : this.#standsFor(`@${id}`);
  }

  #channel(id: string): string {
    return this.#standsFor(`#${id}`);
  }

  #standsFor(name: string): string {
    this.unnamed.add(name);
    return name;
  }
}

function labelled(label: string, url: string): string {
  return `${label} (${url.replace(/^(?:mailto|tel):/, '')})`;
}

/**
 * Returns an emoji: Slack gives its code points ("1f44d") where it has any, else only a name of the workspace's own.
 */
function emojiOf(leaf: Wire): string {
  const points = (textAt(leaf, 'unicode') ?? '').split('-').map((point) => Number.parseInt(point, 16));
  const known = points.every((point) => Number.isInteger(point) && point > 0 && point <= 0x10ffff);
  return known ? String.fromCodePoint(...points) : `:${textAt(leaf, 'name') ?? ''}:`;
}
