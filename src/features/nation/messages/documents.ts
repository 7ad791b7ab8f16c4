import { KEEP } from '../../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  type FileRef,
  file,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import { unitOf } from '../../figures/figure.ts';
import { figureName, measureText } from '../../figures/words.ts';
import type { NationBilan } from '../bilan.ts';
import type { WhichVersion } from '../file-name.ts';
import { receivedText } from '../from-files/words.ts';

/** The most changed figures that are named at once; all are in the documents. */
const MOST_CHANGES = 12;
/** The characters of a fingerprint that a button carries: a change between is noticed, by whoever made it. */
const PRINT_LENGTH = 16;

function titleText(t: Translator, { year, version, isPublished }: WhichVersion): string {
  return t.text(isPublished ? 'nation.bilan.final' : 'nation.bilan.draft', { year: String(year), version });
}

/** Carries the documents themselves. */
export function nationFilesMessage(t: Translator, which: WhichVersion, files: readonly FileRef[]): Message {
  return message(
    heading(titleText(t, which)),
    text(t.text('nation.bilan.files')),
    note(t.text('reports.document.printSoon')),
    ...files.map(file),
  );
}

/** Carries the bilan laid out for print. */
export function nationPrintedMessage(t: Translator, which: WhichVersion, files: readonly FileRef[]): Message {
  return message(heading(titleText(t, which)), text(t.text('reports.document.printed')), ...files.map(file));
}

/** Says that the bilan couldn't be laid out, and what to do. */
export function nationPrintFailed(t: Translator): Message {
  return message(
    text(t.text('reports.document.printFailed')),
    actions(button('run:nation-bilan', t.text('nation.state.bilan'))),
  );
}

/** Says that a draft isn't laid out since it is no longer what stands, and how to get what does. */
export function nationDraftGone(t: Translator, { version }: Pick<WhichVersion, 'version'>): Message {
  return message(
    text(t.text('nation.bilan.draftGone', { version })),
    actions(button('run:nation-bilan', t.text('nation.state.bilan'))),
  );
}

/** Confirms at once that the documents are on their way, and says what they are made of. */
export function nationBilanMessage(t: Translator, bilan: NationBilan): Message {
  const { working, version, isPublished } = bilan;
  const { year, published } = working;
  return message(
    text(t.text('nation.bilan.sent', { what: titleText(t, { year, version, isPublished }) })),
    text(receivedText(t, working.made.nation)),
    ...open(t, bilan),
    ...changed(t, bilan),
    isPublished && note(t.text('nation.bilan.same', { version })),
    actions(
      !isPublished && button(`nation-publish:${year}`, t.text('nation.publish.button'), 'primary'),
      button('run:nation-etat', t.text('nation.state.button')),
      !isPublished && published !== null && button(`nation-published:${year}`, publishedLabel(t, published.version)),
    ),
  );
}

function publishedLabel(t: Translator, version: number): string {
  return t.text('nation.bilan.receivePublished', { version });
}

/** Says that the published version is on its way. */
export function publishedSent(
  t: Translator,
  { year, version }: { readonly year: number; readonly version: number },
): Message {
  return message(
    text(t.text('nation.bilan.sent', { what: titleText(t, { year, version, isPublished: true }) })),
    note(t.text('nation.bilan.frozen')),
  );
}

/** Says what isn't settled, wherever documents are made or published. */
function open(t: Translator, { working: { made } }: NationBilan): readonly Block[] {
  const { pairs, refusals } = made.nation;
  const asked = pairs.filter(({ is }) => is === 'asked').length;
  const { length: found } = made.findings;
  return [
    ...(asked > 0 ? [text(t.text('nation.notice.asked', { count: asked }))] : []),
    ...(refusals.length > 0 ? [text(t.text('nation.state.refused', { count: refusals.length }))] : []),
    ...(found > 0 ? [note(t.text('nation.state.findings', { count: found }))] : []),
  ];
}

function changed(t: Translator, { changes, working: { published } }: NationBilan): readonly (Block | null)[] {
  if (changes === null || published === null) return [];
  const { added, gone, renewed, figures } = changes;
  const shown = figures.slice(0, MOST_CHANGES);
  const lines = [
    added.length > 0 && t.text('nation.changes.added', { regions: t.list(added) }),
    gone.length > 0 && t.text('nation.changes.gone', { regions: t.list(gone) }),
    renewed.length > 0 && t.text('nation.changes.renewed', { regions: t.list(renewed) }),
    ...shown.map(({ id, before, after }) =>
      t.text('reports.document.change', {
        figure: figureName(t, id),
        before: measureText(t, before, unitOf(id)),
        after: measureText(t, after, unitOf(id)),
      }),
    ),
    figures.length > shown.length && t.text('nation.changes.more', { count: figures.length - shown.length }),
  ].filter((line) => typeof line === 'string');
  return [text(t.text('nation.changes.title', { version: published.version })), list(lines)];
}

/** Says what publishing does, before it is done. */
export function confirmNationPublishing(t: Translator, bilan: NationBilan): Message {
  const { working, version, fingerprint } = bilan;
  const { year, made, published } = working;
  const missing = made.nation.missing ?? [];
  return message(
    text(t.text('nation.publish.confirm', { year: String(year), version })),
    text(receivedText(t, made.nation)),
    missing.length > 0 && text(t.text('nation.notice.partial', { absent: missing.length, missing: t.list(missing) })),
    ...open(t, bilan),
    ...changed(t, bilan),
    list([
      t.text('nation.publish.frozen', { version }),
      t.text('nation.publish.nobody'),
      ...(published === null ? [] : [t.text('nation.publish.before', { version: published.version })]),
    ]),
    actions(
      button(
        `nation-publish-now:${year}/${fingerprint.slice(0, PRINT_LENGTH)}`,
        t.text('nation.publish.now'),
        'primary',
      ),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Confirms that the bilan is published. */
export function nationPublished(t: Translator, { working: { year }, version }: NationBilan): Message {
  return message(
    text(t.text('nation.publish.done', { year: String(year), version })),
    note(t.text('nation.bilan.frozen')),
  );
}
