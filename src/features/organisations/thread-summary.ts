import { memberOf } from '../../access/actor/rights.ts';
import { versionOf } from '../../access/operation/version.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import {
  edit,
  followThreads,
  isEditHindered,
  type MessageGoneHandler,
  pinSending,
  send,
  sentAs,
  THREAD_SUMMARY,
  withdrawUnder,
} from '../../delivery/outbox/index.ts';
import type { MarkRenderers } from '../../marks/renderers.ts';
import type { Translator } from '../../texts/translator.ts';
import { threadSummaryMessage } from './messages/thread-summary.ts';
import { threadOf } from './thread.ts';
import { type SummarisedThread, threadSummaryStore } from './thread-summary-store.ts';
import type { ThreadWaits } from './thread-waits.ts';

/** The fewest things that are worth a summary: a single one is what stands there anyway. */
const FEWEST = 2;

const SUMMARY = 'thread-summary:';

/** The most organisations whose threads follow in one transaction. */
const TOGETHER = 20;

/** Keeps the pinned summary of each organisation's thread up to date. `waits` are given once all features are known. */
export function threadSummaryMarks(waits: () => readonly ThreadWaits[]): MarkRenderers {
  return {
    [THREAD_SUMMARY]: {
      most: TOGETHER,
      async render(scope, marked) {
        const organisationIds = marked.map(({ subject }) => subject);
        for (const thread of await threadSummaryStore(scope).lock(organisationIds)) {
          await follow(scope, thread, waits());
        }
      },
    },
  };
}

async function follow(scope: RegionScope, thread: SummarisedThread, waits: readonly ThreadWaits[]): Promise<void> {
  const { organisationId, platform, summary } = thread;
  const t = regionWords(scope.region);
  const lines: string[] = [];
  for (const waiting of waits) lines.push(...(await waiting(scope, { organisationId, platform, t })));
  const says = versionOf(lines);
  const state = summary && (await stateOf(scope, summary.key));
  // The platform would refuse the same words again: it is tried again once there are others.
  if (state !== 'stuck' && says === summary?.says) return;
  if (summary !== null && state === 'follows') {
    await edit(scope, summary.key, threadSummaryMessage(t, lines));
    return threadSummaryStore(scope).keep(thread.id, { key: summary.key, says });
  }
  if (summary !== null) await remove(scope, thread, summary.key);
  else if (lines.length < FEWEST) return;
  await post(scope, thread, { lines, says, t });
}

/**
 * Returns how a summary is: it is there or on its way and 'follows' what is stated; it was 'refused' itself; or it is
 * 'stuck' at what it says, because Discord lets old messages be edited rarely.
 */
async function stateOf(scope: RegionScope, key: string): Promise<'follows' | 'refused' | 'stuck'> {
  const sent = (await sentAs(scope, [key])).at(0);
  if (sent?.status === 'REFUSED' || sent?.status === 'UNKNOWN') return 'refused';
  return sent === undefined || (await isEditHindered(scope, key)) ? 'stuck' : 'follows';
}

/** Takes a summary away. It is unpinned first, because its deletion may have to wait too. */
async function remove(scope: RegionScope, { platform, channel }: SummarisedThread, key: string): Promise<void> {
  await pinSending(scope, key, { kind: 'channel', platform, channel }, false);
  await withdrawUnder(scope, key);
}

async function post(
  scope: RegionScope,
  { id, organisationId, platform, channel }: SummarisedThread,
  { lines, says, t }: { readonly lines: readonly string[]; readonly says: string; readonly t: Translator },
): Promise<void> {
  const key = `${SUMMARY}${organisationId}:${crypto.randomUUID()}`;
  await send(scope, {
    key,
    target: await threadOf(scope, { platform, organisation: organisationId }, null),
    message: threadSummaryMessage(t, lines),
    readAs: [memberOf(organisationId)],
    // It mentions nobody, and says only what stands in that conversation already.
    consent: { asked: 'conversation' },
  });
  await pinSending(scope, key, { kind: 'channel', platform, channel }, true);
  await threadSummaryStore(scope).keep(id, { key, says });
}

/** Has all summaries follow, when something changes that waits in many threads at once. */
export async function followAllSummaries(scope: RegionScope): Promise<void> {
  followThreads(scope, await threadSummaryStore(scope).summarised());
}

/** Has a summary that somebody deleted made anew. */
export const summaryGone: MessageGoneHandler = async (scope, key) => {
  if (!key.startsWith(SUMMARY)) return;
  const organisationId = await threadSummaryStore(scope).forget(key);
  if (organisationId !== null) followThreads(scope, [organisationId]);
};
