import { versionOf } from '../../../access/operation/version.ts';
import {
  actions,
  type Block,
  button,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { FigureId } from '../../figures/figure.ts';
import { figureName } from '../../figures/words.ts';
import { CHAPTER, chapterOf } from '../content/chapters.ts';
import { movedFigures, sentenceOf, type ToldFigure } from '../content/sentence-basis.ts';
import { type BilanDesk, DESK_CHAPTERS, type PresentText } from '../desk.ts';
import { findingText } from '../findings/words.ts';
import { valueText } from '../words.ts';
import { choiceBlocks } from './choices.ts';
import { writableName } from './documents.ts';
import { findingButtons } from './findings.ts';
import { commentBlocks } from './review.ts';

/** Shows one chapter to whoever works on the bilan: its sentences, their own words, and what is missing. */
export function deskMessage(t: Translator, desk: BilanDesk): Message {
  const { editionId, chapter, content } = desk;
  const at = DESK_CHAPTERS.indexOf(chapter);
  const [before, after] = [DESK_CHAPTERS[at - 1], DESK_CHAPTERS[at + 1]];
  const written = content.texts.get(CHAPTER + chapter);
  return message(
    heading(t.text('reports.desk.title', { edition: content.edition.name })),
    text(
      t.text('reports.desk.chapter', {
        number: at + 1,
        of: DESK_CHAPTERS.length,
        chapter: t.text(`reports.chapter.${chapter}`),
      }),
    ),
    desk.dropped !== null && note(t.text('reports.desk.dropped', { words: desk.dropped })),
    ...movedBlocks(t, desk),
    ...sentenceBlocks(t, desk),
    written === undefined ? note(t.text('reports.desk.noText')) : text(t.text('reports.desk.text')),
    written !== undefined && text(written),
    ...choiceBlocks(t, desk),
    ...commentBlocks(t, desk.comments),
    ...missingBlocks(t, desk),
    actions(
      button(
        `bilan-write:${editionId}/${CHAPTER}${chapter}`,
        t.text(written === undefined ? 'reports.write.begin' : 'reports.write.edit'),
      ),
      written !== undefined &&
        button(removing(editionId, `${CHAPTER}${chapter}`, written), t.text('reports.write.removeText')),
      before !== undefined && button(`bilan-chapter:${editionId}/${before}`, t.text('reports.desk.before')),
      after !== undefined && button(`bilan-chapter:${editionId}/${after}`, t.text('reports.desk.after'), 'primary'),
      after === undefined && button('run:bilan-apercu', t.text('reports.desk.preview'), 'primary'),
      button(`bilan-choose:${editionId}`, t.text('reports.desk.choose')),
      button('run:bilan-relecture', t.text('reports.menu.review')),
    ),
  );
}

/** The action that takes out a text, and no other that was written since. */
function removing(editionId: string, key: string, words: string): string {
  return `bilan-unwrite:${editionId}/${key}/${versionOf(words)}`;
}

/** Shows the sentences whose figures have moved since they were edited. */
function movedBlocks(t: Translator, { editionId, content, moved }: BilanDesk): readonly (Block | null)[] {
  return moved.flatMap(({ key, text: words, before, after, rule }) => {
    const figures = movedFigures(before, after);
    const worded = (id: FigureId, { previous: _before, ...told }: ToldFigure) =>
      valueText(t, { ...content.report.figures[id], ...told });
    const about = sentenceOf(key);
    const subject = `${editionId}/${about?.chapter}/${about?.sentence}`;
    return [
      text(t.text('reports.desk.moved', { count: Math.max(1, figures.length) })),
      list(
        figures.map(({ id, before, after }) =>
          t.text('reports.document.change', {
            figure: figureName(t, id),
            before: worded(id, before),
            after: worded(id, after),
          }),
        ),
      ),
      text(t.text('reports.desk.yours', { words })),
      note(t.text('reports.desk.oursThen', { words: before.rule })),
      rule === null ? note(t.text('reports.desk.oursGone')) : text(t.text('reports.desk.oursNow', { words: rule })),
      actions(
        rule !== null && button(`bilan-keep:${subject}`, t.text('reports.desk.keep')),
        button(`bilan-ours:${subject}`, t.text('reports.desk.takeOurs'), 'primary'),
      ),
    ];
  });
}

/** Shows the sentences that the chapter opens with, each to be edited. */
function sentenceBlocks(t: Translator, { editionId, chapter, sentences, moved }: BilanDesk): readonly (Block | null)[] {
  if (sentences.length === 0) return [];
  const waiting = new Set(moved.map(({ key }) => sentenceOf(key)?.sentence));
  return [
    text(t.text('reports.desk.opening')),
    list(
      sentences.map(({ rule, edited }, index) => {
        const number = index + 1;
        return edited === null
          ? t.text('reports.desk.sentence', { number, words: rule })
          : t.text('reports.desk.edited', { number, words: edited });
      }),
    ),
    actions(
      ...sentences.map(({ id }, index) =>
        button(`bilan-sentence:${editionId}/${chapter}/${id}`, t.text('reports.desk.edit', { number: index + 1 })),
      ),
      ...sentences.map(
        ({ id, edited }, index) =>
          edited !== null &&
          !waiting.has(id) &&
          button(`bilan-ours:${editionId}/${chapter}/${id}`, t.text('reports.desk.drop', { number: index + 1 })),
      ),
    ),
  ];
}

/** Says what is missing, and how to get it; what the check found stands there too. */
function missingBlocks(t: Translator, desk: BilanDesk): readonly (Block | null)[] {
  const { editionId, content, missing, findings, corrections } = desk;
  const { entries, answers, objectives } = missing;
  const lines = [
    ...(objectives ? [t.text('reports.desk.missing.objectives')] : []),
    ...(entries.length > 0
      ? [t.text('reports.desk.missing.entries', { figures: t.list(entries.map((id) => figureName(t, id))) })]
      : []),
    ...answers.map(({ figure, answered, asked }) =>
      t.text('reports.desk.missing.answers', { figure: figureName(t, figure), answered, asked }),
    ),
  ];
  const open = content.surveyOpen && answers.length > 0;
  return [
    lines.length === 0 ? note(t.text('reports.desk.complete')) : text(t.text('reports.desk.missing')),
    list(lines),
    actions(
      objectives && button('run:edition-objectifs', t.text('reports.desk.objectives')),
      entries.length > 0 && button('run:chiffres-saisir', t.text('reports.desk.enter')),
      answers.length > 0 && button('run:questionnaire-etat', t.text('reports.preview.questionnaires')),
      open && button('run:questionnaire-relancer', t.text('reports.desk.remind')),
      answers.length > 0 && button('run:questionnaire-saisir', t.text('reports.desk.byPhone')),
    ),
    findings.length > 0 ? text(t.text('reports.desk.findings', { count: findings.length })) : null,
    list(
      findings.map((finding, index) =>
        t.text('reports.preview.finding', { number: index + 1, finding: findingText(t, finding) }),
      ),
    ),
    actions(
      ...findings.flatMap((finding, index) =>
        findingButtons(t, { editionId, finding, corrections, number: index + 1 }),
      ),
    ),
  ];
}

/** Shows a text that is no chapter, a sentence published about a figure, with the button to write it. */
export function claimMessage(t: Translator, { editionId, key, text: words }: PresentText): Message {
  return message(
    text(writableName(t, key)),
    words === null ? note(t.text('reports.desk.noClaim')) : text(words),
    actions(
      button(
        `bilan-write:${editionId}/${key}`,
        t.text(words === null ? 'reports.write.begin' : 'reports.write.edit'),
        'primary',
      ),
      words !== null && button(removing(editionId, key, words), t.text('reports.write.remove')),
    ),
  );
}

/** Confirms that a chapter's text, or a sentence about a figure, is out of the bilan; its words aren't lost. */
export function textRemoved(t: Translator, { editionId, key, text: words }: PresentText): Message {
  const chapter = chapterOf(key);
  return message(
    text(
      chapter === null
        ? t.text('reports.write.removed', { name: writableName(t, key) })
        : t.text('reports.write.textRemoved', { chapter: writableName(t, key) }),
    ),
    words !== null && text(words),
    actions(
      button(`bilan-write:${editionId}/${key}`, t.text('reports.write.begin')),
      chapter === null
        ? button('run:bilan-apercu', t.text('reports.desk.preview'))
        : button(`bilan-chapter:${editionId}/${chapter}`, t.text('reports.desk.back')),
    ),
  );
}

/** Says that a text which somebody wanted to take out is another one by now, and stays. */
export function textStands(t: Translator, { editionId, key, text: words }: PresentText): Message {
  const isChapter = chapterOf(key) !== null;
  return message(
    text(t.text('reports.write.changed', { name: writableName(t, key) })),
    words !== null && text(words),
    actions(
      button(`bilan-write:${editionId}/${key}`, t.text('reports.write.edit')),
      words !== null &&
        button(
          removing(editionId, key, words),
          t.text(isChapter ? 'reports.write.removeText' : 'reports.write.remove'),
        ),
    ),
  );
}
