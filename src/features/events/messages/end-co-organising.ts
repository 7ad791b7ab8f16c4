import { KEEP } from '../../../chat/interaction.ts';
import { actions, type Block, button, heading, type Message, message, note, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event, Host } from '../event.ts';
import type { CoOrganisation } from '../invitation.ts';

/** Asks whether an organisation is to co-organise an event no more; `noted` says what that means for other features. */
export function confirmEndingCoOrganising(
  t: Translator,
  { event, id, version, organisation }: CoOrganisation,
  noted: readonly (Block | null)[],
): Message {
  const values = { ...named(event, organisation), status: event.status };
  const isDecided = event.status === 'ACCEPTED' || event.status === 'POSTPONED';
  return message(
    heading(t.text('events.cohost.endTitle', values)),
    text(t.text('events.cohost.endWhat', values)),
    isDecided && text(t.text('events.cohost.endKit', values)),
    ...noted,
    note(t.text('events.cohost.endTold', values)),
    actions(
      button(`cohost-end-now:${id}/${version}`, t.text('events.cohost.end'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Confirms to whoever has ended it; `told` says when the others are told. */
export function coOrganisingEndedMessage(t: Translator, { event, organisation }: CoOrganisation, told: Block): Message {
  return message(text(t.text('events.cohost.ended', named(event, organisation))), told);
}

/** Tells the members of both organisations; `leads` says whether the reader leads the event. */
export function coOrganisingEndedNotice(
  t: Translator,
  facts: { readonly event: Event; readonly organisation: Host; readonly by: string; readonly leads: boolean },
): Message {
  const { event, organisation, by, leads } = facts;
  const isSeen = leads || event.status === 'ACCEPTED';
  return message(
    text(t.text('events.notice.coOrganisingEnded', { ...named(event, organisation), name: by })),
    isSeen && actions(button(`event-view:${event.id}`, t.text('events.button.view'))),
  );
}

function named({ title, organisation: host }: Event, organisation: Host) {
  return { title, host: host.name, organisation: organisation.name };
}
