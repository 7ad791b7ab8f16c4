import { cut } from '../../chat/cut.ts';
import { canonical } from '../../chat/formatted/canonical.ts';
import type { Formatted, FormattedBlock, Leaf } from '../../chat/formatted/formatted.ts';
import { type MentionedThere, mentionedThere } from '../../chat/formatted/mentions.ts';
import { LONGEST_ENDING } from '../../chat/formatted/split.ts';
import type { Copy, CopyFile, Reaction, RelayedFile } from '../../chat/relaying.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { MessageState } from '../state.ts';
import { excerptOf } from './excerpt.ts';

const LONGEST_QUOTATION = 80;
export const LONGEST_TITLE = 90;
/** The most characters of an author's name that both platforms take. */
const LONGEST_AUTHOR = 80;

/** The message that is answered, as far as it can be shown. `link` leads to it in the copy's channel. */
export type Quoted =
  | { readonly kind: 'shown'; readonly name: string; readonly content: Formatted; readonly link: string | null }
  | { readonly kind: 'gone' | 'kept' | 'older' };

/**
 * The reason why a thread has no counterpart. 'gone': its first message is deleted. 'kept': it didn't pass. 'older': it
 * was said before the channels were tied. 'unsure': it isn't known to stand. 'other': it is nothing that passes.
 */
export type ThreadMissing = 'gone' | 'kept' | 'older' | 'unsure' | 'other';

/** A file that isn't copied. */
export interface FileLeftOut {
  readonly file: RelayedFile;
  readonly why: 'too-big' | 'too-big-together' | 'too-slow' | 'not-given' | 'refused' | 'empty' | 'gone';
}

/**
 * The platform on which a message was said: its name, and whether the copy stands on it too, in which case the name is
 * left out.
 */
export interface From {
  readonly platform: string;
  readonly isHere: boolean;
}

/** Everything that a copy is made of. */
export interface ToRender {
  readonly kind: 'MESSAGE' | 'THREAD';
  readonly author: { readonly name: string; readonly picture: string | null };
  readonly from: From;
  readonly state: MessageState;
  readonly there: MentionedThere;
  /** The moment at which it was said, where the copy tells it. */
  readonly late: Date | null;
  readonly quoted: Quoted | null;
  /** The reason why it doesn't stand in the thread in which it was said; null where it does, or was said in none. */
  readonly outsideItsThread: ThreadMissing | null;
  readonly leftOut: readonly FileLeftOut[];
  readonly files: readonly CopyFile[];
  /** The address of the copy that it corrects, which can't be changed any more; null where it corrects none. */
  readonly corrects: string | null;
}

/** Composes a copy, in the language of the region. */
export function wordCopy(t: Translator, one: ToRender): Copy {
  const { author, from, state, there, files } = one;
  const own = mentionedThere(state.content, there).blocks;
  const blocks: readonly FormattedBlock[] = [
    ...(one.corrects === null ? [] : [line([link(t.text('copies.correctionOf'), one.corrects)])]),
    ...(one.late === null
      ? []
      : [line([text(t.text('copies.late', { moment: t.moment(one.late, 'day') }), ['italic'])])]),
    ...(one.outsideItsThread === null ? [] : [quotation([text(t.text(missingThreads[one.outsideItsThread]))])]),
    ...(one.quoted === null ? [] : [quotation(quotedLeaves(t, one.quoted))]),
    ...(one.kind === 'THREAD'
      ? [line([text('🧵 '), text(threadTitle(t, { author, content: state.content }), ['bold'])])]
      : own),
    ...one.leftOut.map((left) => leftOutLine(t, left)),
  ];
  return {
    author: authorText(t, author.name, from),
    otherwise: withoutAuthor(t, from),
    picture: author.picture,
    content: canonical(blocks),
    ending: state.reactions.length === 0 ? null : reactionsText(t, state.reactions, from),
    files,
  };
}

/** A message said during a long outage, with its address. */
export interface DigestEntry {
  readonly name: string;
  readonly saidAt: Date;
  readonly link: string;
}

/** A long outage on one platform: the number of messages said during it, and the places of the first of them. */
export interface Digest {
  readonly from: From;
  readonly count: number;
  readonly first: Date;
  readonly last: Date;
  readonly entries: readonly DigestEntry[];
}

/** Composes the message that stands for many. */
export function wordDigest(t: Translator, { from, count, first, last, entries }: Digest): Copy {
  const [since, until] = [t.date(first), t.date(last)];
  const period = since === until ? since : `${since} – ${until}`;
  const more = count - entries.length;
  const blocks: readonly FormattedBlock[] = [
    line([text(t.text('copies.digest', { count, platform: from.platform, period }))]),
    ...entries.map(
      ({ name, saidAt, link: url }): FormattedBlock => ({
        ...{ kind: 'item', quoted: false, indent: 0, number: null },
        leaves: [link(t.text('copies.digestLine', { name, moment: t.moment(saidAt, 'short') }), url)],
      }),
    ),
    ...(more > 0 ? [line([text(t.text('copies.digestMore', { count: more }))])] : []),
  ];
  const author = withoutAuthor(t, from);
  return { author, otherwise: author, picture: null, content: canonical(blocks), ending: null, files: [] };
}

/** Returns the title of the thread below a message. */
export function threadTitle(
  t: Translator,
  { author, content }: Pick<ToRender, 'author'> & Pick<MessageState, 'content'>,
): string {
  const words = excerptOf(content, LONGEST_TITLE);
  return words === '' ? t.text('copies.threadTitle', { name: author.name }) : words;
}

/** Returns the name to post under. A long name is cut so that its origin stays readable. */
function authorText(t: Translator, whole: string, { platform, isHere }: From): string {
  const named = (name: string) =>
    isHere ? t.text('copies.authorHere', { name }) : t.text('copies.author', { name, platform });
  return named(cut(whole, LONGEST_AUTHOR - named('').length));
}

/** Returns the name for a message that is posted without its author's. Discord allows no name on it to hold its own. */
function withoutAuthor(t: Translator, { platform, isHere }: From): string {
  return isHere ? t.text('copies.otherwiseHere') : t.text('copies.otherwise', { platform });
}

const missingThreads = {
  gone: 'copies.quoteGone',
  kept: 'copies.quoteKept',
  older: 'copies.threadOlder',
  unsure: 'copies.quoteOlder',
  other: 'copies.quoteKept',
} as const satisfies Readonly<Record<ThreadMissing, TextKey>>;

function quotedLeaves(t: Translator, quoted: Quoted): readonly Leaf[] {
  switch (quoted.kind) {
    case 'shown': {
      const name = t.text('copies.quoteName', { name: quoted.name });
      const excerpt = excerptOf(quoted.content, LONGEST_QUOTATION);
      return [
        quoted.link === null ? text(name) : link(name, quoted.link),
        ...(excerpt === '' ? [] : [text(` ${t.text('copies.quote', { excerpt })}`)]),
      ];
    }
    case 'gone':
      return [text(t.text('copies.quoteGone'))];
    case 'kept':
      return [text(t.text('copies.quoteKept'))];
    case 'older':
      return [text(t.text('copies.quoteOlder'))];
  }
}

/** The texts about files that have to be opened where they were sent. */
const filesElsewhere = {
  'too-big': 'copies.fileTooBig',
  'too-big-together': 'copies.filesTooBig',
  'too-slow': 'copies.fileTooSlow',
  'not-given': 'copies.fileNotGiven',
  refused: 'copies.fileRefused',
} as const satisfies Readonly<Record<string, TextKey>>;

function leftOutLine(t: Translator, { file, why }: FileLeftOut): FormattedBlock {
  const name = cut(file.name, 100);
  if (why === 'gone') return line([text(t.text('copies.fileGone', { name }))]);
  if (why === 'empty') return line([text(t.text('copies.fileEmpty', { name }))]);
  const told = { name, size: file.size > 0 ? t.size(file.size) : '?' };
  const words = t.text(filesElsewhere[why], told);
  return line([text(`${words} `), { kind: 'link', url: file.link, text: null, marks: [] }]);
}

/** Returns people's reactions, as many as fit in an ending. */
function reactionsText(t: Translator, given: readonly Reaction[], { platform, isHere }: From): string {
  for (let count = given.length; ; count -= 1) {
    const shown = given.slice(0, count).map(({ emoji, count: times }) => `${emoji} ${times}`);
    const reactions = [...shown, ...(count < given.length ? ['…'] : [])].join(' · ');
    const words = isHere
      ? t.text('copies.reactionsHere', { reactions })
      : t.text('copies.reactions', { reactions, platform });
    if (words.length <= LONGEST_ENDING || count === 0) return words;
  }
}

const line = (leaves: readonly Leaf[]): FormattedBlock => ({ kind: 'line', quoted: false, leaves });
const quotation = (leaves: readonly Leaf[]): FormattedBlock => ({ kind: 'line', quoted: true, leaves });
const text = (words: string, marks: Leaf['marks'] = []): Leaf => ({ kind: 'text', text: words, marks });
const link = (words: string, url: string): Leaf => ({ kind: 'link', url, text: words, marks: [] });
