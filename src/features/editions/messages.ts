import { departureText } from '../../access/contacts/departure.ts';
import { commandName } from '../../access/operation/command-name.ts';
import type { Region } from '../../access/region/region.ts';
import { KEEP, runs } from '../../chat/interaction.ts';
import {
  actions,
  button,
  field,
  fields,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../chat/message.ts';
import type { PlatformName } from '../../chat/place.ts';
import { formatPeriod } from '../../dates/index.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Edition, ObjectivesSet, OpenedEdition } from './edition.ts';
import type { ClosedEdition, EditionClosing } from './still-open.ts';

/** Words the edition's days: "du lundi 1er au mardi 30 novembre 2027". */
export function editionDates(t: Translator, { startsOn, endsOn }: Pick<Edition, 'startsOn' | 'endsOn'>): string {
  const [first, last] = [new Date(`${startsOn}T12:00:00Z`), new Date(`${endsOn}T12:00:00Z`)] as const;
  return t.text('editions.dates', formatPeriod(first, last, t));
}

/** Announces an open edition in the announcement channels, in the region's language. */
export function openedAnnouncement(t: Translator, edition: Edition, region: Region, platform: PlatformName): Message {
  const path = { fr: ['evenement', 'proposer'], en: ['event', 'propose'] };
  const command = commandName(path, { platform, locale: region.locale, region });
  return message(
    heading(t.text('editions.opened.title', { name: edition.name, region: region.name })),
    edition.message !== null && text(edition.message),
    text(t.text('editions.opened.what', { dates: editionDates(t, edition), command })),
    actions(button(runs(path.fr), t.text('editions.opened.propose'), 'primary')),
  );
}

/** The same once the edition was removed. */
export function removedAnnouncement(t: Translator, { name }: Edition, region: Region): Message {
  return message(
    heading(t.text('editions.removed.title', { name, region: region.name })),
    text(t.text('editions.removed.what')),
  );
}

/** The button to remove an edition that holds nothing, with what it is for. */
function removing(t: Translator, { id }: Edition) {
  return [
    note(t.text('editions.remove.offer')),
    actions(button(`edition-remove-ask:${id}`, t.text('editions.remove.button'))),
  ];
}

/** Shows an edition; where it is `removable`, with the button to remove it. */
export function editionMessage(t: Translator, edition: Edition, removable = false): Message {
  return message(
    heading(edition.name),
    fields(
      field(t.text('editions.view.dates'), editionDates(t, edition)),
      field(t.text('editions.view.status'), t.text(edition.open ? 'editions.view.open' : 'editions.view.closed')),
      field(t.text('editions.view.message'), edition.message ?? t.text('editions.view.noMessage')),
      edition.priority !== null &&
        field(t.text('editions.view.priority'), t.text(`editions.priority.${edition.priority}`)),
      edition.open &&
        field(
          t.text('editions.view.acceptances'),
          t.text(`editions.acceptances.${edition.tellsAcceptances ? 'DAILY' : 'NONE'}`),
        ),
    ),
    edition.themes.length > 0 && text(t.text('editions.view.themes')),
    list(edition.themes.map((theme) => theme.name)),
    edition.expectedResults.length > 0 && text(t.text('editions.view.targets')),
    list(
      edition.expectedResults.map(({ figure, target }) =>
        t.text('editions.view.target', {
          figure: t.text(`editions.figure.${figure}` as TextKey),
          target: t.number(target),
        }),
      ),
    ),
    ...(removable ? removing(t, edition) : []),
  );
}

/** Asks before an edition that holds nothing is removed. */
export function confirmRemovingEdition(t: Translator, { id, name }: Edition): Message {
  return message(
    heading(t.text('editions.remove.title', { name })),
    text(t.text('editions.remove.what')),
    actions(
      button(`edition-remove:${id}`, t.text('editions.remove.confirm'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function editionRemovedMessage(t: Translator, { name, year }: Edition): Message {
  return message(
    text(t.text('editions.remove.done', { name })),
    note(t.text('editions.close.next', { year: String(year) })),
  );
}

/** Shows the edition whose objectives were set; above it the target that gave way, which somebody else may have set meanwhile. */
export function objectivesSetMessage(t: Translator, { edition, former }: ObjectivesSet): Message {
  const { blocks } = editionMessage(t, edition);
  if (former === null) return message(...blocks);
  const figure = t.text(`editions.figure.${former.figure}` as TextKey);
  return message(note(t.text('editions.objectives.former', { figure, former: t.number(former.target) })), ...blocks);
}

/** Shows a coordinator the edition that they have opened, and tells that others learn of it. */
export function editionOpenedMessage(t: Translator, { edition, leaves }: OpenedEdition): Message {
  const { blocks } = editionMessage(t, edition);
  if (leaves === null) return message(...blocks, ...removing(t, edition));
  const told = leaves.now > 0 ? [t.text('editions.opened.told')] : [];
  return message(...blocks, text([...told, departureText(t, leaves)].join(' ')), ...removing(t, edition));
}

export function confirmClosingEdition(t: Translator, { edition, stillOpen, isEmpty }: EditionClosing): Message {
  return message(
    heading(t.text('editions.close.title', { name: edition.name })),
    stillOpen.length > 0 && text(t.text('editions.close.stillOpen')),
    list(stillOpen.map((words) => words(t))),
    text(t.text('editions.close.what')),
    isEmpty && note(t.text('editions.remove.offer')),
    actions(
      button(`edition-close:${edition.id}`, t.text('editions.close.confirm'), 'danger'),
      isEmpty && button(`edition-remove-ask:${edition.id}`, t.text('editions.remove.button')),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function editionClosedMessage(t: Translator, { edition, leaves }: ClosedEdition): Message {
  return message(
    text(t.text('editions.close.done', { name: edition.name })),
    leaves && text(t.text('editions.close.told')),
    leaves && text(departureText(t, leaves)),
    note(t.text('editions.close.next', { year: String(edition.year + 1) })),
  );
}
