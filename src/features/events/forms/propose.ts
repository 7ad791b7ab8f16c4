import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { pickField, type RawValues } from '../../../chat/form.ts';
import type { Message } from '../../../chat/message.ts';
import { fieldInputs, proposalFields } from '../fields/list.ts';
import { proposedMessage, proposedSince, reviewProposal } from '../messages/proposal.ts';
import {
  canPropose,
  checkTyped,
  duplicateEvent,
  previewDuplicate,
  previewProposal,
  proposeEvent,
} from '../operations/propose.ts';
import { remindToPropose } from '../operations/unconfirmed.ts';
import { editionToDate, eventIfSeen } from '../operations/view.ts';
import { readAnnouncedEvent } from './announcement.ts';
import { communeField } from './fields.ts';

/** Shows five fields. The organisation is asked for only when it could be one of several. */
export const proposeForm = {
  title: 'events.form.propose',
  confirm: 'events.propose',
  input: z.object({
    ...fieldInputs(proposalFields),
    organisation: pickField({
      label: 'organisations.field.organisation',
      option: { fr: 'structure', en: 'organisation' },
      source: 'my-organisations',
      hidden: true,
    }).optional(),
    municipality: communeField,
  }),
};

type ProposeInput = z.output<(typeof proposeForm)['input']>;

/** Prefills nothing, but throws UserError, so that no form opens, when the proposal would be refused anyway. */
export async function prefillPropose(context: Context): Promise<RawValues> {
  await context.do(canPropose, {});
  return {};
}

export async function checkPropose(context: Context, typed: Partial<ProposeInput>): Promise<void> {
  await context.do(checkTyped, typed);
}

export async function reviewPropose(context: Context, input: ProposeInput): Promise<Message> {
  return reviewProposal(context.t, await context.do(previewProposal, input));
}

/** Fills in what a message tells of an event. Outside an edition nothing is read: the form won't open. */
export async function proposalFromMessage(context: Context, said: string): Promise<RawValues> {
  const edition = await context.do(editionToDate, {});
  return edition ? readAnnouncedEvent(context, said, edition) : {};
}

/** Plans a word for the next day, in case it isn't confirmed by then. */
export async function proposeUnconfirmed(context: Context, form: string): Promise<void> {
  await context.do(remindToPropose, { form });
}

export async function runPropose(context: Context, input: ProposeInput): Promise<Message> {
  return proposedMessage(context.t, await context.do(proposeEvent, input), context.region.chamber);
}

/** The button of a confirmation that opens the sheet of what was proposed; its id follows. */
const VIEW = 'event-view:';

/** Returns the id of the event that a confirmation tells of. */
function eventProposedIn({ blocks }: Message): string | null {
  const controls = blocks.flatMap((block) => (block.kind === 'actions' ? block.controls : []));
  const view = controls.find((one) => one.kind === 'button' && one.action.startsWith(VIEW));
  return view?.kind === 'button' ? view.action.slice(VIEW.length) : null;
}

/** Tells how an event stands that was proposed, once it isn't for the coordinators to decide any more. */
export async function sinceProposed(context: Context, said: Message): Promise<Message | null> {
  const id = eventProposedIn(said);
  const now = id === null ? null : await context.do(eventIfSeen, { id });
  return now && now.status !== 'PROPOSED' ? proposedSince(context.t, now) : null;
}

export async function reviewDuplicate(context: Context, id: string, when: string): Promise<Message> {
  return reviewProposal(context.t, await context.do(previewDuplicate, { id, when }));
}

export async function runDuplicate(context: Context, id: string, when: string): Promise<Message> {
  return proposedMessage(context.t, await context.do(duplicateEvent, { id, when }), context.region.chamber);
}
