import { z } from 'zod';
import { type AnyAction, action } from '../../../access/operation/context.ts';
import { longTextField } from '../../../chat/form.ts';
import { partsOf, questionIntro } from './forms.ts';
import { enquiryAskedMessage, enquiryRepliedMessage } from './messages/enquiry.ts';
import { askCoordination, enquiryToReply, replyToEnquiry } from './operations/ask-coordination.ts';

/** The actions behind [Demander à la coordination], and behind the coordinators' answer to it. */
export const enquiryActions: readonly AnyAction[] = [
  action({
    name: 'survey-ask',
    who: 'organiser',
    answer: 'private',
    form: 'always',
    title: 'surveys.form.ask',
    intro: questionIntro,
    input: z.object({ asked: longTextField({ label: 'surveys.form.asked', max: 1000 }) }),
    async run(context, { asked: text }, key) {
      const { conversationId, question } = partsOf(key);
      const leaves = await context.do(askCoordination, { conversationId, question, text });
      return enquiryAskedMessage(context.t, leaves);
    },
  }),
  action({
    name: 'survey-reply',
    who: 'coordinator',
    answer: 'private',
    form: 'always',
    title: 'surveys.form.write',
    intro: (context, enquiryId) => context.do(enquiryToReply, { enquiryId }),
    input: z.object({ reply: longTextField({ label: 'surveys.form.reply', max: 1500 }) }),
    async run(context, { reply: text }, enquiryId) {
      const { leaves, instead } = await context.do(replyToEnquiry, { enquiryId, text });
      return enquiryRepliedMessage(context.t, leaves, instead);
    },
  }),
];
