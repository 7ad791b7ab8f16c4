import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { pickField, type RawValues, textField } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { creationMessage, similarMessage } from './messages/creation.ts';
import { joinedMessage } from './messages/joining.ts';
import { createOrganisation, similarOrganisations } from './operations/create.ts';
import { joinOrganisation } from './operations/join.ts';
import { findOrganisations } from './operations/view.ts';

const organisation = {
  label: 'organisations.field.organisation',
  option: { fr: 'structure', en: 'organisation' },
} as const;

/** Any organisation of the region. */
export const anyOrganisation = pickField({ ...organisation, source: 'organisations' });

/** An organisation of the region that the person asks to take part in what is their own organisation's. */
export const otherOrganisation = pickField({ ...organisation, source: 'other-organisations' });

/** An organisation that the person may act for. */
export const actedFor = pickField({ ...organisation, source: 'my-organisations' });

/** An organisation that the person is a member of. */
export const ownOrganisation = pickField({ ...organisation, source: 'own-organisations' });

/** A member whom the person may exclude. */
export const excludableMember = pickField({
  label: 'organisations.field.member',
  option: { fr: 'membre', en: 'member' },
  source: 'excludable-members',
});

export const createForm = {
  title: 'organisations.create.title',
  input: z.object({
    name: textField({
      label: 'organisations.field.name',
      hint: 'organisations.create.nameHint',
      option: { fr: 'nom', en: 'name' },
      max: 100,
    }),
    municipality: textField({
      label: 'organisations.field.municipality',
      option: { fr: 'commune', en: 'town' },
      max: 100,
    }).optional(),
    website: textField({
      label: 'organisations.field.website',
      option: { fr: 'site', en: 'website' },
      max: 300,
    }).optional(),
  }),
};

export type CreateInput = z.output<(typeof createForm)['input']>;

/** Shows the organisations that may be the same as the one about to be created. */
export async function reviewCreate(context: Context, { name }: CreateInput, form: string): Promise<Message> {
  return similarMessage(context.t, name, await context.do(similarOrganisations, { name }), form);
}

/** Creates the organisation. Similar ones are shown before. */
export function runCreate(context: Context, input: CreateInput): Promise<Message> {
  return answerCreate(context, input, false);
}

/** Creates the organisation although similar ones were shown. */
export function runCreateAnyway(context: Context, input: CreateInput): Promise<Message> {
  return answerCreate(context, input, true);
}

async function answerCreate(context: Context, input: CreateInput, anyway: boolean): Promise<Message> {
  return creationMessage(context, await context.do(createOrganisation, { ...input, anyway }), context.form);
}

export const joinForm = {
  title: 'organisations.join.title',
  input: z.object({ organisation: anyOrganisation }),
  prefill: leadToCreating,
  intro: async ({ t }: Context) => t.text('organisations.join.notListed'),
};

/**
 * Prefills nothing, but throws UserError, so that no form opens, where nothing can be chosen in it: there is no
 * organisation at all, or none that is called as was typed.
 */
async function leadToCreating(context: Context, _key: string, given: RawValues): Promise<RawValues> {
  const typed = [given.organisation ?? []].flat().join(' ');
  if ((await context.do(findOrganisations, { typed, which: 'all' })).length > 0) return {};
  const create = { action: 'organisation-create:', label: 'organisations.create.button', primary: true } as const;
  const list = { action: 'organisation-join:', label: 'organisations.join.list' };
  if (typed === '') throw new UserError('organisations.errors.noneYet', {}, null, [create]);
  throw new UserError('organisations.errors.notFound', { typed }, null, [create, list]);
}

export async function runJoin(context: Context, { organisation }: { readonly organisation: string }): Promise<Message> {
  return joinedMessage(context.t, await context.do(joinOrganisation, { organisation }), context.region.chamber);
}
