import type { RawValues } from '../../chat/form.ts';
import type { FormResponder, IncomingAction, IncomingCommand, IncomingForm, Responder } from '../../chat/platform.ts';
import { typedValues } from '../forms/submitted-values.ts';

interface Of<Kind, Given, Answering> {
  readonly kind: Kind;
  readonly given: Given;
  readonly responder: Answering;
}

/** A command, a pressed button or list of a message, or a submitted form; with its responder. */
export type Received<Form extends FormResponder = FormResponder> =
  | Of<'command', IncomingCommand, Responder>
  | Of<'action', IncomingAction, Responder>
  | Of<'form', IncomingForm, Form>;

/** Returns what was typed with it, which must not be lost if the person has to do it again. */
export function typedWith(received: Received): RawValues {
  if (received.kind === 'command') return { ...received.given.values, text: received.given.text };
  return received.kind === 'form' ? typedValues(received.given.values) : {};
}
