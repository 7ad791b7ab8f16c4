import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { typedIn } from '../../access/operation/typed-in.ts';
import { idAsShown } from '../../access/operation/version.ts';
import { createForm, joinForm, reviewCreate, runCreate, runCreateAnyway, runJoin } from './forms.ts';
import { requestDecidedMessage, requestWithdrawnMessage } from './messages/joining.ts';
import { confirmExclusion, confirmLeaving, excludedMessage, organisationLeftMessage } from './messages/leaving.ts';
import { membersMessage } from './messages/list.ts';
import { excludeMember, viewExclusion } from './operations/exclude.ts';
import { decideMembership, withdrawRequest } from './operations/join.ts';
import { leaveOrganisation, viewDeparture } from './operations/leave.ts';
import { viewMembers } from './operations/view.ts';

const none = z.object({});
const chosen = z.object({ choice: z.string() });

const decision = (name: string, accept: boolean): AnyAction =>
  action({
    name,
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, membership) =>
      requestDecidedMessage(context.t, await context.do(decideMembership, { membership, accept })),
  });

export const organisationActions: readonly AnyAction[] = [
  action({
    name: 'organisation-create',
    who: 'anyone',
    answer: 'private',
    form: 'always',
    ...createForm,
    run: runCreate,
  }),
  /** `organisation-anyway:<form>` creates the organisation although similar ones were shown. */
  action({
    name: 'organisation-anyway',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, form) => reviewCreate(context, await typedIn(context, createForm.input, form), form),
    run: async (context, _, form) => runCreateAnyway(context, await typedIn(context, createForm.input, form)),
  }),
  action({ name: 'organisation-join', who: 'anyone', answer: 'private', form: 'always', ...joinForm, run: runJoin }),
  action({
    name: 'organisation-join-this',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: (context, _, organisation) => runJoin(context, { organisation }),
  }),
  action({
    name: 'organisation-join-one',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: chosen,
    run: (context, { choice }) => runJoin(context, { organisation: choice }),
  }),
  /** `membership-withdraw:<request>` */
  action({
    name: 'membership-withdraw',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, membership) =>
      requestWithdrawnMessage(context.t, await context.do(withdrawRequest, { membership })),
  }),
  decision('membership-accept', true),
  decision('membership-decline', false),
  /** `membership-exclude:<membership>/<version>`: they may have come back since. */
  action({
    name: 'membership-exclude',
    who: 'organiser',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, key) =>
      confirmExclusion(context.t, await context.do(viewExclusion, { membership: idAsShown(key).id })),
    run: async (context, _, key) =>
      excludedMessage(context.t, await context.do(excludeMember, { membership: idAsShown(key).id })),
  }),
  action({
    name: 'organisation-members',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, organisation) => membersMessage(context.t, await context.do(viewMembers, { organisation })),
  }),
  action({
    name: 'organisation-members-of',
    who: 'organiser',
    answer: 'update',
    form: 'never',
    input: chosen,
    run: async (context, { choice }) =>
      membersMessage(context.t, await context.do(viewMembers, { organisation: choice })),
  }),
  action({
    name: 'organisation-leave-which',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: chosen,
    run: async (context, { choice }) =>
      confirmLeaving(context.t, await context.do(viewDeparture, { organisation: choice })),
  }),
  /** `organisation-leave:<organisation>/<version of the membership>`: they may have come back since. */
  action({
    name: 'organisation-leave',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, key) =>
      confirmLeaving(context.t, await context.do(viewDeparture, { organisation: idAsShown(key).id, asked: true })),
    run: async (context, _, key) =>
      organisationLeftMessage(context.t, await context.do(leaveOrganisation, { organisation: idAsShown(key).id })),
  }),
];
