import { z } from 'zod';
import { operation } from '../../../access/operation.ts';
import type { Scope } from '../../../access/scope.ts';
import type { Message } from '../../../chat/message.ts';
import type { Place } from '../../../chat/place.ts';
import { heldAmong, send } from '../../../delivery/outbox.ts';
import { answerKey } from '../../../delivery/replies.ts';
import { translator } from '../../../texts/translator.ts';
import { conversationStore } from '../conversation-store.ts';
import { tooLateMessage } from '../messages/conversation.ts';
import { directlyRefused, directlySaved, severalWait } from '../messages/direct.ts';
import { currentSurvey } from '../my-sheets.ts';
import { saidText } from '../said.ts';
import { type AnswerSavedHook, answering } from '../save-answer.ts';
import { loadSheet } from '../sheets.ts';
import type { SurveyConversation } from '../survey.ts';
import { takeTyped, typedFields, wantsFile } from '../take-typed.ts';

const direct = z.object({ place: z.custom<Place>(), ...typedFields });

/**
 * What somebody typed to the bot alone, outside any thread: the answer to their open question, where exactly one waits; of
 * several, it is asked which. False when none waits: it isn't about the survey.
 */
export function answerDirectly(onSaved: readonly AnswerSavedHook[]) {
  return operation({
    name: 'surveys.answerDirectly',
    who: 'anyone',
    input: direct,
    async run(scope, { place, ...said }): Promise<boolean> {
      const { actor, region } = scope;
      const [only, ...others] = await waitingFor(scope);
      if (!only) return false;
      const t = translator(actor.locale, region.timeZone);
      const reply = async (message: Message): Promise<true> => {
        await send(scope, { key: answerKey(place, said.messageId), target: { kind: 'place', place }, message });
        return true;
      };
      if (others.length > 0) {
        const sheets = [];
        for (const { questionnaireId } of [only, ...others]) sheets.push(await loadSheet(scope, questionnaireId));
        return reply(severalWait(t, sheets, said));
      }
      const where = await answering(scope, only.id);
      const outcome = await takeTyped(scope, where, said, onSaved);
      if (outcome.kind === 'nothing-asked') return false;
      if (outcome.kind === 'too-late') return reply(tooLateMessage(t, saidText(said)));
      const sheet = await loadSheet(scope, where.sheet.id);
      return reply(
        outcome.kind === 'saved'
          ? directlySaved(t, sheet, outcome.question, said)
          : directlyRefused(t, sheet, outcome.question, outcome.problem, said),
      );
    },
  });
}

/** Whether a file that this person has sent to the bot alone is wanted: before that it isn't fetched. */
export const expectsFileDirectly = operation({
  name: 'surveys.expectsFileDirectly',
  who: 'anyone',
  looks: true,
  input: z.object({}),
  async run(scope): Promise<boolean> {
    const [only, ...others] = await waitingFor(scope);
    return only !== undefined && others.length === 0 && wantsFile(await answering(scope, only.id));
  },
});

/** This person's conversations in which a question of the open survey waits. */
async function waitingFor(scope: Scope): Promise<readonly SurveyConversation[]> {
  const { actor } = scope;
  const survey = await currentSurvey(scope);
  if (!survey || survey.closedAt !== null) return [];
  const open = await conversationStore(scope).askedOf(survey.id, actor.personId, actor.platform);
  const held = await heldAmong(
    scope,
    open.map(({ deliveryKey }) => deliveryKey),
  );
  // Nobody answers what they haven't been asked yet.
  return open.filter(({ deliveryKey }) => !held.has(deliveryKey));
}
