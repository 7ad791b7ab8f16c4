import type { Translator } from '../../../texts/translator.ts';
import { askedQuestions } from '../../surveys/questionnaires/rules.ts';
import { photoIn } from '../../surveys/questions/file.ts';
import { writtenIn } from '../../surveys/questions/text.ts';
import { type ChosenAnswer, choiceKey, type LeftOut } from '../content/answer-choices.ts';
import type { ChapterId } from '../content/chapters.ts';
import type { ReportContent } from '../content/content.ts';
import type { IdeaTopic } from '../content/idea-topics.ts';
import { allowedPhotos } from '../content/photos.ts';
import { type Quotation, quotableIn } from '../content/quotations.ts';
import { essentialPhoto } from '../documents/chapters/photos.ts';
import { essentialQuotation } from '../documents/chapters/words.ts';

/**
 * The place of an answer that may be shown or quoted, or the reason why it has none. 'essential': on the page for
 * funders. 'shown': further on. 'next': once another one makes room. 'unreadable': until it is sent again. 'gone': its
 * file is missing. 'few': it has no name, and too few organisations may have given it. 'notAllowed': its organisation
 * hasn't consented.
 */
export type ShownWhere = 'essential' | 'shown' | 'next' | 'unreadable' | 'gone' | 'few' | 'notAllowed';

/** A photo or an answer in words, as a coordinator chooses whether the bilan shows it. */
export interface Choosable extends ChosenAnswer {
  readonly kind: 'photo' | 'words';
  /** The organisation's name, which only coordinators read where the bilan doesn't name it. */
  readonly name: string;
  /** Whether the bilan names the organisation. */
  readonly named: boolean;
  /** The words of the answer, of a photo those that came with it; null without a word. */
  readonly text: string | null;
  /** Its place by the rules; for an answer that is left out, its former place. */
  readonly standing: ShownWhere;
  /** The coordinator who left it out; null when nobody did. */
  readonly leftOut: LeftOut | null;
  /** The topic of an idea; null for an idea without one, and for any other answer. */
  readonly topic: IdeaTopic | null;
}

/** An idea that is about to be sorted. */
export interface IdeaToSort {
  readonly editionId: string;
  readonly idea: Choosable;
}

/** Returns the photos and quotations that a chapter shows, and those that it might. */
export function choosableIn(content: ReportContent, t: Translator, chapter: ChapterId): readonly Choosable[] {
  const all = () => choosable(content, t);
  switch (chapter) {
    case 'essential':
      return all().filter(({ kind, standing, leftOut }) => kind === 'photo' || (standing === 'essential' && !leftOut));
    case 'communication':
      return all().filter(({ kind }) => kind === 'photo');
    case 'ideas':
      return all().filter(({ kind }) => kind === 'words');
    default:
      return [];
  }
}

/** Returns the photos and the quotations of a bilan: first those that may be shown, in the order in which the rules take them. */
function choosable(content: ReportContent, t: Translator): readonly Choosable[] {
  const everything = { ...content, leftOut: new Map<string, LeftOut>() };
  const words = quotableIn(content).filter(({ text }) => text !== null);
  const told = [...allowedPhotos(everything), ...words];
  const known = new Set(told.map(keyOf));
  const nameOf = namesIn(content);
  const standingOf = standingsIn(content, t);
  const shown = told.map((one) => ({
    ...{ organisation: one.of, question: one.question, name: nameOf(one.of), named: one.organisation !== null },
    ...{ kind: one.photo ? ('photo' as const) : ('words' as const), text: one.photo ? one.photo.caption : one.text },
    standing: standingOf(one),
  }));
  const others = answersToQuote(content)
    .filter((one) => !known.has(choiceKey(one)))
    .map((one) => ({ ...one, name: nameOf(one.organisation), named: false }));
  return [...shown, ...others].map((one) => ({
    ...one,
    leftOut: content.leftOut.get(choiceKey(one)) ?? null,
    topic: one.question === 'idea' ? (content.topics.get(one.organisation) ?? null) : null,
  }));
}

const keyOf = ({ of: organisation, question }: Quotation) => choiceKey({ organisation, question });

function namesIn({ facts }: ReportContent): (organisation: string) => string {
  const names = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  return (organisation) => names.get(organisation) ?? '';
}

function standingsIn(content: ReportContent, t: Translator): (one: Quotation) => ShownWhere {
  const { photos } = content;
  const [first] = essentialPhoto(content, t);
  const voice = essentialQuotation(content, t);
  const shown = new Set(photos.shown.map(({ file }) => file));
  const unreadable = new Set(photos.unreadable.map(({ file }) => file));
  return (one) => {
    if (one.photo === undefined) return voice && keyOf(voice) === keyOf(one) ? 'essential' : 'shown';
    const { file } = one.photo;
    if (file === first?.file) return 'essential';
    if (shown.has(file)) return 'shown';
    if (unreadable.has(file)) return 'unreadable';
    return photos.gone.has(file) ? 'gone' : 'next';
  };
}

/**
 * Returns the answers to questions that ask for consent, with whatever keeps them from being shown: no consent, or too
 * few others.
 */
function answersToQuote({
  facts,
}: ReportContent): readonly (ChosenAnswer & Pick<Choosable, 'kind' | 'text' | 'standing'>)[] {
  const allowed = new Set(facts.quotes.map(choiceKey));
  return facts.organisationQuestionnaires.flatMap(({ organisation, answers }) =>
    askedQuestions('organisation', answers).flatMap(({ id: question, quotable }) => {
      const [photo, text] = [photoIn(answers[question]), writtenIn(answers[question])];
      if (quotable !== true || (photo === null && text === null)) return [];
      const standing = allowed.has(choiceKey({ organisation, question })) ? 'few' : 'notAllowed';
      const kind = photo === null ? 'words' : 'photo';
      return [{ organisation, question, kind, text: photo === null ? text : photo.caption, standing }] as const;
    }),
  );
}
