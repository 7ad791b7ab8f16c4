import { z } from 'zod';
import type { Deed } from '../../../access/journal/entry.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { regionWords } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { choiceKey } from '../content/answer-choices.ts';
import { CHAPTER } from '../content/chapters.ts';
import { ideaTopic } from '../content/idea-topics.ts';
import type { BilanDesk } from '../desk.ts';
import { deskOf, knownChapter, theEdition } from '../desk-operations.ts';
import { writtenDeed } from '../journal.ts';
import { reportContent } from '../queries.ts';
import { type Choosable, choosableIn, type IdeaToSort } from './choosable.ts';
import { choiceStore } from './store.ts';

/** `answer` is the answer's key, as `choiceKey` gives it. */
const aboutAnswer = z.object({ editionId: z.uuid(), chapter: z.string(), answer: z.string() });

/** A chapter after a choice. */
interface Chosen {
  readonly desk: BilanDesk;
  /** The photo or answer that was left out or put back; null when it was so before. */
  readonly changed: Choosable | null;
}

/** Returns the answer that a chapter shows or might, and where it is. Throws UserError when it is there no more. */
async function choosableAt(scope: Scope, { editionId, chapter: name, answer }: z.output<typeof aboutAnswer>) {
  const edition = await theEdition(scope, editionId);
  const chapter = knownChapter(CHAPTER + name);
  const all = choosableIn(await reportContent(scope, edition), regionWords(scope.region), chapter);
  const found = all.find((one) => choiceKey(one) === answer);
  if (!found) throw new UserError('reports.errors.answerGone');
  return { edition, chapter, found };
}

/** Leaves a photo or a quotation out of the bilan, until it is put back. */
export const leaveOutAnswer = operation({
  name: 'reports.leaveOut',
  who: 'coordinator',
  input: aboutAnswer,
  async run(scope, about): Promise<Chosen> {
    const { edition, chapter, found } = await choosableAt(scope, about);
    const done = await choiceStore(scope).leaveOut(edition.id, found, scope.actor.personId);
    return { desk: await deskOf(scope, edition, chapter), changed: done ? found : null };
  },
  journal: {
    deeds: ({ changed }) =>
      changed && {
        verb: changed.kind === 'photo' ? 'reports.journal.photoLeftOut' : 'reports.journal.quotationLeftOut',
        object: ofOrganisation(changed),
      },
  },
});

/** Puts a photo or a quotation back, that is, lets the rules choose again. */
export const putBackAnswer = operation({
  name: 'reports.putBack',
  who: 'coordinator',
  input: aboutAnswer,
  async run(scope, about): Promise<Chosen> {
    const { edition, chapter, found } = await choosableAt(scope, about);
    const done = await choiceStore(scope).putBack(edition.id, found);
    return { desk: await deskOf(scope, edition, chapter), changed: done ? found : null };
  },
  journal: {
    deeds: ({ changed }) =>
      changed && {
        verb: changed.kind === 'photo' ? 'reports.journal.photoPutBack' : 'reports.journal.quotationPutBack',
        object: ofOrganisation(changed),
      },
  },
});

/** Returns the object of a journal entry: the organisation whose answer it is, without any of its words. */
function ofOrganisation({ organisation: id, name }: Choosable): Deed['object'] {
  return { kind: 'organisation', id, name };
}

const aboutIdea = { editionId: z.uuid(), organisation: z.string() };

async function ideaOf(scope: Scope, { editionId, organisation }: { editionId: string; organisation: string }) {
  return choosableAt(scope, { editionId, chapter: 'ideas', answer: choiceKey({ organisation, question: 'idea' }) });
}

/** Returns an organisation's idea with its topic. */
export const viewIdea = operation({
  name: 'reports.viewIdea',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutIdea),
  async run(scope, about): Promise<IdeaToSort> {
    const { edition, found } = await ideaOf(scope, about);
    return { editionId: edition.id, idea: found };
  },
});

/** Sorts an organisation's idea under a topic; under none with any other word. */
export const sortIdea = operation({
  name: 'reports.sortIdea',
  who: 'coordinator',
  input: z.object({ ...aboutIdea, topic: z.string() }),
  async run(scope, { topic, ...about }): Promise<BilanDesk> {
    const { edition, chapter, found } = await ideaOf(scope, about);
    await choiceStore(scope).sort(edition.id, found.organisation, ideaTopic(topic), scope.actor.personId);
    return deskOf(scope, edition, chapter);
  },
  journal: { deeds: (_, { editionId }) => writtenDeed(editionId) },
});
