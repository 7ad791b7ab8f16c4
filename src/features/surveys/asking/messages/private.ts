import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { PlatformName } from '../../../../chat/place.ts';
import { traitsOf } from '../../../../platforms/registered.ts';
import { isTextKey } from '../../../../texts/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Questionnaire } from '../../survey.ts';

/** Tells the thread that somebody continues in private, without their answers. */
export function continuedInPrivateMessage(t: Translator, { id }: Questionnaire, name: string): Message {
  return message(
    text(t.text('surveys.private.continues', { name })),
    actions(button(`survey-open:${id}`, t.text('surveys.buttons.answerToo'))),
  );
}

/** Tells the thread that the platform doesn't let the bot write to this person. */
export function privateRefusedMessage(t: Translator, name: string, on: PlatformName): Message {
  const refused = t.text('surveys.private.refused', { name, platform: traitsOf(on).title });
  return message(text(refused), note(howToOpen(t, on)));
}

/** Says what to do where nothing arrives in private, by the names that the platform's own menus have where these are known. */
export function howToOpen(t: Translator, on: PlatformName): string {
  const key = `platforms.${on}.howToOpen`;
  return isTextKey(key) ? t.text(key) : t.text('surveys.private.howToOpen', { platform: traitsOf(on).title });
}
