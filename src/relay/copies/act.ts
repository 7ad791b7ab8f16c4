import type { PlatformName } from '../../chat/place.ts';
import { DeliveryError, type DeliveryFailure, type Platform } from '../../chat/platform.ts';
import type { CopyPart, CopyPlace, PartRef, Relaying } from '../../chat/relaying.ts';
import type { Translator } from '../../texts/translator.ts';
import type { MessageState } from '../state.ts';
import type { Composed, Composition } from './compose.ts';
import { describedFiles, type FetchedFiles, fetchedFiles } from './copy-files.ts';
import { type CopyOutcome, type DueCopy, type StandingPart, TAKEN_AWAY } from './copy-store.ts';
import type { FileMemory, FilesOfCopy } from './file-memory.ts';
import { changeable, changesOf, nextPosition, type PartChange, partsBegun, placeOfNext } from './positions.ts';
import { FilesRefused, isRefused, mayBeTheFiles, refusalForGood, refusesChannel } from './refusals.ts';
import { threadTitle } from './render.ts';
import { correctedBy, rendered, wasSaidLongAgo } from './rendered.ts';

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
    await showWhatIsTaken(copy, composed, state, { progress, composition, again: false, known, options });
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

/** Somebody has deleted a part of the copy: its other parts go too. */
class CopyTakenAway extends Error {}

interface Showing {
  readonly progress: Progress;
  readonly composition: Composition;
  /** Whether some of its parts were posted just now, and are to be changed at once. */
  readonly again: boolean;
  /** Its files: memory is held for them from when they are fetched until they are posted. */
  readonly known: FilesOfCopy;
  readonly options: ActOptions;
}

/** Shows a copy; files that the platform refuses are left out, and links to them stand in its text instead. */
async function showWhatIsTaken(
  copy: DueCopy,
  composed: Composed,
  state: MessageState,
  showing: Showing,
): Promise<void> {
  const { progress, known } = showing;
  for (let shown = copy; ; shown = asItStands(copy, progress)) {
    try {
      return await show(shown, composed, state, { ...showing, again: shown !== copy });
    } catch (error) {
      if (!(error instanceof FilesRefused)) throw error;
      for (const id of error.fileIds) known.leaveOut(id, 'refused');
    }
  }
}

/** Returns a copy with the parts that stand by now: those that were just posted are changed as well, to name what was left out. */
function asItStands(copy: DueCopy, { added, removed, frozen }: Progress): DueCopy {
  const parts = [...copy.parts, ...added]
    .filter(({ position }) => !removed.includes(position))
    .map((part) => ({ ...part, frozen: part.frozen || frozen.includes(part.position) }));
  return { ...copy, parts, begunParts: null };
}

async function show(copy: DueCopy, composed: Composed, state: MessageState, showing: Showing): Promise<void> {
  const { progress, options } = showing;
  const { relaying, channel } = options;
  const standing = changeable(copy);
  const corrected = correctedBy(copy);
  if (copy.parts.length === 0) progress.late = wasSaidLongAgo(copy.message, options);
  const render = (given: FetchedFiles, corrects: PartRef | null) =>
    relaying.parts(rendered(copy, composed, given, progress.late, corrects, options));
  const missingOf = (parts: readonly CopyPart[]) => parts.slice(changesOf(standing, parts, relaying).length);
  const files = await filesFor(copy, state, (given) => missingOf(render(given, corrected)), showing);
  const parts = render(files, corrected);
  const changes = changesOf(standing, parts, relaying);
  const place = placeOfNext(copy, composed.place);
  try {
    if (showing.again || copy.shown > 0 || copy.message.version > 1) await change(changes, files, showing);
  } catch (error) {
    if (!isRefused(error, 'not-editable')) throw error;
    if (copy.message.saidVersion <= copy.shown) return pin(copy, state, showing);
    await correct(copy, composed, state, showing);
    // What stands instead isn't pinned yet.
    return pin(copy.message.reworded ? { ...copy, pinned: false } : copy, state, showing);
  }
  const kept = new Set(changes.map(({ ref }) => ref));
  for (const part of standing.filter((one) => !kept.has(one))) {
    await relaying.delete(channel, part);
    progress.removed.push(part.position);
  }
  const gone = await takeFormerAway(copy, ({ frozen }) => frozen, options);
  await post(copy, parts, { after: changes.length, place, files }, showing);
  progress.removed.push(...gone);
  await pin(copy, state, showing);
  await entitle(copy, composed, state, standing[0] ?? null, options);
}

/**
 * Leaves what can't be changed any more as it is, and posts a correction, which can be changed in its turn; where somebody was taken out of
 * it, it goes, and is posted anew. Only what is said otherwise is corrected: how people reacted, say, is no reason to say everything once more.
 */
async function correct(copy: DueCopy, composed: Composed, state: MessageState, showing: Showing): Promise<void> {
  const { progress, options } = showing;
  const standing = changeable(copy);
  progress.frozen.push(...standing.map(({ position }) => position));
  const { reworded } = copy.message;
  if (reworded) progress.late ||= wasSaidLongAgo(copy.message, options);
  const corrects = reworded ? null : (standing[0] ?? null);
  const corrected = (given: FetchedFiles) =>
    options.relaying.parts(rendered(copy, composed, given, progress.late, corrects, options));
  const files = await filesFor(copy, state, corrected, showing);
  const parts = corrected(files);
  // If the process is killed after the first is deleted, it isn't taken for one that somebody else deleted.
  if (reworded) await options.noteBegun(copy, nextPosition(copy) + parts.length, progress.frozen);
  const gone = await takeFormerAway(copy, () => true, options);
  await post(copy, parts, { after: 0, place: placeOfNext(copy, composed.place), files }, showing);
  progress.removed.push(...gone);
}

/**
 * Deletes parts that can't be changed, of a message that somebody was taken out of: they would go on naming them. What the platform
 * doesn't let be deleted stays. Returns the positions of those that are gone.
 */
async function takeFormerAway(
  { message, parts }: DueCopy,
  isFormer: (part: StandingPart) => boolean,
  { relaying, channel }: ActOptions,
): Promise<readonly number[]> {
  const gone: number[] = [];
  for (const part of message.reworded ? parts.filter(isFormer) : []) {
    try {
      await relaying.delete(channel, part);
      gone.push(part.position);
    } catch (error) {
      if (refusalForGood(error) === null) throw error;
    }
  }
  return gone;
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
    const ref = await postIn(place, part, files, `${copy.id}:${position}`, options).catch((error: unknown) => {
      throw part.files.length > 0 && mayBeTheFiles(error)
        ? new FilesRefused(idsOf(part, copy, files), { cause: error })
        : error;
    });
    progress.added.push({ ...ref, position, frozen: false });
    if (copy.parts.length === 0 && progress.added.length === 1) composition.posted(copy.message.id, ref);
  }
}

/** Returns the ids of the files that a part holds: those of its message, without what is left out. */
function idsOf({ files }: CopyPart, { message: { state } }: DueCopy, { leftOut }: FetchedFiles): readonly string[] {
  const left = new Set(leftOut.map(({ file }) => file.id));
  const copied = (state?.files ?? []).filter(({ id }) => !left.has(id));
  return files.flatMap((index) => copied[index]?.id ?? []);
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

/** Pins what stands first of a copy: it was pinned by that also when it has been corrected since. */
async function pin(
  copy: DueCopy,
  { pinned }: MessageState,
  { progress, options: { relaying, channel } }: Showing,
): Promise<void> {
  const first = [...copy.parts, ...progress.added].find(({ position }) => !progress.removed.includes(position));
  if (!first || pinned === copy.pinned) return;
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
async function unlessRefused(work: Promise<unknown>): Promise<void> {
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
        // It still stands, which is told where people look.
        reason = refusalForGood(error);
        if (reason === null) throw error;
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
  if (failure.kind === 'refused' && !refusesChannel(failure.reason)) {
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
  const frozen = progress.frozen.filter((position) => !progress.removed.includes(position));
  return { copyId, regionId, turn, status, shown, reason, ...progress, frozen };
}
