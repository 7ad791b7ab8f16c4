import { directory } from '../../access/contacts/directory-store.ts';
import { writeJournal } from '../../access/journal/journal-store.ts';
import { writtenSmall } from '../../access/personal/meant.ts';
import { type Scrub, scrubFor } from '../../access/personal/scrub.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import {
  eraseMessages,
  findPlaces,
  forgetMessages,
  messagesLeft,
  renameKeys,
  tellPerson,
} from '../../delivery/outbox/index.ts';
import {
  askToReadBack,
  callingNobody,
  callingThem,
  clearFromCut,
  closeUntil,
  countToForget,
  disown,
  forgetAuthor,
  leftToRead,
  remindToRead,
  rewordMessages,
  saidUntil,
} from '../../relay/erase-store.ts';
import { relayPeopleStore } from '../../relay/people-store.ts';
import { takeTitlesBack } from '../../relay/titles-store.ts';
import { reschedule } from '../../schedule/due.ts';
import type { LongestPauses } from '../../schedule/handlers.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { accountNamed, type Doing, ERASURE, platformsOf } from './erasure.ts';
import { erasureMarks } from './erasure-marks-store.ts';
import { erasureStore } from './erasure-store.ts';
import { exportStore } from './export-store.ts';
import { countHomesLeft, listHomes } from './homes-store.ts';
import { documentsGone } from './messages/data.ts';
import { EXPORT_OVER } from './rules.ts';
import { searchedTables, searchTable, withdrawPublished } from './search-store.ts';
import { seekingToo } from './sought-names.ts';

/** The rows looked at in one statement, and the statements in one transaction: more would hold others up. */
const STEP = 500;
const STEPS = 8;
/**
 * The most rounds. One more after a round without findings is enough; these many serve where a replacement is itself
 * something that is looked for.
 */
const MOST_ROUNDS = 6;
/**
 * The milliseconds after which it is first checked whether the platforms have done their part, and the most between two
 * checks.
 */
const SOON_MS = 10_000;
const SELDOM_MS = 5 * 60_000;

/** The longest pause of an erasure. */
export const erasurePauses: LongestPauses = { [ERASURE]: SELDOM_MS };

/** Takes erased people out of others' rows and messages, step by step, until nothing is left. */
export const erasureJobs: DueHandlers = {
  async [ERASURE](scope, id) {
    const store = erasureStore(scope);
    const found = await store.byId(id);
    if (!found?.doing) return;
    let doing = await noted(scope, id, found.startedAt, found.doing);
    if (doing.phase === 'waiting' && !doing.searched) {
      doing = await lookAgain(scope, doing);
      // Messages read back by now are looked through with the rest.
      const looksAgain = doing.phase !== 'waiting';
      if (looksAgain && !doing.readBack && (await isReadBack(scope, doing, found.startedAt)))
        doing = { ...doing, readBack: true };
    }
    let [inTables, elsewhere] = [0, 0];
    while (doing.phase !== 'waiting' && inTables < STEPS + searchedTables.length && elsewhere < STEPS) {
      // Most tables are short, messages and what was said in tied channels are many.
      if (doing.phase === 'tables') inTables += 1;
      else elsewhere += 1;
      doing = await search(scope, found, doing);
    }
    if (doing.phase !== 'waiting') {
      await store.goOn(id, doing, { changed: 0, failed: 0 });
      return reschedule(scope, { kind: ERASURE, subject: id, at: scope.now });
    }
    const { left: waiting, counts } = await settle(scope, doing);
    const isToList = waiting.searched && !waiting.homesListed;
    if (isToList) await listHomes(scope, id);
    const left = isToList ? { ...waiting, homesListed: true } : waiting;
    await store.goOn(id, left, counts);
    if (!left.searched) {
      const at = left.since === null ? scope.now : nextLook(scope.now, found.startedAt);
      return reschedule(scope, { kind: ERASURE, subject: id, at });
    }
    if (!found.doing.searched) await tellOfDocuments(scope, id, left);
    const isRead = left.readBack || (await isReadBack(scope, left, found.startedAt));
    if (isRead && !left.readBack) {
      // Others' messages from just before, which came late, name the person as the earlier ones did.
      await store.goOn(id, { ...left, readBack: true, phase: 'relay', after: null }, { changed: 0, failed: 0 });
      return reschedule(scope, { kind: ERASURE, subject: id, at: scope.now });
    }
    // They may have deleted meanwhile what they had said, and what comes late stands in cut channels, too.
    await clearFromCut(scope, left.marker);
    if ((await countHomesLeft(scope, id)) > 0) {
      // Those listed just now are emptied within seconds, unless a platform is away.
      const at = isToList ? new Date(scope.now.getTime() + SOON_MS) : nextLook(scope.now, found.startedAt);
      return reschedule(scope, { kind: ERASURE, subject: id, at });
    }
    if (!isRead || left.own.length + left.changed.length + (await countToForget(scope, left.marker)) > 0) {
      return reschedule(scope, { kind: ERASURE, subject: id, at: nextLook(scope.now, found.startedAt) });
    }
    await renameKeys(scope, left.named, scrubs(left).ofBot);
    await forgetAuthor(scope, left.marker);
    await store.forgetPlaces(left.accounts, left.places);
    await store.end(id);
    const erased = { kind: 'person', id: null, name: null } as const;
    await writeJournal(scope, { verb: 'privacy.journal.erasureEnded', object: erased, person: found.neutralId });
  },
  [EXPORT_OVER]: (scope, fileId) => exportStore(scope).forget(fileId),
};

/** Returns the time of the next check: the erasure's age so far is how long it waits. */
function nextLook(now: Date, startedAt: Date): Date {
  const lasted = now.getTime() - startedAt.getTime();
  return new Date(now.getTime() + Math.min(SELDOM_MS, Math.max(SOON_MS, lasted)));
}

/**
 * Returns whether all tied channels were read back since the press: messages from before it are then known, or never
 * pass, however late they come.
 */
async function isReadBack(scope: RegionScope, doing: Doing, pressedAt: Date): Promise<boolean> {
  if (!doing.readAsked) return false;
  const platforms = platformsOf(doing);
  if (Object.keys(await leftToRead(scope, platforms)).length > 0) {
    await remindToRead(scope);
    return false;
  }
  await closeUntil(scope, platforms, saidUntil(pressedAt));
  return true;
}

/** Takes their late messages in tied channels away from them. Returns whether there were any. */
async function disownLate(scope: RegionScope, doing: Doing, pressedAt: Date): Promise<boolean> {
  const accounts = doing.accounts.map(accountNamed);
  const until = saidUntil(pressedAt);
  if (accounts.length === 0) return false;
  await takeTitlesBack(scope, accounts, doing.needles.words.text, until);
  await relayPeopleStore(scope).takeBack(accounts, 1, until);
  const disowned = await disown(scope, accounts, doing.marker, until);
  return disowned > 0;
}

/**
 * Notes beside the backups that somebody was erased, now that this is certain. The erasure goes on even if that can't
 * be written.
 */
async function noted(scope: RegionScope, id: string, startedAt: Date, doing: Doing): Promise<Doing> {
  if (doing.marks.length === 0) return doing;
  return { ...doing, marks: (await erasureMarks(scope).note(id, startedAt, doing.marks)) ? [] : doing.marks };
}

/**
 * Begins to look through everything once more when the transactions under way the last time have ended: they may have
 * read erased data and stored it where it had been looked for already.
 */
async function lookAgain(scope: RegionScope, doing: Doing): Promise<Doing> {
  const since = await erasureStore(scope).openSince(doing.since);
  if (since !== null) return { ...doing, since };
  return {
    ...doing,
    since: null,
    round: doing.round + 1,
    found: false,
    alike: 0,
    phase: 'tables',
    table: 0,
    after: null,
  };
}

interface Scrubs {
  readonly ofBot: Scrub;
  readonly ofPeople: Scrub;
  /** For messages that the bot sent since: it may have come to know the person's accounts again. */
  readonly ofSince: Scrub;
  /** For rows in other regions. */
  readonly elsewhere: { readonly scrub: Scrub; readonly ofBot: Scrub };
}

function scrubs({ needles, accounts, elsewhere, round }: Doing): Scrubs {
  const isAccount = (id: string) => accounts.some((account) => account.endsWith(`:${id}`));
  const ids = Object.fromEntries(Object.entries(needles.ids).filter(([id]) => !isAccount(id)));
  const nothing = { names: [], words: [] };
  const there = { ...needles, single: nothing, names: needles.names.filter((name) => !elsewhere.includes(name)) };
  // It is known which of these names are also written as common words once everything has been looked through.
  const { names } = needles.single;
  const here = { ...needles, single: round === 1 ? { names, words: names } : needles.single };
  return {
    elsewhere: { scrub: scrubFor(there, { ofWords: true }), ofBot: scrubFor(there, { ofWords: false }) },
    ofBot: scrubFor(needles, { ofWords: false }),
    ofPeople: scrubFor(here, { ofWords: true }),
    ofSince: scrubFor({ ...needles, ids }, { ofWords: false }),
  };
}

/**
 * Returns the one-word names of which it still has to be found out whether they are also written as common words: all
 * in the first round, none later.
 */
function notYetSmall({ needles: { single }, round }: Doing): readonly string[] {
  return round > 1 ? [] : single.names.filter((name) => !single.words.includes(name));
}

function withSmall({ needles }: Doing, small: readonly string[]): Doing['needles'] {
  const { names, words } = needles.single;
  return { ...needles, single: { names, words: [...new Set([...words, ...small])] } };
}

/** An erasure whose search goes on: when it was asked for, and the neutral person who stands instead. */
interface Searched {
  readonly startedAt: Date;
  readonly neutralId: string;
}

/** Looks through one part of what is stored. */
async function search(scope: RegionScope, erasure: Searched, doing: Doing): Promise<Doing> {
  const { startedAt: pressedAt, neutralId } = erasure;
  const { ofBot, ofPeople, ofSince, elsewhere } = scrubs(doing);
  const stretch = { after: doing.after ?? '0', most: STEP };
  switch (doing.phase) {
    case 'tables': {
      const table = searchedTables[doing.table];
      if (table === undefined) return { ...doing, phase: 'places', after: null };
      const { next, changed, contacts, documents, alike, small } = await searchTable(scope, table, {
        after: doing.after,
        most: STEP,
        ...{ scrub: ofPeople, ofBot, elsewhere },
        ...{ files: doing.files, single: notYetSmall(doing) },
      });
      const needles = { ...withSmall(doing, small), texts: [...doing.needles.texts, ...contacts] };
      return {
        ...{ ...doing, needles, table: next === null ? doing.table + 1 : doing.table, after: next },
        found: doing.found || changed,
        files: [...doing.files, ...documents],
        documents: doing.documents + documents.length,
        alike: doing.alike + alike,
        published: [...new Set([...doing.published, ...(await withdrawPublished(scope, documents))])],
      };
    }
    case 'places': {
      const { places, next } = await findPlaces(scope, { ...stretch, until: doing.until }, doing.accounts);
      const known = [...new Set([...doing.places, ...places])];
      return { ...doing, places: known, phase: next === null ? 'messages' : 'places', after: next };
    }
    case 'messages': {
      const { accounts, identities, places, files, until, own } = doing;
      const of = { accounts, identities, places, files, until, pressedAt, own, scrub: ofBot, since: ofSince };
      const found = await eraseMessages(scope, stretch, of);
      return {
        ...doing,
        found: doing.found || found.anything,
        own: [...doing.own, ...found.own],
        changed: [...new Set([...doing.changed, ...found.changed])],
        named: [...new Set([...doing.named, ...found.named])],
        phase: found.next === null ? 'relay' : 'messages',
        after: found.next,
      };
    }
    case 'relay': {
      const late = doing.after === null && (await disownLate(scope, doing, pressedAt));
      let { alike } = doing;
      const small: string[] = [];
      const called: string[] = [];
      const { next, changed } = await rewordMessages(
        scope,
        { after: doing.after, most: STEP, without: doing.marker },
        {
          reword: (state) => ofPeople.data(callingNobody(state, ofPeople)),
          see: (state, left) => {
            small.push(...writtenSmall(state, notYetSmall(doing)));
            called.push(...callingThem(state, ofPeople));
            // They are counted once all is looked through.
            if (!doing.searched && JSON.stringify(ofBot.data(left)) !== JSON.stringify(left)) alike += 1;
          },
        },
      );
      const seen = { ...doing, needles: withSmall(doing, small), found: doing.found || changed || late, alike };
      // What others called them stands elsewhere, too.
      const more = await seekingToo(scope, neutralId, seen, called);
      if (next !== null) return { ...more, after: next };
      // Messages that are read again call everybody as they are called now.
      if (!more.readAsked) await askToReadBack(scope, platformsOf(more));
      const searched = more.searched || (more.round > 1 && (!more.found || more.round >= MOST_ROUNDS));
      return { ...more, searched, readAsked: true, phase: 'waiting', after: null };
    }
    case 'waiting':
      return doing;
  }
}

/**
 * Tells the coordinators that documents were deleted, and what to do about a published bilan, without saying whom these
 * named.
 */
async function tellOfDocuments(scope: RegionScope, id: string, { documents, published }: Doing): Promise<void> {
  if (documents === 0) return;
  for (const reader of await directory(scope).coordinators()) {
    await tellPerson(scope, reader, {
      key: `privacy-documents:${id}:${reader.personId}`,
      words: (t) => documentsGone(t, { documents, published }),
      consent: { unasked: 'duty', personId: reader.personId },
      readAs: ['coordinator'],
    });
  }
}

/** Forgets the messages that the platforms have taken back, and no longer waits for those that they have reworded. */
async function settle(scope: RegionScope, doing: Doing) {
  const { waiting, failed } = await messagesLeft(scope, [...doing.own, ...doing.changed]);
  const wait = new Set(Object.values(waiting).flat());
  const done = [...doing.own, ...doing.changed].filter((key) => !wait.has(key));
  await forgetMessages(
    scope,
    doing.own.filter((key) => !wait.has(key)),
  );
  const refused = failed.filter((key) => done.includes(key)).length;
  const isLeft = (key: string) => wait.has(key);
  return {
    left: { ...doing, own: doing.own.filter(isLeft), changed: doing.changed.filter(isLeft) },
    counts: { changed: done.length - refused, failed: refused },
  };
}
