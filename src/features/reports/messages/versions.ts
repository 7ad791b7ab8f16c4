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
import type { Edition } from '../../editions/edition.ts';
import { figureName } from '../../figures/words.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';
import type { FigureChange } from '../content/changed-figures.ts';
import type { SentenceChange, VersionHistory } from '../publication/versions.ts';
import { valueText } from '../words.ts';
import { linkButton } from './link.ts';

/** The most versions shown at once, the latest. */
const SHOWN = 5;

/** Shows the versions of a bilan, each with what it changed in the one before. */
export function versionsMessage(
  t: Translator,
  {
    edition,
    versions,
  }: { readonly edition: Pick<Edition, 'id' | 'name'>; readonly versions: readonly VersionHistory[] },
): Message {
  return message(
    heading(t.text('reports.versions.title', { edition: edition.name })),
    versions.length === 0 && text(t.text('reports.versions.none')),
    ...versions.slice(0, SHOWN).flatMap((one) => versionBlocks(t, one)),
    versions.length > SHOWN && note(t.text('reports.versions.older', { count: versions.length - SHOWN })),
    actions(
      button('run:bilan-document', t.text('reports.preview.document')),
      versions.some(({ published }) => published) && linkButton(t, edition.id),
    ),
  );
}

function versionBlocks(t: Translator, version: VersionHistory): readonly (Block | null | false)[] {
  const { since, figures } = version;
  const title = text(
    t.text('reports.versions.version', {
      version: version.version,
      when: t.date(version.createdAt),
      published: version.published ? 'yes' : 'no',
    }),
  );
  if (since === null) return [title, note(t.text('reports.versions.first'))];
  const sentences = since.sentences ?? [];
  const same = since.figures.length === 0 && sentences.length === 0;
  return [
    title,
    same
      ? note(t.text('reports.versions.same', { version: since.version }))
      : note(t.text('reports.versions.since', { version: since.version })),
    list(figureLines(t, figures, since.figures)),
    list(sentenceLines(t, sentences)),
    since.sentences === null && note(t.text('reports.versions.unknown')),
  ];
}

/** Words the figures that differ from another version's: "Affiches : non connu → 800 exemplaires". */
export function figureLines(
  t: Translator,
  { figures }: ReportFigures,
  changes: readonly FigureChange[],
): readonly string[] {
  return changes.map(({ id, before, after }) =>
    t.text('reports.document.change', {
      figure: figureName(t, id),
      before: valueText(t, { ...figures[id], ...before }),
      after: valueText(t, { ...figures[id], ...after }),
    }),
  );
}

/** Words the sentences that another version says otherwise. */
export function sentenceLines(t: Translator, changes: readonly SentenceChange[]): readonly string[] {
  return changes.map(({ before, after }) => {
    if (before === null) return t.text('reports.versions.new', { after: after ?? '' });
    if (after === null) return t.text('reports.versions.gone', { before });
    return t.text('reports.versions.sentence', { before, after });
  });
}
