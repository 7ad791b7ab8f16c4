import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../access/operation/context.ts';
import { longTextField } from '../../chat/form.ts';
import type { Message } from '../../chat/message.ts';
import { checkWording, linkValues, readWording, wordingInput } from '../announcements/forms.ts';
import { previewFromNation } from '../announcements/messages/copy.ts';
import { MAX_TEXT } from '../announcements/rules.ts';
import { bothWordings } from '../announcements/wording.ts';
import {
  addressCall,
  dropCall,
  openCall,
  previewCallWithdrawal,
  remindCall,
  rewriteCall,
  sendCall,
  viewCall,
  withdrawCall,
} from './call-operations.ts';
import {
  callComposer,
  callDropped,
  callReminded,
  callSentMessage,
  callStateMessage,
  callWithdrawn,
  confirmCallReminder,
  confirmCallWithdrawal,
} from './messages/calls.ts';

const none = z.object({});
const changes = { who: 'national', answer: 'update', form: 'never' } as const;

/** Fields of a message to coordinators: those of an announcement, without files, which are a region's. */
export const callInput = z.object({
  text: longTextField({
    label: 'nation.call.text',
    hint: 'nation.call.textHint',
    option: { fr: 'texte', en: 'text' },
    max: MAX_TEXT,
  }),
  links: wordingInput.shape.links,
});

/** Turns the typed fields into an operation's input. Throws UserError about the field `links`. */
export function readCall(context: Context, { text, links }: z.output<typeof callInput>) {
  const { files: _, ...words } = readWording(context, { text, links });
  return words;
}

/** Shows a message as it stands: to be composed, or what became of it. */
export async function showCall(context: Context, id: string): Promise<Message> {
  const shown = await context.do(openCall, { id });
  return 'elsewhere' in shown ? callComposer(context.t, shown) : callStateMessage(context.t, shown);
}

async function askToRemind(context: Context, id: string): Promise<Message> {
  const shown = await context.do(openCall, { id });
  return 'elsewhere' in shown ? callComposer(context.t, shown) : confirmCallReminder(context.t, shown);
}

async function askToWithdraw(context: Context, id: string): Promise<Message> {
  return confirmCallWithdrawal(context.t, await context.do(previewCallWithdrawal, { id }));
}

export const callActions: readonly AnyAction[] = [
  action({ name: 'nation-call-show', ...changes, input: none, run: (context, _, id) => showCall(context, id) }),
  action({
    name: 'nation-call-open',
    ...changes,
    input: z.object({ choice: z.string() }),
    run: (context, { choice }) => showCall(context, choice),
  }),
  action({
    name: 'nation-call-regions',
    ...changes,
    input: z.object({ choice: z.array(z.string()) }),
    run: async (context, { choice }, id) =>
      callComposer(context.t, await context.do(addressCall, { id, regionIds: choice })),
  }),
  action({
    name: 'nation-call-write',
    who: 'national',
    answer: 'update',
    form: 'always',
    title: 'announcements.write.button',
    submit: 'announcements.write.submit',
    input: callInput,
    putsBack: { both: bothWordings },
    check: checkWording,
    async prefill(context, id) {
      const { call } = await context.do(viewCall, { id });
      return { text: call.text, ...linkValues(context.t, call.links) };
    },
    run: async (context, input, id) =>
      callComposer(context.t, await context.do(rewriteCall, { id, ...readCall(context, input) })),
  }),
  action({
    name: 'nation-call-preview',
    ...changes,
    answer: 'private',
    input: none,
    async run(context, _, id) {
      const { call } = await context.do(viewCall, { id });
      return previewFromNation(context.t, call, call.author.name);
    },
  }),
  action({
    name: 'nation-call-send',
    ...changes,
    input: none,
    confirms: async (context, id) => callComposer(context.t, await context.do(viewCall, { id })),
    run: async (context, _, id) => callSentMessage(context.t, await context.do(sendCall, { id })),
  }),
  action({
    name: 'nation-call-drop',
    ...changes,
    input: none,
    async run(context, _, id) {
      await context.do(dropCall, { id });
      return callDropped(context.t);
    },
  }),
  action({
    name: 'nation-call-remind',
    ...changes,
    answer: 'private',
    input: none,
    run: (context, _, id) => askToRemind(context, id),
  }),
  action({
    name: 'nation-call-remind-now',
    ...changes,
    input: none,
    confirms: askToRemind,
    run: async (context, _, id) => callReminded(context.t, await context.do(remindCall, { id })),
  }),
  action({
    name: 'nation-call-withdraw',
    ...changes,
    answer: 'private',
    input: none,
    run: (context, _, id) => askToWithdraw(context, id),
  }),
  action({
    name: 'nation-call-withdraw-now',
    ...changes,
    input: none,
    confirms: askToWithdraw,
    run: async (context, _, id) => callWithdrawn(context.t, await context.do(withdrawCall, { id })),
  }),
];
