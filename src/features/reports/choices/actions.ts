import { z } from 'zod';
import { type AnyAction, action } from '../../../access/operation/context.ts';
import { ideaMessage } from '../messages/choices.ts';
import { deskMessage } from '../messages/desk.ts';
import { leaveOutAnswer, putBackAnswer, sortIdea, viewIdea } from './operations.ts';

const chosen = z.object({ choice: z.string() });

/** Splits a list's key `<edition>/<chapter>`. */
function chapterIn(key: string) {
  const [editionId = '', chapter = ''] = key.split('/');
  return { editionId, chapter };
}

/** Leads to the coordinators' choices of photos and answers for a bilan. */
export const choiceActions: readonly AnyAction[] = [
  /** `bilan-leave-out:<edition>/<chapter>` */
  action({
    name: 'bilan-leave-out',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: chosen,
    async run(context, { choice: answer }, key) {
      const { desk } = await context.do(leaveOutAnswer, { ...chapterIn(key), answer });
      return deskMessage(context.t, desk);
    },
  }),
  /** `bilan-put-back:<edition>/<chapter>` */
  action({
    name: 'bilan-put-back',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: chosen,
    async run(context, { choice: answer }, key) {
      const { desk } = await context.do(putBackAnswer, { ...chapterIn(key), answer });
      return deskMessage(context.t, desk);
    },
  }),
  /** `bilan-idea:<edition>` */
  action({
    name: 'bilan-idea',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: chosen,
    run: async (context, { choice: organisation }, editionId) =>
      ideaMessage(context.t, await context.do(viewIdea, { editionId, organisation })),
  }),
  /** `bilan-topic:<edition>/<organisation>/<topic>`, 'none' for no topic */
  action({
    name: 'bilan-topic',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: z.object({}),
    async run(context, _, key) {
      const [editionId = '', organisation = '', topic = ''] = key.split('/');
      return deskMessage(context.t, await context.do(sortIdea, { editionId, organisation, topic }));
    },
  }),
];
