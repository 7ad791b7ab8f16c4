import type { RawValues } from '../../chat/form.ts';
import type { FormResponder, IncomingAction, IncomingCommand, IncomingForm, Responder } from '../../chat/platform.ts';
import { typedValues } from '../forms/submitted-values.ts';

interface Of<Kind, Given, Answering> {
  readonly kind: Kind;
  readonly given: Given;
  readonly responder: Answering;
}

/** What somebody did: a command, a button or list of a message, or a form they sent; with what answers it. */
export type Received<Form extends FormResponder = FormResponder> =
  | Of<'command', IncomingCommand, Responder>
  | Of<'action', IncomingAction, Responder>
  | Of<'form', IncomingForm, Form>;

/** Returns what they typed with it, which must not be lost should they have to do it again. */
export function typedWith(received: Received): RawValues {
  if (received.kind === 'command') return { ...received.given.values, text: received.given.text };
  return received.kind === 'form' ? typedValues(received.given.values) : {};
}
