import type { Database } from '../../database/database.ts';
import { forgetContents } from '../forget-store.ts';
import type { Handing } from './handing.ts';
import { type MessageRow, storeMessages } from './intake-store.ts';
import type { Rewritten } from './rewritten-store.ts';

export interface StoringOptions {
  readonly database: Database;
  /** Called before messages are stored. Returns which lanes take copies of them at once. */
  readonly handOver: (rows: readonly MessageRow[]) => Handing;
  /** Called once copies are due in these channels, given by their rows. */
  readonly due: (channelIds: readonly string[]) => void;
  /** Called once messages with a changed beginning are stored. */
  readonly rewritten: (messages: readonly Rewritten[]) => void;
}

/** Stores messages as they are now. Returns the outcome for each, in their order. */
export type StoreAll = (rows: readonly MessageRow[]) => Promise<readonly PromiseSettledResult<void>[]>;

/** @param showNames gives each row the name that is shown of its author */
export function createStoring(
  { database, handOver, due, rewritten }: StoringOptions,
  showNames: (rows: readonly MessageRow[]) => Promise<readonly MessageRow[]>,
): StoreAll {
  async function storePart(rows: readonly MessageRow[]): Promise<void> {
    const channels = await storeAndHandOver(rows);
    if (rows.some(({ withheld }) => withheld === 'DELETED')) await forgetContents(database);
    if (channels.length > 0) due(channels);
  }

  /** Returns the channels in which a copy is due that no lane was handed. */
  async function storeAndHandOver(rows: readonly MessageRow[]): Promise<readonly string[]> {
    const handing = handOver(rows);
    try {
      const { due: rest, claimed, rewritten: changed } = await storeMessages(database, rows, handing.channelIds);
      handing.done(claimed);
      rewritten(changed);
      return rest;
    } catch (error) {
      handing.failed();
      throw error;
    }
  }

  return async (rows) => {
    try {
      for (const part of withoutRepetition(await showNames(rows))) await storePart(part);
      return rows.map(() => ({ status: 'fulfilled', value: undefined }));
    } catch (reason) {
      if (rows.length === 1) return [{ status: 'rejected', reason }];
      // A message that can't be stored keeps out none of those that came with it.
      const outcomes: PromiseSettledResult<void>[] = [];
      for (const row of rows) outcomes.push(...(await Promise.allSettled([showNames([row]).then(storePart)])));
      return outcomes;
    }
  };
}

/** Splits rows into parts in which no message stands twice, in their order. */
function* withoutRepetition(rows: readonly MessageRow[]): Generator<readonly MessageRow[]> {
  let part = new Map<string, MessageRow>();
  for (const row of rows) {
    const name = `${row.channelId} ${row.sourceId}`;
    if (part.has(name)) {
      yield [...part.values()];
      part = new Map();
    }
    part.set(name, row);
  }
  if (part.size > 0) yield [...part.values()];
}
