import { byTime } from '../../src/chat/order.ts';
import type { Intended } from './intended.ts';
import type { Stored } from './stored.ts';

export interface Verdict {
  /** Intended and not stored, or without its change or file. */
  readonly lost: readonly string[];
  /** Stored more than once, or with its file more than once. */
  readonly doubled: readonly string[];
  /** Stored after what should have followed it in its conversation. */
  readonly disordered: readonly string[];
}

const NUMBER = /^n° \d{5}/;

/** Judges by what the platforms stored, not by what a bot believes. What is meant to be refused can't be lost. */
export function judge(intended: readonly Intended[], stored: readonly Stored[]): Verdict {
  const byNumber = grouped(stored, ({ text }) => NUMBER.exec(text)?.slice(0, 1) ?? []);
  const byFile = grouped(stored, ({ files }) => files);
  const lost: string[] = [];
  const doubled: string[] = [];
  const disordered: string[] = [];
  const last = new Map<string, string>();
  for (const { key, platform, text, file, refused, conversation } of intended) {
    const found = byNumber.get(`${platform} ${NUMBER.exec(text)?.[0]}`) ?? [];
    const [first] = found;
    const files = file === null ? null : (byFile.get(`${platform} ${file}`)?.length ?? 0);
    const stands = found.some((one) => one.text.startsWith(text));
    if (refused === null && (!stands || files === 0)) lost.push(key);
    if (found.length > 1 || (files ?? 0) > 1) doubled.push(key);
    if (!first) continue;
    const before = last.get(conversation);
    if (before !== undefined && byTime(first.id, before) < 0) disordered.push(key);
    else last.set(conversation, first.id);
  }
  return { lost, doubled, disordered };
}

function grouped(stored: readonly Stored[], names: (one: Stored) => readonly string[]): ReadonlyMap<string, Stored[]> {
  const groups = new Map<string, Stored[]>();
  for (const one of stored) {
    for (const name of names(one)) {
      const group = `${one.platform} ${name}`;
      groups.set(group, [...(groups.get(group) ?? []), one]);
    }
  }
  return groups;
}
