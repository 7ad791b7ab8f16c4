import { cut } from '../../../chat/cut.ts';
import { actions, type Block, button, list, type Message, message, note, select, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Choosable, IdeaToSort } from '../choices/choosable.ts';
import { choiceKey, MOST_PHOTOS } from '../content/answer-choices.ts';
import { IDEA_TOPICS } from '../content/idea-topics.ts';
import type { BilanDesk } from '../desk.ts';

/** The most answers that are told one by one; the lists below them hold all. */
const MOST_LINES = 20;
/** Characters of an answer in a line. */
const LONGEST_LINE = 160;
/** Characters of an answer in a list to choose from. */
const LONGEST_LABEL = 70;

/** Shows which photos and quotations the chapter holds, which it might, why it doesn't, and lets each be taken out or put back. */
export function choiceBlocks(t: Translator, desk: BilanDesk): readonly (Block | null | false)[] {
  const { editionId, chapter, choosable, published } = desk;
  if (choosable.length === 0) return [];
  const numbered = choosable.map((one, index) => ({ one, number: index + 1 }));
  const photos = numbered.filter(({ one }) => one.kind === 'photo');
  const words = numbered.filter(({ one }) => one.kind === 'words');
  const told = (some: typeof numbered) => list(some.slice(0, MOST_LINES).map((each) => line(t, desk, each)));
  const more = Math.max(0, photos.length - MOST_LINES) + Math.max(0, words.length - MOST_LINES);
  const options = (some: typeof numbered) =>
    some.map(({ one, number }) => ({ value: choiceKey(one), label: label(t, one, number), name: one.name }));
  const inside = numbered.filter(({ one: { leftOut, standing } }) => leftOut === null && standing !== 'notAllowed');
  const outside = numbered.filter(({ one }) => one.leftOut !== null);
  const ideas = chapter === 'ideas' ? words.filter(({ one }) => one.question === 'idea') : [];
  const ideaOptions = ideas.map(({ one, number }) => ({
    ...{ value: one.organisation, label: label(t, one, number), name: one.name },
  }));
  const about = `${editionId}/${chapter}`;
  return [
    photos.length > 0 && text(t.text('reports.choices.photos', { most: MOST_PHOTOS })),
    told(photos),
    words.length > 0 && text(t.text('reports.choices.words')),
    told(words),
    more > 0 && note(t.text('reports.choices.more', { count: more })),
    inside.length + outside.length > 0 &&
      actions(
        inside.length > 0 && select(`bilan-leave-out:${about}`, t.text('reports.choices.leaveOut'), options(inside)),
        outside.length > 0 && select(`bilan-put-back:${about}`, t.text('reports.choices.putBack'), options(outside)),
      ),
    outside.length > 0 && note(t.text('reports.choices.stays')),
    ideas.length > 0 && note(t.text('reports.topic.how')),
    ideas.length > 0 && actions(select(`bilan-idea:${editionId}`, t.text('reports.topic.sort'), ideaOptions)),
    published !== null && note(t.text('reports.choices.published', { version: published })),
  ];
}

function line(
  t: Translator,
  { names }: BilanDesk,
  { one, number }: { readonly one: Choosable; readonly number: number },
): string {
  const { name, text: words, leftOut, standing, topic } = one;
  const of = words === null ? name : t.text('reports.choices.said', { name, words: cut(words, LONGEST_LINE) });
  const stands = t.text(`reports.choices.standing.${standing}`, { kind: one.kind });
  const where =
    topic === null ? stands : t.text('reports.topic.line', { where: stands, topic: t.text(`reports.topic.${topic}`) });
  if (leftOut === null) return t.text('reports.choices.line', { number, of, where });
  const left = t.text('reports.choices.leftOut', {
    name: names.get(leftOut.by) ?? t.text('reports.choices.somebody'),
    when: t.date(leftOut.at),
  });
  const shown = standing !== 'few' && standing !== 'notAllowed';
  return t.text('reports.choices.line', {
    number,
    of,
    where: shown ? left : t.text('reports.choices.both', { left, where }),
  });
}

function label(t: Translator, { name, kind, text: words }: Choosable, number: number): string {
  const of =
    kind === 'photo' || words === null
      ? name
      : t.text('reports.choices.said', { name: cut(name, LONGEST_LABEL / 2), words });
  return t.text('reports.choices.option', { number, of: cut(of, LONGEST_LABEL) });
}

/** Shows an idea, to be sorted under a topic. */
export function ideaMessage(t: Translator, { editionId, idea }: IdeaToSort): Message {
  const { name, text: words, organisation, topic: now } = idea;
  const topics = [...IDEA_TOPICS, null].filter((topic) => topic !== now);
  return message(
    text(t.text('reports.topic.which', { name })),
    text(words ?? ''),
    now !== null && note(t.text('reports.topic.now', { topic: t.text(`reports.topic.${now}`) })),
    actions(
      ...topics.map((topic) =>
        button(
          `bilan-topic:${editionId}/${organisation}/${topic ?? 'none'}`,
          t.text(`reports.topic.${topic ?? 'none'}`),
        ),
      ),
      button(`bilan-chapter:${editionId}/ideas`, t.text('reports.desk.back')),
    ),
  );
}
