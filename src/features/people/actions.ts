import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { idAsShown } from '../../access/operation/version.ts';
import { switchableKinds } from '../../delivery/outbox/index.ts';
import { codeForm, runLink } from './forms/link.ts';
import { quietHoursForm } from './forms/notifications.ts';
import { confirmSeparation, linkAnsweredMessage, linkingMessage, separatedMessage } from './messages/link.ts';
import { notificationsMessage } from './messages/notifications.ts';
import { confirmRemoval, removedMessage } from './messages/team.ts';
import { type AnswerLink, askLink, findLink } from './operations/link.ts';
import { resetNotifications, switchKind, viewNotifications } from './operations/notifications.ts';
import { findSeparable, type SeparateAccounts } from './operations/separate.ts';
import { removeTeamMember, viewTeamMember } from './operations/team.ts';

const none = z.object({});

export const peopleActions = (answerLink: AnswerLink, separateAccounts: SeparateAccounts): readonly AnyAction[] => [
  action({ name: 'link-code', who: 'anyone', answer: 'private', form: 'always', ...codeForm, run: runLink }),
  /** `link-accounts:<code>`: the person confirms that both accounts shown are theirs. */
  action({
    name: 'link-accounts',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, code) => linkingMessage(context, await context.do(findLink, { code })),
    run: async (context, _, code) => linkingMessage(context, await context.do(askLink, { code })),
  }),
  /**
   * `link-yes:<code's id>`, `link-no:<code's id>`: the owner of the code says whether the account it was typed from
   * is theirs too.
   */
  ...[true, false].map((joined) =>
    action({
      name: joined ? 'link-yes' : 'link-no',
      who: 'anyone',
      answer: 'update',
      form: 'never',
      input: none,
      run: async (context, _, link) => linkAnsweredMessage(context.t, await context.do(answerLink, { link, joined })),
    }),
  ),
  action({
    name: 'accounts-separate',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => confirmSeparation(context, await context.do(findSeparable, {})),
  }),
  /** `accounts-apart:<link>` */
  action({
    name: 'accounts-apart',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context) => confirmSeparation(context, await context.do(findSeparable, {})),
    async run(context, _, link) {
      return separatedMessage(context, await context.do(separateAccounts, { link }));
    },
  }),
  /** `notify-off:<kind>`, `notify-on:<kind>` */
  ...[false, true].map((wanted) =>
    action({
      name: wanted ? 'notify-on' : 'notify-off',
      who: 'anyone',
      answer: 'update',
      form: 'never',
      input: none,
      async run(context, _, key) {
        const kind = z.enum(switchableKinds).parse(key);
        return notificationsMessage(context, await context.do(switchKind, { kind, wanted }), true);
      },
    }),
  ),
  action({
    name: 'notify-usual',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context) => notificationsMessage(context, await context.do(resetNotifications, {}), true),
  }),
  /** Shows the current choices without changing any. */
  action({
    name: 'notify-view',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => notificationsMessage(context, await context.do(viewNotifications, {}), false),
  }),
  action({ name: 'quiet-hours', who: 'anyone', answer: 'update', form: 'always', ...quietHoursForm }),
  /** The person is chosen by id, so it doesn't matter whether their platform still knows them. */
  action({
    name: 'team-leave',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({ choice: z.string() }),
    run: async (context, { choice }) => confirmRemoval(context, await context.do(viewTeamMember, { personId: choice })),
  }),
  /** `team-remove:<person>/<version of their roles>`: they may have been named anew since. */
  action({
    name: 'team-remove',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, key) =>
      confirmRemoval(context, await context.do(viewTeamMember, { personId: idAsShown(key).id })),
    run: async (context, _, key) =>
      removedMessage(context, await context.do(removeTeamMember, { personId: idAsShown(key).id })),
  }),
];
