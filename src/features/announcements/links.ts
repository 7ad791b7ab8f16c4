import { z } from 'zod';
import { readUrl } from '../../reading/index.ts';

/** An announcement carries so many at most: they stand beside each other on every platform. */
export const MAX_LINKS = 5;
/** Characters on a button, on every platform. */
export const MAX_LABEL = 70;
/** Characters of an address: all of them fit into the form that holds them when it is opened again. */
export const MAX_ADDRESS = 500;

/** Of an announcement; no address but of the web. */
export const linksSchema = z
  .array(z.object({ label: z.string().max(MAX_LABEL), url: z.url({ protocol: /^https?$/ }) }))
  .max(MAX_LINKS)
  .readonly();

/** A link as typed; without a label of its own it is called by whoever shows it. */
interface TypedLink {
  readonly label: string | null;
  readonly url: string;
}

export type LinksReading =
  | { readonly ok: true; readonly links: readonly TypedLink[] }
  | {
      readonly ok: false;
      /** noAddress: words that belong to no address. */
      readonly problem: 'address' | 'noAddress' | 'longAddress' | 'longLabel' | 'tooMany';
      /** What it is about, as typed. */
      readonly typed: string;
    };

/** Clearly meant as an address; without one in its line, what reads as one is taken for it. */
const EXPLICIT = /^<?(?:[a-z][a-z0-9+.-]*:\/\/|www\.)/i;
/** What people put between a label and its address, or between two links. */
const BESIDE = /^[\s:;,|=>\u2013\u2014\u2192-]+|(?<![\s:;,|=<\u2013\u2014\u2192-])[\s:;,|=<\u2013\u2014\u2192-]+$/gu;

/**
 * Links as typed, one a line: "S'inscrire : www.exemple.fr/inscription". The label stands before its address, or after it
 * where it is alone in its line; several may share a line, each with its label before it.
 */
export function readLinks(typed: string): LinksReading {
  const links: TypedLink[] = [];
  for (const line of typed.split('\n')) {
    const read = readLine(line);
    if (!read.ok) return read;
    links.push(...read.links);
  }
  return links.length > MAX_LINKS ? { ok: false, problem: 'tooMany', typed } : { ok: true, links };
}

function readLine(line: string): LinksReading {
  // Slack writes an address with spaces in its label as one: <url|the label>.
  const words = line.match(/<[^<>]*>|\S+/g) ?? [];
  const isAddress = words.some((word) => EXPLICIT.test(word))
    ? (word: string) => EXPLICIT.test(word)
    : (word: string) => readUrl(bare(word)).ok;
  const found: { label: string | null; address: string }[] = [];
  let before: string[] = [];
  for (const word of words) {
    if (isAddress(word)) {
      found.push({ label: labelOf(before), address: bare(word) });
      before = [];
    } else before.push(word);
  }
  const after = labelOf(before);
  const [only, ...others] = found;
  if (after !== null) {
    if (!only || others.length > 0 || only.label !== null) return { ok: false, problem: 'noAddress', typed: after };
    only.label = after;
  }
  return checked(found);
}

function checked(found: readonly { readonly label: string | null; readonly address: string }[]): LinksReading {
  const links: TypedLink[] = [];
  for (const { label, address } of found) {
    const read = readUrl(address);
    if (!read.ok) return { ok: false, problem: 'address', typed: address };
    if (read.url.length > MAX_ADDRESS) return { ok: false, problem: 'longAddress', typed: address };
    if (label !== null && label.length > MAX_LABEL) return { ok: false, problem: 'longLabel', typed: label };
    links.push({ label, url: read.url });
  }
  return { ok: true, links };
}

/** Without the sign that parts it from the next one. */
const bare = (word: string) => word.replace(/(?<![;,])[;,]+$/, '');

function labelOf(words: readonly string[]): string | null {
  const label = words.join(' ').replace(BESIDE, '');
  return label === '' ? null : label;
}

/** What a button without a label of its own says: where it leads. */
export function placeOf(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}
