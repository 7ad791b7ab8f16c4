import { z } from 'zod';
import { readUrl } from '../../reading/index.ts';
import type { Wording } from './announcement.ts';

/** The most links an announcement has: they stand in one row on every platform. */
export const MAX_LINKS = 5;
/** The most characters a button's label has on every platform. */
export const MAX_LABEL = 70;
/** The most characters an address has, so that all links still fit into the form when it is opened again. */
export const MAX_ADDRESS = 500;

/** The links of an announcement. Only web addresses are allowed. */
export const linksSchema = z
  .array(z.object({ label: z.string().max(MAX_LABEL), url: z.url({ protocol: /^https?$/ }) }))
  .max(MAX_LINKS)
  .readonly();

/** Returns links as rows store them, without whatever else an object may hold. */
export const linkRows = (links: Wording['links']) => links.map(({ label, url }) => ({ label, url }));

/** A link as typed. Without a label, whoever shows it picks one. */
interface TypedLink {
  readonly label: string | null;
  readonly url: string;
}

export type LinksReading =
  | { readonly ok: true; readonly links: readonly TypedLink[] }
  | {
      readonly ok: false;
      /** `noAddress` means that some words belong to no address. */
      readonly problem: 'address' | 'noAddress' | 'longAddress' | 'longLabel' | 'tooMany';
      /** The part that couldn't be read, as typed. */
      readonly typed: string;
    };

/** Matches what is clearly meant as an address. In a line without one, anything that reads as an address counts. */
const EXPLICIT = /^<?(?:[a-z][a-z0-9+.-]*:\/\/|www\.)/i;
/** Separators that people type between a label and its address, or between two links. */
const BESIDE = /^[\s:;,|=>\u2013\u2014\u2192-]+|(?<![\s:;,|=<\u2013\u2014\u2192-])[\s:;,|=<\u2013\u2014\u2192-]+$/gu;

/**
 * Reads links, one a line: "S'inscrire : www.exemple.fr/inscription". The label stands before its address, or after
 * it where the address is alone on its line; several links may share a line, each with its label before it.
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
  // Slack writes an address whose label has spaces as one token: <url|the label>.
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
    if (read.value.length > MAX_ADDRESS) return { ok: false, problem: 'longAddress', typed: address };
    if (label !== null && label.length > MAX_LABEL) return { ok: false, problem: 'longLabel', typed: label };
    links.push({ label, url: read.value });
  }
  return { ok: true, links };
}

/** Removes the separator that follows an address. */
const bare = (word: string) => word.replace(/(?<![;,])[;,]+$/, '');

function labelOf(words: readonly string[]): string | null {
  const label = words.join(' ').replace(BESIDE, '');
  return label === '' ? null : label;
}

/** Returns the label of a button that has none of its own: where its link leads. */
export function linkDestination(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}
