import { type OracleNode, parse } from 'discord-markdown-parser';
import { canonical } from '../../../../src/chat/formatted/canonical.ts';
import type { Formatted, FormattedBlock, Leaf, Mark } from '../../../../src/chat/formatted/formatted.ts';
import { styleOf } from '../../../../src/platforms/discord/formatted/dates.ts';

/** Returns what discord-markdown-parser, which does as Discord's clients did, reads of a text. It knows no lists. */
export function asTheOracleReads(content: string): Formatted {
  const builder = new Builder();
  builder.read(parse(content, 'extended'), []);
  return canonical(builder.done());
}

const marksOf: Readonly<Record<string, Mark>> = {
  strong: 'bold',
  em: 'italic',
  underline: 'underline',
  strikethrough: 'strike',
  spoiler: 'spoiler',
};

class Builder {
  readonly #blocks: FormattedBlock[] = [];
  #leaves: Leaf[] = [];
  #quoted = false;
  #link: string | null = null;

  done(): readonly FormattedBlock[] {
    this.#endLine();
    return this.#blocks;
  }

  read(nodes: readonly OracleNode[], marks: readonly Mark[]): void {
    for (const node of nodes) this.#readNode(node, marks);
  }

  #readNode(node: OracleNode, marks: readonly Mark[]): void {
    const inside = typeof node.content === 'object' ? node.content : [];
    const text = typeof node.content === 'string' ? node.content : '';
    const mark = marksOf[node.type];
    if (mark) {
      this.read(inside, marks.includes(mark) ? marks : [...marks, mark]);
      return;
    }
    switch (node.type) {
      case 'heading':
        this.#endLine();
        this.read(inside, marks);
        this.#blocks.push({ kind: 'heading', level: node.level ?? 1, quoted: this.#quoted, leaves: this.#leaves });
        this.#leaves = [];
        break;
      case 'subtext':
        this.#endLine();
        this.read(inside, marks);
        this.#endLine();
        break;
      case 'blockQuote':
        this.#endLine();
        this.#quoted = true;
        this.read(inside, marks);
        this.#endLine();
        this.#quoted = false;
        break;
      case 'codeBlock':
        this.#endLine();
        this.#blocks.push({ kind: 'code', quoted: this.#quoted, language: node.lang || null, text });
        break;
      case 'link':
        this.#link = node.target ?? '';
        this.read(inside, marks);
        this.#link = null;
        break;
      case 'br':
        this.#say({ kind: 'text', text: '\n', marks });
        break;
      default:
        this.#say(leafOf(node, text, marks));
    }
  }

  #say(leaf: Leaf): void {
    if (this.#link !== null && leaf.kind === 'text') this.#leaves.push({ ...leaf, kind: 'link', url: this.#link });
    else this.#leaves.push(leaf);
  }

  #endLine(): void {
    if (this.#leaves.length > 0) this.#blocks.push({ kind: 'line', quoted: this.#quoted, leaves: this.#leaves });
    this.#leaves = [];
  }
}

function leafOf(node: OracleNode, text: string, marks: readonly Mark[]): Leaf {
  switch (node.type) {
    case 'inlineCode':
      return { kind: 'text', text, marks: [...marks, 'code'] };
    case 'autolink':
    case 'url':
      return { kind: 'link', url: node.target ?? '', text: null, marks };
    case 'user':
      return { kind: 'person', id: node.id ?? '', marks };
    case 'channel':
      return { kind: 'channel', id: node.id ?? '', marks };
    case 'role':
      return { kind: 'group', id: node.id ?? '', marks };
    case 'everyone':
    case 'here':
      return { kind: 'everyone', said: node.type, marks };
    case 'emoji':
      return { kind: 'emoji', name: node.name ?? '', marks };
    case 'twemoji':
      return { kind: 'text', text: node.name ?? '', marks };
    case 'timestamp':
      return { kind: 'date', at: Number(node.timestamp), style: styleOf(node.format), marks };
    default:
      return { kind: 'text', text, marks };
  }
}
