import { canonical } from '../../../chat/formatted/canonical.ts';
import {
  type Formatted,
  type FormattedBlock,
  LAST_SECOND,
  type Leaf,
  type Mark,
} from '../../../chat/formatted/formatted.ts';
import { unescapeText } from '../rich-text.ts';
import { dateLeaves } from './dates.ts';

const FENCE = '```';

/** Reads a text of Slack's for its markup, where Slack doesn't say what was formatted. Marks end with their line. */
export function readSlackMarkup(typed: string): Formatted {
  const passages: (readonly FormattedBlock[])[] = [];
  for (let from = 0; from < typed.length; ) {
    const open = typed.indexOf(FENCE, from);
    const close = open < 0 ? -1 : typed.indexOf(FENCE, open + FENCE.length + 1);
    const before = close < 0 ? typed.slice(from) : typed.slice(from, open).replace(/\n$/, '');
    if (before !== '') passages.push(linesOf(from > 0 ? before.replace(/^\n/, '') : before));
    if (close < 0) break;
    const text = unescapeText(typed.slice(open + FENCE.length, close).replace(/<([^<>\n|]+)(?:\|[^<>\n]*)?>/g, '$1'));
    passages.push([{ kind: 'code', quoted: false, language: null, text }]);
    from = close + FENCE.length;
  }
  return canonical(passages.flat());
}

function linesOf(text: string): readonly FormattedBlock[] {
  let restIsQuoted = false;
  return text.split('\n').map((line) => {
    const sign = restIsQuoted ? '' : (/^(?:(?:&gt;|>){3}|&gt;|>) ?/.exec(line)?.[0] ?? '');
    if (/^(?:&gt;|>){3}/.test(sign)) restIsQuoted = true;
    return { kind: 'line', quoted: restIsQuoted || sign !== '', leaves: leavesOf(line.slice(sign.length)) };
  });
}

const signs: Readonly<Record<string, Mark>> = { '*': 'bold', _: 'italic', '~': 'strike' };

/** A sign that may begin or end a mark, or a leaf between them. */
type Token = { readonly sign: string; readonly opens: boolean; readonly closes: boolean } | { readonly leaf: Leaf };

function leavesOf(line: string): readonly Leaf[] {
  const tokens = tokensOf(line);
  const pairs = pairsOf(tokens);
  const active = new Set<Mark>();
  return tokens.map((token, index): Leaf => {
    if ('leaf' in token) return { ...token.leaf, marks: [...token.leaf.marks, ...active] };
    const mark = signs[token.sign];
    if (!mark || !pairs.has(index)) return { kind: 'text', text: token.sign, marks: [...active] };
    if (!active.delete(mark)) active.add(mark);
    return { kind: 'text', text: '', marks: [] };
  });
}

function tokensOf(line: string): readonly Token[] {
  let index = 0;
  return line.split(/(`[^`]+`|<[^<>]+>|[*_~])/).flatMap((part, count): readonly Token[] => {
    const before = line.charAt(index - 1);
    index += part.length;
    if (part === '') return [];
    if (count % 2 === 0) return [{ leaf: { kind: 'text', text: unescapeText(part), marks: [] } }];
    if (part.startsWith('`'))
      return [{ leaf: { kind: 'text', text: unescapeText(part.slice(1, -1)), marks: ['code'] } }];
    if (part.startsWith('<')) return referenceLeaves(part.slice(1, -1)).map((leaf) => ({ leaf }));
    const after = line.charAt(index);
    const opens = !/[\p{L}\p{N}]/u.test(before) && !/^\s?$/.test(after);
    const closes = !/^\s?$/.test(before) && !/[\p{L}\p{N}]/u.test(after);
    return [{ sign: part, opens, closes }];
  });
}

/** Returns which signs begin or end a mark: each ends at the first one that can end it, and none overlaps another. */
function pairsOf(tokens: readonly Token[]): ReadonlySet<number> {
  const pairs = new Set<number>();
  const open = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if ('leaf' in token) continue;
    const start = open.get(token.sign);
    if (start === undefined) {
      if (token.opens) open.set(token.sign, index);
    } else if (token.closes && index > start + 1) {
      pairs.add(start).add(index);
      for (const [sign, later] of open) if (later >= start) open.delete(sign);
    }
  }
  return pairs;
}

/** Returns what stands between angle brackets: a mention, a date or a link. */
function referenceLeaves(reference: string): readonly Leaf[] {
  const bar = reference.indexOf('|');
  const target = bar < 0 ? reference : reference.slice(0, bar);
  const label = bar < 0 ? null : unescapeText(reference.slice(bar + 1));
  const marks: readonly Mark[] = [];
  const person = /^@([UW][A-Z0-9]{1,60})$/.exec(target)?.[1];
  if (person) return [{ kind: 'person', id: person, marks }];
  const channel = /^#([CG][A-Z0-9]{1,60})$/.exec(target)?.[1];
  if (channel) return [{ kind: 'channel', id: channel, marks }];
  const group = /^!subteam\^(S[A-Z0-9]{1,60})$/.exec(target)?.[1];
  if (group) return [{ kind: 'group', id: group, marks }];
  const said = (['here', 'channel', 'everyone'] as const).find((range) => target === `!${range}`);
  if (said) return [{ kind: 'everyone', said, marks }];
  const [, moment, format = ''] = /^!date\^(\d{1,13})\^([^^]+)/.exec(target) ?? [];
  if (moment && Number(moment) <= LAST_SECOND)
    return dateLeaves(Number(moment), unescapeText(format), label ?? '', marks);
  if (/^(?:https?:\/\/|mailto:|tel:)/.test(target))
    return [{ kind: 'link', url: unescapeText(target), text: label, marks }];
  return [{ kind: 'text', text: label ?? unescapeText(`<${reference}>`), marks }];
}
