import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { versionOf } from '../../access/operation/version.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { Writer } from '../../chat/interaction.ts';
import { UserError } from '../../chat/user-error.ts';
import { localDay } from '../../dates/index.ts';
import type { Edition } from '../editions/edition.ts';
import { editionById } from '../editions/queries.ts';
import { choosableIn } from './choices/choosable.ts';
import { choiceStore } from './choices/store.ts';
import { CHAPTER, type ChapterId, chapterOf, claimOf, isWritable } from './content/chapters.ts';
import { basisNow, sentenceKey, sentenceOf } from './content/sentence-basis.ts';
import { type BilanDesk, findingsIn, firstChapter, missingIn, type PresentText } from './desk.ts';
import { type OpeningSentence, openingOf, ruleOf } from './documents/sentences.ts';
import { correctionsOf } from './findings/corrections.ts';
import { writtenDeed } from './journal.ts';
import { chosenEdition, whichEdition, writerOf } from './operations.ts';
import { publicationStore } from './publication/store.ts';
import { reportContent } from './queries.ts';
import { commentStore } from './review/comment-store.ts';
import { named } from './review/named-comments.ts';
import { reportStore } from './store.ts';

/** Returns a chapter as a coordinator works on it: the wanted one, else the one to begin with. */
export async function deskOf(scope: RegionScope, edition: Edition, wanted: ChapterId | null): Promise<BilanDesk> {
  const content = await reportContent(scope, edition);
  const t = regionWords(scope.region);
  const chapter = wanted ?? firstChapter(content);
  const comments = (await commentStore(scope).comments(edition.id)).filter(
    (one) => one.chapter === chapter && one.state !== 'TREATED',
  );
  const shown = choosableIn(content, t, chapter);
  return {
    editionId: edition.id,
    chapter,
    content,
    sentences: openingOf(content, t, chapter),
    moved: content.moved
      .filter(({ key }) => sentenceOf(key)?.chapter === chapter)
      .map((one) => ({ ...one, rule: ruleOf(content, t, one.key) })),
    missing: missingIn(content, chapter),
    findings: findingsIn(content, chapter),
    corrections: await correctionsOf(scope, edition.id, content),
    comments: await named(scope, comments),
    choosable: shown,
    names: await choiceStore(scope).namesOf(shown.flatMap(({ leftOut }) => leftOut?.by ?? [])),
    published: await publicationStore(scope).latestStanding(edition.id),
    dropped: null,
  };
}

/** Returns the chapter whose words are stored under this key. Throws UserError for any other key. */
export function knownChapter(key: string): ChapterId {
  const chapter = chapterOf(key);
  if (chapter === null) throw new UserError('reports.errors.chapter', {}, 'chapter');
  return chapter;
}

/** Returns the edition with this id. Throws UserError when there is none. */
export async function theEdition(scope: RegionScope, editionId: string): Promise<Edition> {
  const edition = await editionById(scope, editionId);
  if (!edition) throw new UserError('common.errors.notFound');
  return edition;
}

/** Opens the bilan to be worked on: the chapter with this key or, without one, where something is left to do. */
export const openDesk = operation({
  name: 'reports.desk',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: whichEdition.extend({ chapter: z.string().optional() }),
  run: async (scope, { chapter, ...which }): Promise<BilanDesk> =>
    deskOf(scope, await chosenEdition(scope, which), chapter === undefined ? null : knownChapter(chapter)),
});

/** Returns a sentence published about a figure as it stands, to be written. */
export const openClaim = operation({
  name: 'reports.openClaim',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: whichEdition.extend({ key: z.string() }),
  async run(scope, { key, ...which }): Promise<PresentText> {
    if (claimOf(key) === null) throw new UserError('reports.errors.chapter', {}, 'chapter');
    const { id: editionId } = await chosenEdition(scope, which);
    return { editionId, key, text: (await reportStore(scope).texts(editionId)).get(key) ?? null };
  },
});

/**
 * Takes a coordinator's text out of the bilan: of a chapter, or a sentence published about a figure. `print` is that of the text that was
 * shown: another one, written since, stays, and is returned as it stands. Throws UserError where there is none any more.
 */
export const removeWritten = operation({
  name: 'reports.removeWritten',
  who: 'coordinator',
  input: z.object({ editionId: z.uuid(), key: z.string(), print: z.string() }),
  async run(scope, { editionId, key, print }): Promise<PresentText & { readonly removed: boolean }> {
    if (!isWritable(key)) throw new UserError('reports.errors.chapter');
    const edition = await theEdition(scope, editionId);
    const store = reportStore(scope);
    const text = (await store.texts(edition.id)).get(key);
    if (text === undefined) throw new UserError('reports.errors.textRemoved');
    const removed = versionOf(text) === print && (await store.removeText(edition.id, key, text));
    return { editionId: edition.id, key, text, removed };
  },
  journal: { deeds: ({ removed }, { editionId }) => (removed ? writtenDeed(editionId) : null) },
});

const aboutChapter = { editionId: z.uuid(), chapter: z.string() };

/** Returns a chapter as it is now, from a button. */
export const viewDesk = operation({
  name: 'reports.viewDesk',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutChapter),
  run: async (scope, { editionId, chapter }): Promise<BilanDesk> =>
    deskOf(scope, await theEdition(scope, editionId), knownChapter(CHAPTER + chapter)),
});

const aboutSentence = { ...aboutChapter, sentence: z.string() };

interface AboutSentence {
  readonly editionId: string;
  readonly chapter: string;
  readonly sentence: string;
}

const onOneLine = (text: string) => text.replace(/\s+/gu, ' ');

/** Returns the edition and the key of a sentence that there is. */
async function sentenceAt(scope: RegionScope, { editionId, ...about }: AboutSentence) {
  const edition = await theEdition(scope, editionId);
  const chapter = knownChapter(CHAPTER + about.chapter);
  const key = sentenceKey(chapter, about.sentence);
  if (sentenceOf(key) === null) throw new UserError('common.errors.notFound');
  return { edition, chapter, key };
}

/** Returns a sentence, as the rules make it and as it was edited. Throws UserError when the figures say nothing any more. */
export const viewSentence = operation({
  name: 'reports.viewSentence',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutSentence),
  async run(scope, about): Promise<OpeningSentence> {
    const { edition, key } = await sentenceAt(scope, about);
    const content = await reportContent(scope, edition);
    const rule = ruleOf(content, regionWords(scope.region), key);
    if (rule === null) throw new UserError('reports.errors.sentenceGone');
    const edited = (await reportStore(scope).texts(edition.id)).get(key) ?? null;
    return { id: about.sentence, rule, edited };
  },
});

/** Returns whoever edited a sentence; null where nobody did. */
export const viewSentenceWriter = operation({
  name: 'reports.viewSentenceWriter',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutSentence),
  async run(scope, about): Promise<Writer | null> {
    const { edition, key } = await sentenceAt(scope, about);
    return writerOf(scope, edition.id, key);
  },
});

/** Stores a sentence in place of the rules' own; where it reads the same, the rules' own stands, and moves with the figures. */
async function saveSentence(scope: Scope, about: AboutSentence, text: string): Promise<BilanDesk> {
  const { edition, chapter, key } = await sentenceAt(scope, about);
  const content = await reportContent(scope, edition);
  const rule = ruleOf(content, regionWords(scope.region), key);
  if (rule === null) throw new UserError('reports.errors.sentenceGone');
  const today = localDay(content.madeAt, scope.region.timeZone);
  const against = { ...basisNow(key, content.report, today), rule };
  const store = reportStore(scope);
  if (text !== onOneLine(rule)) {
    await store.saveText(edition.id, key, text, scope.actor.personId, against);
    return deskOf(scope, edition, chapter);
  }
  const dropped = (await store.texts(edition.id)).get(key) ?? null;
  await store.removeText(edition.id, key);
  return { ...(await deskOf(scope, edition, chapter)), dropped };
}

/** Stores a coordinator's sentence in place of the rules' one, with the figures that it is written against. */
export const editSentence = operation({
  name: 'reports.editSentence',
  who: 'coordinator',
  input: z.object({ ...aboutSentence, text: z.string().trim().min(1) }),
  // The sentence is part of a paragraph.
  run: async (scope, { text, ...about }): Promise<BilanDesk> => saveSentence(scope, about, onOneLine(text)),
  journal: {
    deeds({ sentences, dropped }, { editionId, sentence }) {
      const isEdited = sentences.some(({ id, edited }) => id === sentence && edited !== null);
      return isEdited || dropped !== null ? writtenDeed(editionId) : null;
    },
  },
});

/** Keeps an edited sentence whose figures have moved: from now on it stands against those of today. */
export const keepSentence = operation({
  name: 'reports.keepSentence',
  who: 'coordinator',
  input: z.object(aboutSentence),
  async run(scope, about): Promise<BilanDesk> {
    const { edition, key } = await sentenceAt(scope, about);
    const text = (await reportStore(scope).texts(edition.id)).get(key);
    if (text === undefined) throw new UserError('reports.errors.sentenceGone');
    return saveSentence(scope, about, text);
  },
  journal: { deeds: (_, { editionId }) => writtenDeed(editionId) },
});

/** Drops an edited sentence: the rules' own is published again. */
export const dropSentence = operation({
  name: 'reports.dropSentence',
  who: 'coordinator',
  input: z.object(aboutSentence),
  async run(scope, about): Promise<BilanDesk> {
    const { edition, chapter, key } = await sentenceAt(scope, about);
    const store = reportStore(scope);
    const dropped = (await store.texts(edition.id)).get(key) ?? null;
    await store.removeText(edition.id, key);
    return { ...(await deskOf(scope, edition, chapter)), dropped };
  },
  journal: { deeds: (_, { editionId }) => writtenDeed(editionId) },
});
