import type { Directory } from './directory.ts';
import { listAt, numberAt, textAt, type Wire } from './wire.ts';

type Names = Pick<Directory, 'userName' | 'nameOfChannel'>;

/** Enough for any real message; a message full of mentions must not cost hundreds of requests. */
const MOST_LOOKED_UP = 20;
/** Stands for the bot until the whole text is known: not a character, so nobody can have typed it. */
const BOT = '\uFDD0';

/**
 * What someone typed, as plain text. Slack's own reading (`rich_text`) is followed rather than its markup, which leaves
 * open what was typed and what was formatted. The bot's own mention at the start is how one addresses it, not part of
 * what is said.
 */
export async function typedText(message: Wire, names: Names, bot: string): Promise<string> {
  const reader = new Reader(names, bot);
  const rich = listAt(message, 'blocks').find((block) => block.type === 'rich_text');
  const text = rich ? await reader.lines(listAt(rich, 'elements')) : await reader.markup(textAt(message, 'text') ?? '');
  const begun = text.trimStart();
  const addressed = begun.startsWith(BOT) ? begun.slice(BOT.length).replace(/^[\s,:]+/, '') : text;
  return addressed.includes(BOT) ? addressed.replaceAll(BOT, `@${await names.userName(bot)}`) : addressed;
}

export function mentions(message: Wire, user: string): boolean {
  const rich = JSON.stringify(message.blocks ?? []).includes(`"user_id":"${user}"`);
  return rich || (textAt(message, 'text') ?? '').includes(`<@${user}`);
}

class Reader {
  private readonly names: Names;
  private readonly bot: string;
  private left = MOST_LOOKED_UP;

  constructor(names: Names, bot: string) {
    this.names = names;
    this.bot = bot;
  }

  async lines(elements: readonly Wire[]): Promise<string> {
    // All names are asked for together.
    const found = await Promise.all(
      elements.map(async (element) =>
        element.type === 'rich_text_list' ? this.list(element) : (await this.leaves(element)).replace(/\n$/, ''),
      ),
    );
    return found.join('\n');
  }

  private async list(list: Wire): Promise<string> {
    const indent = '  '.repeat(numberAt(list, 'indent'));
    const ordered = list.style === 'ordered';
    const first = numberAt(list, 'offset') + 1;
    const found = await Promise.all(
      listAt(list, 'elements').map(
        async (item, index) => `${indent}${ordered ? `${first + index}.` : '-'} ${await this.leaves(item)}`,
      ),
    );
    return found.join('\n');
  }

  private async leaves(element: Wire): Promise<string> {
    const found = await Promise.all(listAt(element, 'elements').map((leaf) => this.leaf(leaf)));
    return found.join('');
  }

  private async leaf(leaf: Wire): Promise<string> {
    switch (leaf.type) {
      case 'text':
        return textAt(leaf, 'text') ?? '';
      case 'link': {
        const url = textAt(leaf, 'url') ?? '';
        const label = textAt(leaf, 'text');
        return label === null || label === url ? url.replace(/^(?:mailto|tel):/, '') : labelled(label, url);
      }
      case 'user':
        return this.user(textAt(leaf, 'user_id') ?? '');
      case 'channel':
        return this.channel(textAt(leaf, 'channel_id') ?? '');
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

  /** Messages without rich text: old ones, and those of some integrations. */
  async markup(text: string): Promise<string> {
    const parts = text.split(/<([^<>\n]+)>/);
    const found = await Promise.all(parts.map((part, index) => (index % 2 === 1 ? this.token(part) : unescaped(part))));
    return found.join('');
  }

  private async token(token: string): Promise<string> {
    const [target = '', label] = token.split('|', 2);
    if (/^@[UW][A-Z0-9]+$/.test(target)) return this.user(target.slice(1));
    if (/^#[CG][A-Z0-9]+$/.test(target)) return label ? `#${label}` : this.channel(target.slice(1));
    if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0] ?? ''}`;
    const url = unescaped(target);
    const shown = label === undefined ? null : unescaped(label);
    return shown === null || url.endsWith(shown) ? url.replace(/^(?:mailto|tel):/, '') : labelled(shown, url);
  }

  private async user(id: string): Promise<string> {
    if (id === this.bot) return BOT;
    return `@${await this.limited(id, () => this.names.userName(id))}`;
  }

  private async channel(id: string): Promise<string> {
    return `#${await this.limited(id, () => this.names.nameOfChannel(id))}`;
  }

  private limited(id: string, find: () => Promise<string>): Promise<string> {
    this.left -= 1;
    return this.left >= 0 ? find() : Promise.resolve(id);
  }
}

function labelled(label: string, url: string): string {
  return `${label} (${url.replace(/^(?:mailto|tel):/, '')})`;
}

/** Slack gives the character's code points where it has one ("1f44d"), else only a name of the workspace's own. */
function emojiOf(leaf: Wire): string {
  const points = (textAt(leaf, 'unicode') ?? '').split('-').map((point) => Number.parseInt(point, 16));
  const known = points.every((point) => Number.isInteger(point) && point > 0 && point <= 0x10ffff);
  return known ? String.fromCodePoint(...points) : `:${textAt(leaf, 'name') ?? ''}:`;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
