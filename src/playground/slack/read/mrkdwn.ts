/**
 * Reads mrkdwn as Slack's clients do. One reader serves both what a person sees and the `rich_text` block that Slack
 * makes of typed text, so that they can't disagree.
 */

export interface Style {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly style: Style }
  | { readonly kind: 'link'; readonly url: string; readonly label: string | null; readonly style: Style }
  | { readonly kind: 'user' | 'channel' | 'group'; readonly id: string; readonly label: string | null }
  | { readonly kind: 'broadcast'; readonly range: 'here' | 'channel' | 'everyone' }
  | { readonly kind: 'date'; readonly at: number; readonly format: string; readonly fallback: string }
  | { readonly kind: 'emoji'; readonly name: string };

export interface Passage {
  readonly kind: 'plain' | 'quote' | 'code';
  readonly inlines: readonly Inline[];
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function readMrkdwn(text: string): Passage[] {
  const passages: Passage[] = [];
  const parts = text.split(/```([\s\S]+?)```/);
  parts.forEach((part, index) => {
    if (index % 2 === 1) passages.push({ kind: 'code', inlines: readCode(part.replace(/^\n|\n$/g, '')) });
    else {
      const before = index > 0 ? part.replace(/^\n/, '') : part;
      passages.push(...readLines(index < parts.length - 1 ? before.replace(/\n$/, '') : before));
    }
  });
  return passages;
}

function readLines(text: string): Passage[] {
  if (text === '') return [];
  const passages: { kind: 'plain' | 'quote'; lines: string[] }[] = [];
  let restQuoted = false;
  for (const line of text.split('\n')) {
    const rest = restQuoted ? null : /^(?:&gt;|>){3}\s?(.*)$/.exec(line);
    if (rest) restQuoted = true;
    const quoted = rest ?? (restQuoted ? null : /^(?:&gt;|>)\s?(.*)$/.exec(line));
    const kind = restQuoted || quoted ? 'quote' : 'plain';
    const content = quoted?.[1] ?? line;
    const last = passages.at(-1);
    if (last?.kind === kind) last.lines.push(content);
    else passages.push({ kind, lines: [content] });
  }
  return passages.map(({ kind, lines }) => ({ kind, inlines: readInline(lines.join('\n'), {}) }));
}

/** Reads code, in which only the angle-bracket forms keep their meaning. */
function readCode(text: string): Inline[] {
  const inlines: Inline[] = [];
  text.split(/(<[^<>\n]+>)/).forEach((part, index) => {
    const token = index % 2 === 1 ? readToken(part.slice(1, -1), { code: true }) : null;
    if (token) inlines.push(token);
    else if (part) inlines.push({ kind: 'text', text: unescaped(part), style: {} });
  });
  return inlines;
}

const markers: Readonly<Record<string, 'bold' | 'italic' | 'strike'>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const wordCharacter = /[\p{L}\p{N}]/u;

function readInline(text: string, style: Style): Inline[] {
  const inlines: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain) inlines.push({ kind: 'text', text: unescaped(plain), style });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const read = readAt(text, at, style);
    if (read) {
      flush();
      inlines.push(...read.inlines);
      at = read.end;
    } else {
      plain += text[at] ?? '';
      at += 1;
    }
  }
  flush();
  return inlines;
}

/** Reads the markup that starts here; null for plain text. */
function readAt(text: string, at: number, style: Style): { inlines: Inline[]; end: number } | null {
  const rest = text.slice(at);
  const character = text[at] ?? '';
  const code = /^`([^`\n]+)`/.exec(rest);
  if (code) return { inlines: readSpan(code[1] ?? '', style), end: at + code[0].length };
  const token = /^<([^<>\n]+)>/.exec(rest);
  if (token) {
    const read = readToken(token[1] ?? '', style);
    if (read) return { inlines: [read], end: at + token[0].length };
  }
  const emoji = /^:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/.exec(rest);
  if (emoji && !/^\d+$/.test(emoji[1] ?? '') && !wordCharacter.test(text[at - 1] ?? ' ')) {
    return { inlines: [{ kind: 'emoji', name: emoji[1] ?? '' }], end: at + emoji[0].length };
  }
  const marker = markers[character];
  if (!marker || wordCharacter.test(text[at - 1] ?? ' ') || /[\s]/.test(text[at + 1] ?? ' ')) return null;
  const end = closing(text, at, character);
  if (end === null) return null;
  return { inlines: readInline(text.slice(at + 1, end), { ...style, [marker]: true }), end: end + 1 };
}

function readSpan(text: string, style: Style): Inline[] {
  return readCode(text).map((inline) =>
    inline.kind === 'text' ? { ...inline, style: { ...style, code: true } } : inline,
  );
}

/** Returns where the emphasis opened at `at` ends: on the same line, not after a space, not inside a word. */
function closing(text: string, at: number, marker: string): number | null {
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text[end];
    if (character === '\n') return null;
    if (character === '<') end = skip(text, end, /^<[^<>\n]+>/);
    else if (character === '`') end = skip(text, end, /^`[^`\n]+`/);
    else if (
      character === marker &&
      end > at + 1 &&
      !/\s/.test(text[end - 1] ?? ' ') &&
      !wordCharacter.test(text[end + 1] ?? ' ') &&
      text[end + 1] !== marker
    ) {
      return end;
    }
  }
  return null;
}

function skip(text: string, at: number, what: RegExp): number {
  return at + (what.exec(text.slice(at))?.[0].length ?? 1) - 1;
}

function readToken(content: string, style: Style): Inline | null {
  const bar = content.indexOf('|');
  const target = bar < 0 ? content : content.slice(0, bar);
  const label = bar < 0 ? null : unescaped(content.slice(bar + 1));
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { kind: 'user', id: target.slice(1), label };
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { kind: 'channel', id: target.slice(1), label };
  const group = /^!subteam\^(S[A-Z0-9]+)$/.exec(target);
  if (group) return { kind: 'group', id: group[1] ?? '', label };
  const date = /^!date\^(\d+)\^([^|]+)$/.exec(target);
  if (date) {
    const format = (date[2] ?? '').replace(/\^https?:[\s\S]*$/, '');
    return { kind: 'date', at: Number(date[1]), format, fallback: label ?? '' };
  }
  if (target === '!here' || target === '!channel' || target === '!everyone') {
    return { kind: 'broadcast', range: target === '!here' ? 'here' : target === '!channel' ? 'channel' : 'everyone' };
  }
  if (/^(https?:\/\/|mailto:|tel:|slack:)/.test(target)) return { kind: 'link', url: unescaped(target), label, style };
  return null;
}
