import { type AnyAction, action } from '../../../access/operation/context.ts';
import { FORM_KINDS, type FormKind } from '../questions/catalogue.ts';
import { formWithAll } from './all-at-once.ts';
import type { AnswerOperations } from './operations/answer.ts';
import { answersInForm } from './operations/answer-all.ts';

/** Returns the actions behind [Répondre d'un coup], whose form has all questions of a questionnaire. */
export function allAtOnceActions({ answerAll }: Pick<AnswerOperations, 'answerAll'>): readonly AnyAction[] {
  const withAll = (kind: FormKind) =>
    action({
      name: `survey-all-${kind}`,
      who: 'organiser',
      answer: 'silent',
      form: 'always',
      title: 'surveys.form.all',
      input: formWithAll(kind),
      intro: async (context) => context.t.text('surveys.form.allIntro'),
      putsBack: {},
      prefill: (context, conversationId) => context.do(answersInForm, { conversationId, kind }),
      async run(context, input, conversationId) {
        const given = Object.fromEntries(
          Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
        );
        await context.do(answerAll, { conversationId, kind, given, openedAt: context.at });
        return null;
      },
    });
  return FORM_KINDS.map(withAll);
}
