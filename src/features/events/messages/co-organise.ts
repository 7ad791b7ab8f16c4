import { departureText } from '../../../access/contacts/departure.ts';
import { actions, button, fields, heading, type Message, message, note, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import { tellsOrganisation } from '../../organisations/rules.ts';
import type { Event } from '../event.ts';
import type { Invitation, InvitationFacts, Invited } from '../invitation.ts';
import { invitationVersion, isPossible } from '../rules.ts';
import { essentialFields } from './pieces.ts';

/**
 * Asks the members of an organisation whether it co-organises. Once answered, the card says in its title what holds, and below who
 * answered, and later who ended it.
 */
export function invitationCard(t: Translator, facts: InvitationFacts): Message {
  const { event, invitation, by, answer, isClosed, ended = false } = facts;
  const { id, organisation, status } = invitation;
  const isMeant = isPossible('invite', event.status);
  const isOpen = status === 'INVITED' && isMeant && !isClosed;
  const over = isMeant ? 'events.invitation.closed' : 'events.invitation.over';
  const standing = ended ? 'ENDED' : status === 'INVITED' ? 'over' : status;
  const values = { organisation: organisation.name, by, host: event.organisation.name, title: event.title };
  return message(
    heading(t.text(isOpen ? 'events.invitation.title' : `events.invitation.title.${standing}`, values)),
    text(t.text(tellsOrganisation(by, values.host) ? 'events.invitation.whatNamed' : 'events.invitation.what', values)),
    fields(...essentialFields(t, event)),
    status === 'INVITED'
      ? note(t.text(isOpen ? 'events.invitation.means' : over))
      : note(answeredText(t, ended ? 'ENDED' : status, organisation.name, answer ?? '')),
    isOpen &&
      actions(
        button(`cohost-accept:${id}/${invitationVersion(event)}`, t.text('events.invitation.accept'), 'primary'),
        button(`cohost-decline:${id}`, t.text('events.invitation.decline')),
      ),
  );
}

/** Says who answered, or who has ended what was agreed to. */
function answeredText(
  t: Translator,
  status: 'ACCEPTED' | 'DECLINED' | 'ENDED',
  organisation: string,
  name: string,
): string {
  return tellsOrganisation(name, organisation)
    ? t.text(`events.invitation.named.${status}`, { name })
    : t.text(`events.invitation.${status}`, { organisation, name });
}

/** Confirms to the person who asked that the invitation leaves, and when. */
export function coOrganiserInvitedMessage(
  t: Translator,
  { event, invitation: { organisation }, leaves }: Invited,
): Message {
  const values = { title: event.title, organisation: organisation.name };
  return message(text(t.text('events.invited', values)), text(departureText(t, leaves)));
}

/** Confirms the answer to the person who gave it. */
export function invitationAnsweredMessage(t: Translator, { event, invitation, leaves }: Invited): Message {
  const { status, organisation } = invitation;
  const values = { title: event.title, organisation: organisation.name, host: event.organisation.name };
  const key = status === 'ACCEPTED' ? 'events.cohost.accepted' : 'events.cohost.declined';
  return message(text(t.text(key, values)), text(departureText(t, leaves)));
}

/** Tells an organisation that was asked and hasn't answered that the event is refused. */
export function refusedToInvitedNotice(t: Translator, { title, organisation }: Event, chamber: string): Message {
  return message(text(t.text('events.notice.refusedInvited', { title, host: organisation.name, chamber })));
}

/** Tells an organisation that was asked to co-organise what was refused that it is looked at again, so that its answer counts. */
export function invitedAgainNotice(t: Translator, { id, title, organisation }: Event, chamber: string): Message {
  return message(
    text(t.text('events.notice.invitedAgain', { title, host: organisation.name, chamber })),
    actions(button(`event-view:${id}`, t.text('events.button.view'))),
  );
}

/** Tells the organisation that leads the event. */
export function answeredNotice(t: Translator, event: Event, { status, organisation }: Invitation): Message {
  const values = { title: event.title, organisation: organisation.name };
  return message(text(t.text(status === 'ACCEPTED' ? 'events.cohost.yes' : 'events.cohost.no', values)));
}
