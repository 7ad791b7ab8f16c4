import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { objectKinds } from '../../access/journal/entry.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { bare } from '../../access/personal/spelling.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import type { FileRef } from '../../chat/message.ts';
import type { PlatformUser } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { type Cell, csvText } from '../../documents/csv.ts';
import { storeFile } from '../../files/store.ts';
import { schedule } from '../../schedule/due.ts';
import { eventById } from '../events/queries.ts';
import { organisation as organisationById } from '../organisations/queries.ts';
import { EXPORT_OVER } from '../privacy/rules.ts';
import type { JournalFilter, JournalPage, ReadEntry } from './entry.ts';
import { exportMessage } from './messages.ts';
import { JOURNAL_PAGE } from './rules.ts';
import { journalStore } from './store.ts';
import { exportHead, exportLine } from './table.ts';

/** Entries that are read in one statement for a file. */
const STEP = 1_000;
/** Lines of one file: platforms take no file of more than some 8 MB, and people open no longer one. */
const LINES = 20_000;
/** The most files in one message. */
const FILES = 10;
/** Days for which the files stay here, so that they arrive though a platform is away. */
const EXPORT_DAYS = 7;
const DAY_MS = 86_400_000;
/** The most people that a name is looked for among. */
const MOST_NAMED = 10;

const filterSchema = z.object({
  person: z.uuid().nullable(),
  kind: z.enum(objectKinds).nullable(),
  object: z.uuid().nullable(),
  organisation: z.uuid().nullable(),
  day: z.iso.date().nullable(),
  nights: z.boolean(),
});

/** Returns the id of somebody of this platform. Throws UserError when the region knows nobody of this account. */
export const personInJournal = operation({
  name: 'journal.person',
  who: 'coordinator',
  reads: true,
  input: z.object({ person: z.custom<PlatformUser>() }),
  async run(scope, { person: { platform, id } }): Promise<string> {
    const found = await directory(scope).identity(platform, id);
    if (!found) throw new UserError('journal.errors.person', {}, 'person');
    return found.personId;
  },
});

/**
 * Returns the id of the person of this name, which one of their accounts bears on any platform. Throws UserError when there is none,
 * or several.
 */
export const personNamedInJournal = operation({
  name: 'journal.personNamed',
  who: 'coordinator',
  reads: true,
  input: z.object({ typed: z.string() }),
  async run(scope, { typed }): Promise<string> {
    const found = await journalStore(scope).peopleNamed(typed, MOST_NAMED);
    const exact = found.filter(({ names }) => names.some((name) => bare(name) === bare(typed.trim())));
    const [one, ...others] = exact.length > 0 ? exact : found;
    if (!one) throw new UserError('journal.errors.noName', { typed }, 'name');
    if (others.length > 0) {
      const names = wordsFor(scope.actor, scope.region).list([one, ...others].map((each) => each.names.join(' / ')));
      throw new UserError('journal.errors.severalNamed', { typed, names }, 'name');
    }
    return one.personId;
  },
});

/** Returns a page of the region's journal: of what people did unless the purges of the night are asked for. */
export const viewJournal = operation({
  name: 'journal.view',
  who: 'coordinator',
  reads: true,
  input: z.object({
    filter: filterSchema,
    turn: z.object({ to: z.enum(['older', 'newer']), from: z.uuid() }).nullable(),
  }),
  async run(scope, { filter, turn }): Promise<JournalPage> {
    const found = await journalStore(scope).entries({ ...filter, people: true }, turn, JOURNAL_PAGE + 1);
    const isMore = found.length > JOURNAL_PAGE;
    const toNewer = turn?.to === 'newer';
    return {
      filter,
      entries: toNewer && isMore ? found.slice(1) : found.slice(0, JOURNAL_PAGE),
      newer: toNewer ? isMore : turn !== null,
      older: toNewer || isMore,
      named: await namesOf(scope, filter),
    };
  },
});

/** Returns what is looked for, in the names that people and things have now. */
async function namesOf(scope: Scope, filter: JournalFilter): Promise<JournalPage['named']> {
  const { person, kind, object, organisation } = filter;
  const ofEvent = kind === 'event' && object !== null ? ((await eventById(scope, object))?.title ?? null) : null;
  const ofThing = object === null ? null : (ofEvent ?? (await journalStore(scope).nameOfThing(object)));
  const ofHost = organisation === null ? null : ((await organisationById(scope, organisation))?.name ?? null);
  return { person: person === null ? null : await journalStore(scope).nameOf(person), object: ofThing ?? ofHost };
}

/**
 * Sends the coordinator who asks all that matches, as tables. Returns how many entries these are. Throws UserError when that
 * is more than fits into one message.
 */
export const exportJournal = operation({
  name: 'journal.export',
  who: 'coordinator',
  input: z.object({ filter: filterSchema }),
  async run(scope, { filter }): Promise<number> {
    const { actor, now, region } = scope;
    const reader = await directory(scope).acting(actor);
    if (!reader) throw new UserError('common.errors.notFound');
    await enforceLimit(scope, 'export');
    const t = wordsFor(actor, region).forFiles();
    let count = 0;
    let lines: (readonly Cell[])[] = [];
    const files: FileRef[] = [];
    const finish = async () => {
      if (files.length === FILES) throw new UserError('journal.errors.tooMany', { most: FILES * LINES });
      const name = `journal-${files.length + 1}.csv`;
      const told = csvText([exportHead(t), ...lines], actor.locale);
      const ref = await storeFile(scope, { name, type: 'text/csv', bytes: Buffer.from(told), told }, actor.personId);
      const over = new Date(now.getTime() + EXPORT_DAYS * DAY_MS);
      await schedule(scope, { kind: EXPORT_OVER, subject: ref.id, at: over, expires: null });
      files.push(ref);
      lines = [];
    };
    for await (const step of stepsOf(scope, filter)) {
      if (lines.length + step.length > LINES) await finish();
      lines.push(...step.map((entry) => exportLine(t, entry)));
      count += step.length;
    }
    await finish();
    await tellPerson(scope, reader, {
      key: `journal-export:${actor.personId}:${now.getTime()}:${files[0]?.id}`,
      words: (words) => exportMessage(words, region, { files, count }),
      consent: { asked: 'own-request' },
      readAs: ['coordinator'],
    });
    return count;
  },
  journal: {
    deeds: () => ({ verb: 'journal.journal.exported', object: { kind: 'region', id: null, name: null } }),
  },
});

/** Reads all that matches, newest first, a part at a time. */
async function* stepsOf(scope: Scope, filter: JournalFilter): AsyncGenerator<readonly ReadEntry[]> {
  const store = journalStore(scope);
  const all = { ...filter, people: false };
  let step = await store.entries(all, null, STEP);
  while (step.length > 0) {
    yield step;
    const last = step.at(-1);
    step = last && step.length === STEP ? await store.entries(all, { to: 'older', from: last.id }, STEP) : [];
  }
}
