import { cut } from '../../../chat/cut.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import { actions, button, heading, list, type Message, message, note, select, text } from '../../../chat/message.ts';
import { besideEachOther } from '../../../texts/isolate.ts';
import type { Translator } from '../../../texts/translator.ts';
import { pressLine } from '../documents/press-line.ts';
import type { PressItem, PressPage } from '../press/press.ts';

/** The most characters of a link in chat, and of a reference among others; the bilan has them whole. */
const LINK_LENGTH = 300;
const LINE_LENGTH = 300;

/** Words a reference with the organisation that it is about. */
function itemText(t: Translator, { event, organisation, link, ...item }: PressItem): string {
  return pressLine(t, {
    ...item,
    link: link === null ? null : cut(link, LINK_LENGTH),
    event: event?.title ?? null,
    organisations: [organisation.name],
  });
}

/** Shows a page of the press review, with the ways to add to it and to put it right. */
export function pressList(t: Translator, { edition, others, items, page, pages, coordinator }: PressPage): Message {
  return message(
    heading(t.text('reports.press.title', { edition: edition.name })),
    items.length === 0 && text(t.text(coordinator ? 'reports.press.noneAtAll' : 'reports.press.none')),
    list(items.map((item) => cut(itemText(t, item), LINE_LENGTH))),
    pages > 1 && note(t.text('reports.press.page', { page: page + 1, pages })),
    note(t.text('reports.press.what')),
    actions(
      button('press-add:', t.text('reports.press.add'), 'primary'),
      items.length > 0 &&
        select(
          'press-open:',
          t.text('reports.press.open'),
          items.map((item) => ({ value: item.id, label: label(item), description: item.organisation.name })),
        ),
    ),
    actions(
      page > 0 && button(`press-page:${page - 1}/${edition.year}`, t.text('reports.press.newer')),
      page + 1 < pages && button(`press-page:${page + 1}/${edition.year}`, t.text('reports.press.older')),
      ...others.map(({ name, year }) =>
        button(`press-page:0/${year}`, t.text('reports.press.title', { edition: name })),
      ),
    ),
  );
}

function label({ title, outlet }: PressItem): string {
  return title === null ? outlet : besideEachOther([outlet, title]);
}

/** Shows one reference, to be corrected or taken out. */
export function pressItemMessage(t: Translator, item: PressItem): Message {
  return message(
    text(itemText(t, item)),
    actions(
      button(`press-correct:${item.id}`, t.text('reports.press.correct')),
      button(`press-remove:${item.id}`, t.text('reports.press.remove')),
    ),
  );
}

/** Shows what was understood of a reference, before it counts. */
export function pressUnderstood(t: Translator, item: PressItem): Message {
  return message(text(itemText(t, item)), note(t.text('reports.press.counts', { edition: item.edition })));
}

/** Says that a reference stands in the press review. */
export function pressKept(t: Translator, item: PressItem): Message {
  return message(
    text(t.text('reports.press.kept', { item: itemText(t, item), edition: item.edition })),
    actions(
      button('press-add:', t.text('reports.press.addMore'), 'primary'),
      button(runs(['bilan', 'presse']), t.text('reports.press.button')),
    ),
  );
}

/** Asks whether a reference is to be taken out. */
export function confirmPressRemoval(t: Translator, item: PressItem): Message {
  return message(
    text(t.text('reports.press.removeConfirm')),
    text(itemText(t, item)),
    note(t.text('reports.press.removal')),
    actions(
      button(`press-remove-now:${item.id}`, t.text('reports.press.remove'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Says that a reference isn't in the press review any more. */
export function pressRemoved(t: Translator, item: PressItem): Message {
  return message(
    text(t.text('reports.press.removed', { item: itemText(t, item) })),
    actions(button(runs(['bilan', 'presse']), t.text('reports.press.button'))),
  );
}
