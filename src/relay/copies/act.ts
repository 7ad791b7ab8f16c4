import type { PlatformName } from '../../chat/place.ts';
import { DeliveryError, type DeliveryFailure, type Platform } from '../../chat/platform.ts';
import type { RefusalReason } from '../../chat/refusal.ts';
import type { Copy, CopyPart, CopyPlace, PartRef, Relaying } from '../../chat/relaying.ts';
import type { Translator } from '../../texts/translator.ts';
import type { MessageState } from '../state.ts';
import type { Composed, Composition } from './compose.ts';
import { describedFiles, type FetchedFiles, fetchedFiles } from './copy-files.ts';
import { type CopyOutcome, type DueCopy, type StandingPart, TAKEN_AWAY } from './copy-store.ts';
import type { FileMemory, FilesOfCopy } from './file-memory.ts';
import { changeable, changesOf, nextPosition, type PartChange, partsBegun, placeOfNext } from './positions.ts';
import { threadTitle, wordCopy } from './render.ts';

/** From so many milliseconds after it was said on, a copy tells when that was. */
const LATE_MS = 2 * 60_000;

/** The refusals that concern a channel, whatever is posted there. */
export const CHANNEL_REFUSALS: ReadonlySet<RefusalReason> = new Set([
  'not-in-channel',
  'no-permission',
  'channel-gone',
  'channel-archived',
]);

/** Those that somebody may end, by which nothing can be deleted in the channel meanwhile. */
const TEMPORARY_REFUSALS: ReadonlySet<RefusalReason> = new Set(['not-in-channel', 'channel-archived']);

export interface ActOptions {
  readonly relaying: Relaying;
  readonly platform: PlatformName;
  /** The channel that the copies stand in, by the platform's id. */
  readonly channel: string;
  readonly t: Translator;
  /** Milliseconds since 1970, by the clock of the platforms. */
  readonly now: () => number;
  /** The platform a message was said on; null when this process isn't connected to it. */
  readonly from: (platform: string) => Platform | null;
  readonly memory: FileMemory;
  /** Notes how many parts a copy has once all of them are posted that are begun now, and which ones can't be changed. */
  readonly noteBegun: (copy: DueCopy, parts: number, frozen: readonly number[]) => Promise<void>;
}

/** How a copy stands after it was worked on, and what kept it from being as it is to be. */
export interface Acted {
  readonly outcome: CopyOutcome;
  /** Null when it stands as it is to stand, or never will. */
  readonly failure: DeliveryFailure | null;
}

/** The changes of a copy, noted as they happen, so that none of them is lost when the rest fails. */
interface Progress {
  readonly added: StandingPart[];
  readonly removed: number[];
  readonly frozen: number[];
  late: boolean;
  pinned: boolean;
}

/** Makes a copy stand as it is to stand: posts, changes or deletes what it became. */
export async function act(copy: DueCopy, composition: Composition, options: ActOptions): Promise<Acted> {
  const progress: Progress = { added: [], removed: [], frozen: [], late: copy.late, pinned: copy.pinned };
  const { state, isShown } = copy.message;
  // Some of its parts may stand yet.
  if (copy.reason === TAKEN_AWAY) return takenAway(await takeBack(copy, progress, options));
  if (!isShown) return takeBack(copy, progress, options);
  if (state === null) return done(copy, progress, 'REFUSED', 'other');
  const known = options.memory.of(copy);
  try {
    const composed = composition.of({ ...copy.message, state });
    await show(copy, composed, state, { progress, composition, known, options });
    return done(copy, progress, 'POSTED', null);
  } catch (error) {
    if (error instanceof CopyTakenAway) return takenAway(await takeBack(copy, progress, options));
    if (!(error instanceof DeliveryError)) throw error;
    return failed(copy, progress, error.failure);
  } finally {
    known.giveBack();
  }
}

function takenAway({ outcome, failure }: Acted): Acted {
  return { outcome: { ...outcome, reason: TAKEN_AWAY }, failure };
}

/** Returns whether a message was said so long ago that a copy posted now tells when. */
export function wasSaidLongAgo(
  { saidAt }: Pick<DueCopy['message'], 'saidAt'>,
  { now }: Pick<ActOptions, 'now'>,
): boolean {
  return now() - saidAt.getTime() > LATE_MS;
}

/** Somebody has deleted a part of the copy: its other parts go too. */
class CopyTakenAway extends Error {}

interface Showing {
  readonly progress: Progress;
  readonly composition: Composition;
  /** Its files: memory is held for them from when they are fetched until they are posted. */
  readonly known: FilesOfCopy;
  readonly options: ActOptions;
}

async function show(copy: DueCopy, composed: Composed, state: MessageState, showing: Showing): Promise<void> {
  const { progress, options } = showing;
  const { relaying, channel } = options;
  const standing = changeable(copy);
  const frozen = copy.parts.find((part) => part.frozen) ?? null;
  if (copy.parts.length === 0) progress.late = wasSaidLongAgo(copy.message, options);
  const render = (given: FetchedFiles, corrects: PartRef | null) =>
    relaying.parts(rendered(copy, composed, given, progress.late, corrects, options));
  const missingOf = (parts: readonly CopyPart[]) => parts.slice(changesOf(standing, parts, relaying).length);
  const files = await filesFor(copy, state, (given) => missingOf(render(given, frozen)), showing);
  const parts = render(files, frozen);
  const changes = changesOf(standing, parts, relaying);
  const place = placeOfNext(copy, composed.place);
  try {
    if (copy.shown > 0 || copy.message.version > 1) await change(changes, files, showing);
  } catch (error) {
    if (!isRefused(error, 'not-editable')) throw error;
    // It stays as it is, and a correction follows, which can be changed in its turn.
    progress.frozen.push(...standing.map(({ position }) => position));
    const correct = (given: FetchedFiles) => render(given, standing[0] ?? null);
    const again = await filesFor(copy, state, correct, showing);
    return post(copy, correct(again), { after: 0, place, files: again }, showing);
  }
  const kept = new Set(changes.map(({ ref }) => ref));
  for (const part of standing.filter((one) => !kept.has(one))) {
    await relaying.delete(channel, part);
    progress.removed.push(part.position);
  }
  await post(copy, parts, { after: changes.length, place, files }, showing);
  await pin(copy, state, standing[0] ?? progress.added[0] ?? null, showing);
  await entitle(copy, composed, state, standing[0] ?? null, options);
}

export function rendered(
  { message, parts }: DueCopy,
  { content }: Composed,
  { files, leftOut }: FetchedFiles,
  late: boolean,
  corrects: PartRef | null,
  { relaying, channel, t }: ActOptions,
): Copy {
  const link = corrects === null ? null : relaying.link({ channel, thread: corrects.thread }, corrects.id);
  // What stands in its thread stays there, whatever becomes of the thread's first message.
  const outsideItsThread = parts.some(({ thread }) => thread !== null) ? null : content.outsideItsThread;
  return wordCopy(t, {
    ...content,
    outsideItsThread,
    files,
    leftOut,
    late: late ? message.saidAt : null,
    corrects: link,
  });
}

/** Returns the files as they are to be copied, with their bytes where one of them is still to be posted. */
async function filesFor(
  { message }: DueCopy,
  { files }: MessageState,
  toPost: (described: FetchedFiles) => readonly CopyPart[],
  { known, options: { relaying, channel, from } }: Showing,
): Promise<FetchedFiles> {
  const limit = relaying.fileLimit(channel);
  const described = describedFiles(files, limit, known);
  // Most messages hold none, and wording them once is enough.
  if (described.files.length === 0) return described;
  const holdsFiles = toPost(described).some((part) => part.files.length > 0);
  const platform = holdsFiles ? from(message.platform) : null;
  return platform === null ? described : fetchedFiles(files, limit, known, platform);
}

async function change(
  changes: readonly PartChange[],
  { files }: FetchedFiles,
  { options: { relaying, channel } }: Showing,
): Promise<void> {
  for (const { ref, part } of changes) {
    try {
      await relaying.edit(channel, ref, part, files);
    } catch (error) {
      if (isRefused(error, 'message-gone')) throw new CopyTakenAway();
      throw error;
    }
  }
}

interface ToPost {
  /** How many parts stand already. */
  readonly after: number;
  readonly place: CopyPlace;
  readonly files: FetchedFiles;
}

async function post(
  copy: DueCopy,
  parts: readonly CopyPart[],
  { after, place, files }: ToPost,
  { progress, composition, options }: Showing,
): Promise<void> {
  const missing = parts.slice(after);
  const all = nextPosition(copy) + missing.length;
  if (all !== partsBegun(copy) || progress.frozen.length > 0) await options.noteBegun(copy, all, progress.frozen);
  for (const part of missing) {
    const position = nextPosition(copy, progress.added);
    const ref = await postIn(place, part, files, `${copy.id}:${position}`, options);
    progress.added.push({ ...ref, position, frozen: false });
    if (copy.parts.length === 0 && progress.added.length === 1) composition.posted(copy.message.id, ref);
  }
}

/** Posts a part in its thread; where that is gone, in the channel itself. */
async function postIn(
  place: CopyPlace,
  part: CopyPart,
  { files }: FetchedFiles,
  key: string,
  { relaying }: ActOptions,
): Promise<PartRef> {
  try {
    return await relaying.post(place, part, files, key);
  } catch (error) {
    if (place.below === null || !isRefused(error, 'message-gone')) throw error;
    return relaying.post({ channel: place.channel, below: null }, part, files, key);
  }
}

async function pin(
  copy: DueCopy,
  { pinned }: MessageState,
  first: PartRef | null,
  { progress, options: { relaying, channel } }: Showing,
): Promise<void> {
  if (first === null || pinned === copy.pinned) return;
  await unlessRefused(relaying.pin(channel, first, pinned));
  progress.pinned = pinned;
}

async function entitle(
  { message, shown }: DueCopy,
  { content }: Composed,
  state: MessageState,
  first: PartRef | null,
  { relaying, t }: ActOptions,
): Promise<void> {
  if (message.kind !== 'THREAD' || first === null || shown === 0) return;
  await unlessRefused(
    relaying.entitle(first.id, threadTitle(t, { author: content.author, content: state.content }), null),
  );
}

/** Resolves also when the platform refuses: the copy itself stands, so the rest is left as it is. */
async function unlessRefused(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') throw error;
  }
}

async function takeBack(copy: DueCopy, progress: Progress, { relaying, channel }: ActOptions): Promise<Acted> {
  let reason: string | null = null;
  try {
    for (const part of [...copy.parts, ...progress.added]) {
      try {
        await relaying.delete(channel, part);
        progress.removed.push(part.position);
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.failure.kind !== 'refused') throw error;
        if (TEMPORARY_REFUSALS.has(error.failure.reason)) throw error;
        // It still stands, which is told where people look.
        reason = error.failure.reason;
      }
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const stands = copy.parts.length + progress.added.length > progress.removed.length;
    // It can be deleted again whatever became of the request, so that nothing has to be looked for.
    return { outcome: outcomeOf(copy, progress, stands ? 'POSTED' : 'WAITING', null, null), failure: error.failure };
  }
  return done(copy, progress, reason === null ? 'GONE' : 'POSTED', reason);
}

function done(copy: DueCopy, progress: Progress, status: CopyOutcome['status'], reason: string | null): Acted {
  return { outcome: outcomeOf(copy, progress, status, reason, copy.message.version), failure: null };
}

function failed(copy: DueCopy, progress: Progress, failure: DeliveryFailure): Acted {
  const { version } = copy.message;
  if (failure.kind === 'refused' && !CHANNEL_REFUSALS.has(failure.reason)) {
    return { outcome: outcomeOf(copy, progress, 'REFUSED', failure.reason, version), failure: null };
  }
  const stands = copy.parts.length > 0 && copy.shown > 0;
  // A change, too, may have posted another part.
  const status = failure.kind === 'ambiguous' ? 'POSTING' : stands ? 'POSTED' : 'WAITING';
  return { outcome: outcomeOf(copy, progress, status, copy.reason, null), failure };
}

function outcomeOf(
  { id: copyId, regionId, turn }: DueCopy,
  progress: Progress,
  status: CopyOutcome['status'],
  reason: string | null,
  shown: number | null,
): CopyOutcome {
  return { copyId, regionId, turn, status, shown, reason, ...progress };
}

function isRefused(error: unknown, reason: RefusalReason): boolean {
  return error instanceof DeliveryError && error.failure.kind === 'refused' && error.failure.reason === reason;
}
