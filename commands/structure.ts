import { z } from 'zod';
import { type AnyCommand, type Context, command } from '../src/access/operation/context.ts';
import { personField } from '../src/chat/form.ts';
import { UserError } from '../src/chat/user-error.ts';
import {
  actedFor,
  anyOrganisation,
  createForm,
  excludableMember,
  joinForm,
  ownOrganisation,
  runCreate,
  runJoin,
} from '../src/features/organisations/forms.ts';
import { addedAnswer } from '../src/features/organisations/messages/joining.ts';
import { confirmExclusion, confirmLeaving } from '../src/features/organisations/messages/leaving.ts';
import { chooseMessage, listMessage, membersMessage } from '../src/features/organisations/messages/list.ts';
import { findExcludable, viewExclusion } from '../src/features/organisations/operations/exclude.ts';
import { addMember } from '../src/features/organisations/operations/join.ts';
import { viewDeparture } from '../src/features/organisations/operations/leave.ts';
import { findOrganisations, listOrganisations, viewMembers } from '../src/features/organisations/operations/view.ts';
import type { Organisation } from '../src/features/organisations/organisation.ts';
import { namedUser } from '../src/features/people/find-person.ts';

/** Returns the named organisation, otherwise the only one there is; null when the person has to be asked. */
async function meant(
  context: Context,
  named: string | undefined,
  which: 'own' | 'mine',
): Promise<{ readonly one: Organisation | null; readonly among: readonly Organisation[] }> {
  const own = await context.do(findOrganisations, { typed: '', which: 'own' });
  const among = which === 'own' ? own : await context.do(findOrganisations, { typed: '', which });
  const one = named === undefined ? (own.length === 1 ? own[0] : undefined) : among.find(({ id }) => id === named);
  return { one: one ?? null, among };
}

export const structureCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['structure', 'creer'], en: ['organisation', 'create'] },
    description: 'organisations.command.create',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    ...createForm,
    run: runCreate,
  }),
  command({
    path: { fr: ['structure', 'rejoindre'], en: ['organisation', 'join'] },
    description: 'organisations.command.join',
    who: 'anyone',
    answer: 'private',
    form: 'when-incomplete',
    ...joinForm,
    run: runJoin,
  }),
  command({
    path: { fr: ['structure', 'membres'], en: ['organisation', 'members'] },
    description: 'organisations.command.members',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: z.object({ organisation: actedFor.optional() }),
    async run(context, { organisation }) {
      const { one, among } = await meant(context, organisation, 'mine');
      if (!one) return chooseMessage(context.t, 'organisation-members-of:', among);
      return membersMessage(context.t, await context.do(viewMembers, { organisation: one.id }));
    },
  }),
  command({
    path: { fr: ['structure', 'ajouter'], en: ['organisation', 'add'] },
    description: 'organisations.command.add',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'organisations.add.title',
    input: z.object({
      person: personField({ label: 'organisations.field.person', option: { fr: 'personne', en: 'person' } }),
      organisation: anyOrganisation,
    }),
    async run(context, { person, organisation }) {
      const user = await namedUser(context, person, 'person');
      return addedAnswer(context.t, await context.do(addMember, { person: user, organisation }));
    },
  }),
  command({
    path: { fr: ['structure', 'quitter'], en: ['organisation', 'leave'] },
    description: 'organisations.command.leave',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({ organisation: ownOrganisation.optional() }),
    async run(context, { organisation }) {
      const { one, among } = await meant(context, organisation, 'own');
      if (!one) return chooseMessage(context.t, 'organisation-leave-which:', among);
      return confirmLeaving(context.t, await context.do(viewDeparture, { organisation: one.id }));
    },
  }),
  command({
    path: { fr: ['structure', 'exclure'], en: ['organisation', 'exclude'] },
    description: 'organisations.command.exclude',
    who: 'organiser',
    answer: 'private',
    form: 'when-incomplete',
    title: 'organisations.exclude.title',
    async prefill(context) {
      const members = await context.do(findExcludable, { typed: '' });
      if (members.length === 0) throw new UserError('organisations.errors.nobodyToExclude');
      return {};
    },
    input: z.object({ member: excludableMember }),
    run: async (context, { member }) =>
      confirmExclusion(context.t, await context.do(viewExclusion, { membership: member })),
  }),
  command({
    path: { fr: ['structure', 'liste'], en: ['organisation', 'list'] },
    description: 'organisations.command.list',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => listMessage(context.t, await context.do(listOrganisations, {})),
  }),
];
