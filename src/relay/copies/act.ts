import type { PlatformName } from '../../chat/place.ts';
import { DeliveryError, type DeliveryFailure, type Platform } from '../../chat/platform.ts';
import type { CopyPart, CopyPlace, PartRef, Relaying } from '../../chat/relaying.ts';
import type { Translator } from '../../texts/translator.ts';
import type { MessageState } from '../state.ts';
import type { Composed, Composition } from './compose.ts';
import { describedFiles, type FetchedFiles, fetchedFiles, idsOfFiles } from './copy-files.ts';
import { type CopyOutcome, type DueCopy, type StandingPart, TAKEN_AWAY } from './copy-store.ts';
import type { FileMemory, FilesOfCopy } from './file-memory.ts';
import { changeable, changesOf, nextPosition, type PartChange, partsBegun, placeOfNext } from './positions.ts';
import { FilesRefused, isRefused, mayBeTheFiles, refusalForGood, refusesChannel, unlessRefused } from './refusals.ts';
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
  /** The platform on which a message was said; null when this process isn't connected to it. */
  readonly from: (platform: string) => Platform | null;
  readonly memory: FileMemory;
  /** Notes how many parts a copy will have once those begun now are posted, and which can't be changed. */
  readonly noteBegun: (copy: DueCopy, parts: number, frozen: readonly number[]) => Promise<void>;
}

/** The state of a copy after work on it, and the failure that kept it from being as it should be. */
export interface Acted {
  readonly outcome: CopyOutcome;
  /** Null when the copy is as it should be, or never can be. */
  readonly failure: DeliveryFailure | null;
}

/** The changes of a copy, noted as they happen so that none is lost when a later one fails. */
interface Progress {
  readonly added: StandingPart[];
  readonly removed: number[];
  readonly frozen: number[];
  late: boolean;
  pinned: boolean;
}

/** Brings a copy to the state it should have: posts, changes or deletes its parts. */
export async function act(copy: DueCopy, composition: Composition, options: ActOptions): Promise<Acted> {
  const progress = nothingDone(copy);
  const { state, isShown } = copy.message;
  // Some of its parts may still stand.
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

/** Deletes the parts of a copy that stand, and posts no more of it. */
export function withdraw(copy: DueCopy, options: ActOptions): Promise<Acted> {
  return takeBack(copy, nothingDone(copy), options);
}

function nothingDone({ late, pinned }: DueCopy): Progress {
  return { added: [], removed: [], frozen: [], late, pinned };
}

function takenAway({ outcome, failure }: Acted): Acted {
  return { outcome: { ...outcome, reason: TAKEN_AWAY }, failure };
}

/** Thrown when somebody has deleted a part of the copy: its other parts are then deleted too. */
class CopyTakenAway extends Error {}

interface Showing {
  readonly progress: Progress;
  readonly composition: Composition;
  /** Whether some of its parts were posted just now and have to be changed at once. */
  readonly again: boolean;
  /** Its files, for which memory is held from their fetching to their posting. */
  readonly known: FilesOfCopy;
  readonly options: ActOptions;
}

/** Shows a copy. Files that the platform refuses are left out, and its text links to them instead. */
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

/** Returns a copy with the parts that stand now; those just posted are changed too, to name what was left out. */
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
    // The new parts aren't pinned yet.
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
 * Posts a correction below what can't be changed any more. Where somebody was taken out of the message, the copy is
 * deleted and posted anew. Only changed words or files are corrected: a new reaction is no reason to repeat everything.
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
  // If the process is killed after deleting the first part, nobody else must be taken to have deleted it.
  if (reworded) await options.noteBegun(copy, nextPosition(copy) + parts.length, progress.frozen);
  const gone = await takeFormerAway(copy, () => true, options);
  await post(copy, parts, { after: 0, place: placeOfNext(copy, composed.place), files }, showing);
  progress.removed.push(...gone);
}

/**
 * Deletes unchangeable parts of a message that somebody was taken out of: they would go on naming them. Parts that the
 * platform keeps stay. Returns the positions of those that are gone.
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

/** Returns the files as they should be copied, with their bytes where one of them still has to be posted. */
async function filesFor(
  { message }: DueCopy,
  { files }: MessageState,
  toPost: (described: FetchedFiles) => readonly CopyPart[],
  { known, options: { relaying, channel, from } }: Showing,
): Promise<FetchedFiles> {
  const limit = relaying.fileLimit(channel);
  const described = describedFiles(files, limit, known);
  // Most messages hold none, and then they need to be worded only once.
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
  /** The number of parts that stand already. */
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
        ? new FilesRefused(idsOfFiles(part, copy.message.state, files), { cause: error })
        : error;
    });
    progress.added.push({ ...ref, position, frozen: false });
    if (copy.parts.length === 0 && progress.added.length === 1) composition.posted(copy.message.id, ref);
  }
}

/** Posts a part in its thread, or in the channel itself where that thread is gone. */
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

/** Pins the first part of a copy. It is also the pinned one once the copy has been corrected. */
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

async function takeBack(copy: DueCopy, progress: Progress, { relaying, channel }: ActOptions): Promise<Acted> {
  let reason: string | null = null;
  try {
    for (const [index, part] of [...copy.parts, ...progress.added].entries()) {
      try {
        await relaying.delete(channel, part);
        progress.removed.push(part.position);
        // The first one bears the pin, which goes with it.
        if (index === 0) progress.pinned = false;
      } catch (error) {
        // It still stands, and the channel's status says so.
        reason = refusalForGood(error);
        if (reason === null) throw error;
      }
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const stands = copy.parts.length + progress.added.length > progress.removed.length;
    // Deleting again does no harm, whatever became of the request, so nothing has to be looked for.
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
  // A change may have posted another part, too.
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
