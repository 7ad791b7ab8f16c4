import type { AnswerMode } from '../../chat/interaction.ts';
import type { IncomingAction, IncomingForm, Responder } from '../../chat/platform.ts';
import type { Identified } from '../running/session.ts';
import type { Route } from './route.ts';

/** Leads to the draft with this id, which somebody is filling in. */
export function formRoute(
  { user, place, interaction = null, at = null }: IncomingAction | IncomingForm,
  id: string,
  responder: Responder,
  how: { readonly mode?: AnswerMode; readonly typed?: Route['typed'] },
  handle: (of: Identified) => Promise<void>,
): Route {
  const { mode = null, typed = {} } = how;
  const clue = { place, form: id };
  return { user, clue, responder, mode, typed, again: '', key: interaction, at, beforeSetup: true, handle };
}
