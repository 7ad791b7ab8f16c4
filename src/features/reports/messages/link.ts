import { KEEP } from '../../../chat/interaction.ts';
import { actions, button, heading, type Message, message, note, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { BilanLinkState } from '../link/bilan-link.ts';

/** The button that leads coordinators to the address which the nation fetches the published bilan from. */
export function linkButton(t: Translator, editionId: string) {
  return button(`bilan-link:${editionId}`, t.text('reports.link.button'));
}

/** Tells whether an address leads to the published bilan, and what making or cutting one does. */
export function bilanLinkMessage(
  t: Translator,
  { edition, version, withdrawn, link }: BilanLinkState,
  isReachable: boolean,
): Message {
  const mayMake = isReachable && !withdrawn;
  return message(
    heading(t.text('reports.link.title', { edition: edition.name })),
    text(
      link === null
        ? t.text('reports.link.none')
        : t.text('reports.link.live', {
            when: t.date(link.madeAt),
            by: link.by ?? t.text('reports.link.somebody'),
          }),
    ),
    withdrawn && text(t.text('reports.link.withdrawn')),
    isReachable && !withdrawn && text(t.text('reports.link.what', { version })),
    !isReachable && text(t.text('reports.link.noAddress')),
    mayMake && link !== null && note(t.text('reports.link.replaces')),
    link !== null && note(t.text('reports.link.cutting')),
    actions(
      mayMake &&
        button(
          `bilan-link-make:${edition.id}/${link?.id ?? ''}`,
          t.text(link === null ? 'reports.link.make' : 'reports.link.makeNew'),
          'primary',
        ),
      link !== null && button(`bilan-link-cut:${edition.id}/${link.id}`, t.text('reports.link.cut'), 'danger'),
      (mayMake || link !== null) && button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Hands over a new address, the only time it is shown. */
export function bilanLinkMade(t: Translator, { edition, link }: BilanLinkState, address: string): Message {
  return message(
    heading(t.text('reports.link.made', { edition: edition.name })),
    text(address),
    text(t.text('reports.link.handOn')),
    note(t.text('reports.link.once')),
    link !== null && note(t.text('reports.link.replaced')),
    actions(linkButton(t, edition.id)),
  );
}

/** Says that an address leads nowhere any more. */
export function bilanLinkCut(t: Translator, { edition }: BilanLinkState): Message {
  return message(text(t.text('reports.link.done', { edition: edition.name })), actions(linkButton(t, edition.id)));
}
