import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Writer } from '../../chat/interaction.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Edition } from '../editions/edition.ts';
import { allEditions, editionById, latestEdition } from '../editions/queries.ts';
import { readYear } from '../editions/rules.ts';
import { figureNotes } from '../figures/queries.ts';
import { writtenIn } from '../surveys/questions/text.ts';
import { FINDING, isWritable } from './content/chapters.ts';
import { findingsWithoutNote, noteOn, type Preview, type ReportContent, type WrittenText } from './content/content.ts';
import { correctionsOf } from './findings/corrections.ts';
import { chapterClaims, type Finding } from './findings/findings.ts';
import { findingKey } from './findings/words.ts';
import { writtenDeed } from './journal.ts';
import { signingThumbprint } from './publication/signing-store.ts';
import { reportContent } from './queries.ts';
import { reportStore } from './store.ts';

/** Chooses the edition by year as typed; without a year it is the open or the latest one. */
export const whichEdition = z.object({ year: z.string().optional() });

export async function chosenEdition(scope: RegionScope, { year }: z.output<typeof whichEdition>): Promise<Edition> {
  if (year === undefined) return latestEdition(scope);
  const wanted = readYear(year);
  const edition = (await allEditions(scope)).find((each) => each.year === wanted);
  if (!edition) throw new UserError('reports.errors.noEdition', { year }, 'year');
  return edition;
}

export const previewReport = operation({
  name: 'reports.preview',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: whichEdition,
  async run(scope, which): Promise<Preview> {
    const edition = await chosenEdition(scope, which);
    const content = await reportContent(scope, edition);
    const { organisations, organisationQuestionnaires } = content.facts;
    const names = new Map(organisations.map(({ id, name }) => [id, name]));
    const ideas = organisationQuestionnaires.flatMap(({ organisation, answers }) => {
      const idea = writtenIn(answers.idea);
      return idea === null ? [] : [{ organisation: names.get(organisation) ?? '', idea }];
    });
    return {
      editionId: edition.id,
      content,
      ideas,
      notes: await figureNotes(scope, edition.id),
      thumbprint: await signingThumbprint(scope),
      corrections: await correctionsOf(scope, edition.id, content),
    };
  },
});

/** Returns the coordinators' notes to the figures that they entered for an edition. */
export const viewFigureNotes = operation({
  name: 'reports.figureNotes',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ editionId: z.uuid() }),
  run: (scope, { editionId }): Promise<Preview['notes']> => figureNotes(scope, editionId),
});

const aboutFinding = { editionId: z.uuid(), key: z.string() };

/** Returns a finding that there still is, by the key that its buttons carry. */
export async function findingWithKey(
  scope: RegionScope,
  { editionId, key }: { readonly editionId: string; readonly key: string },
): Promise<{ readonly content: ReportContent; readonly finding: Finding }> {
  const edition = await editionById(scope, editionId);
  if (!edition) throw new UserError('common.errors.notFound');
  const content = await reportContent(scope, edition);
  const finding = content.findings.find((each) => findingKey(each) === key);
  if (!finding) throw new UserError('reports.errors.findingGone');
  return { content, finding };
}

/** Returns the finding that a button of the preview refers to, with its note. */
export const viewFinding = operation({
  name: 'reports.viewFinding',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutFinding),
  async run(scope, given): Promise<{ readonly finding: Finding; readonly note: string | null }> {
    const { content, finding } = await findingWithKey(scope, given);
    return { finding, note: noteOn(content, finding) };
  },
});

/** Stores the coordinators' note on a finding. Returns how many findings are left without one. */
export const noteFinding = operation({
  name: 'reports.noteFinding',
  who: 'coordinator',
  input: z.object({ ...aboutFinding, note: z.string().trim().min(1) }),
  async run(scope, { note, ...about }): Promise<{ readonly left: number }> {
    const { content, finding } = await findingWithKey(scope, about);
    await reportStore(scope).saveText(about.editionId, FINDING + finding.id, note, scope.actor.personId);
    return { left: findingsWithoutNote(content).filter(({ id }) => id !== finding.id).length };
  },
  journal: { deeds: (_, { editionId }) => writtenDeed(editionId) },
});

const written = { key: z.string(), text: z.string().trim().min(1) };

async function write(
  scope: RegionScope & { readonly actor: { readonly personId: string } },
  edition: Edition,
  { key, text }: { readonly key: string; readonly text: string },
): Promise<WrittenText> {
  const editionId = edition.id;
  if (!isWritable(key)) throw new UserError('reports.errors.chapter', {}, 'chapter');
  const store = reportStore(scope);
  const before = (await store.texts(editionId)).get(key) ?? null;
  await store.saveText(editionId, key, text, scope.actor.personId);
  const { report } = await reportContent(scope, edition);
  return { editionId, key, text, before, findings: chapterClaims(new Map([[key, text]]), report) };
}

/** Writes a chapter, or a sentence published about a figure. The last text counts. */
export const writeChapter = operation({
  name: 'reports.write',
  who: 'coordinator',
  input: whichEdition.extend(written),
  run: async (scope, given): Promise<WrittenText> => write(scope, await chosenEdition(scope, given), given),
  journal: { deeds: ({ editionId }) => writtenDeed(editionId) },
});

const aboutText = { editionId: z.uuid(), key: z.string() };

/** Writes a text again, from the button [Modifier ce texte]. */
export const rewriteChapter = operation({
  name: 'reports.rewrite',
  who: 'coordinator',
  input: z.object({ ...written, ...aboutText }),
  async run(scope, given): Promise<WrittenText> {
    const edition = await editionById(scope, given.editionId);
    if (!edition) throw new UserError('common.errors.notFound');
    return write(scope, edition, given);
  },
  journal: { deeds: ({ editionId }) => writtenDeed(editionId) },
});

/** Returns whoever wrote a text; null when there is none yet, or they aren't known any more. */
export async function writerOf(scope: Scope, editionId: string, key: string): Promise<Writer | null> {
  const personId = await reportStore(scope).writer(editionId, key);
  const person = personId === null ? null : await directory(scope).person(personId);
  return person && { personId, name: person.name };
}

/** Returns the same for a coordinator who writes it, too. */
export const viewTextWriter = operation({
  name: 'reports.viewTextWriter',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutText),
  run: (scope, { editionId, key }): Promise<Writer | null> => writerOf(scope, editionId, key),
});

/** Returns the present text; null when there is none yet. */
export const viewText = operation({
  name: 'reports.viewText',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutText),
  run: async (scope, { editionId, key }): Promise<string | null> =>
    (await reportStore(scope).texts(editionId)).get(key) ?? null,
});
