import { z } from 'zod';
import { type AnyAction, action } from '../../access/context.ts';
import { codeForm, runLink } from './link.ts';
import { linkingMessage, removedMessage } from './messages.ts';
import { linkIdentities } from './operations/link.ts';
import { removeTeamMember } from './operations/team.ts';

const none = z.object({});

export const peopleActions: readonly AnyAction[] = [
  action({ name: 'link-code', who: 'anyone', answer: 'private', form: 'always', ...codeForm, run: runLink }),
  /** `link-accounts:<code>`: both accounts were shown, and are one person's. */
  action({
    name: 'link-accounts',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context, _, code) => linkingMessage(context, await context.do(linkIdentities, { code })),
  }),
  /** `team-remove:<person>` */
  action({
    name: 'team-remove',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context, _, personId) => removedMessage(context, await context.do(removeTeamMember, { personId })),
  }),
];
