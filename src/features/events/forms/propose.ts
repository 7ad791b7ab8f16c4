import { z } from 'zod';
import type { Context } from '../../../access/operation/context.ts';
import { pickField, type RawValues } from '../../../chat/form.ts';
import type { Message } from '../../../chat/message.ts';
import { fieldInputs, proposalFields } from '../fields/list.ts';
import { proposedMessage, reviewProposal } from '../messages/proposal.ts';
import {
  canPropose,
  checkTyped,
  duplicateEvent,
  previewDuplicate,
  previewProposal,
  proposeEvent,
} from '../operations/propose.ts';
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

export async function runPropose(context: Context, input: ProposeInput): Promise<Message> {
  const { event, clashes } = await context.do(proposeEvent, input);
  return proposedMessage(context.t, event, clashes, context.region.chamber);
}

export async function reviewDuplicate(context: Context, id: string, when: string): Promise<Message> {
  return reviewProposal(context.t, await context.do(previewDuplicate, { id, when }));
}

export async function runDuplicate(context: Context, id: string, when: string): Promise<Message> {
  const { event, clashes } = await context.do(duplicateEvent, { id, when });
  return proposedMessage(context.t, event, clashes, context.region.chamber);
}
