import type { RawValues } from '../../chat/form.ts';
import { legible } from '../../chat/legible.ts';
import { MAX_TYPED_LENGTH } from '../../chat/length.ts';
import type { IncomingFile, IncomingMessage, IncomingValues, SuggestionRequest } from '../../chat/platform.ts';
import { isFiles } from '../forms/submitted-values.ts';
import type { Step } from '../pipeline.ts';
import { displayedUser } from '../running/displayed-user.ts';
import type { Received } from './received.ts';
import type { Suggestions } from './suggestions.ts';

/** Hands on what people typed without characters that can't be stored or that hide others. */
export const legibly: Step<Received> = async (received, next) => {
  const user = displayedUser(received.given.user);
  if (received.kind === 'command') {
    const { values, text, said } = received.given;
    const typed = { values: legibleTexts(values), text: legible(text) };
    // It may be somebody else's message, which nobody here could shorten.
    const read = said === undefined ? {} : { said: legible(said.slice(0, MAX_TYPED_LENGTH)) };
    return next({ ...received, given: { ...received.given, user, ...typed, ...read } });
  }
  if (received.kind === 'action') return next({ ...received, given: { ...received.given, user } });
  return next({ ...received, given: { ...received.given, user, values: legibleValues(received.given.values) } });
};

export const legibleRequest: Step<SuggestionRequest, SuggestionRequest, Suggestions> = async (request, next) =>
  next({ ...request, user: displayedUser(request.user), typed: legible(request.typed) });

/** Returns a typed message as it can be stored and shown. */
export function legibleMessage(said: IncomingMessage): IncomingMessage {
  return { ...said, user: displayedUser(said.user), text: legible(said.text), files: said.files.map(legiblyNamed) };
}

function legibleTexts(values: RawValues): RawValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, legibleText(value)]));
}

function legibleValues(values: IncomingValues): IncomingValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isFiles(value) ? value.map(legiblyNamed) : legibleText(value),
    ]),
  );
}

function legibleText(value: RawValues[string]): RawValues[string] {
  return typeof value === 'string' ? legible(value) : value.map(legible);
}

function legiblyNamed(file: IncomingFile): IncomingFile {
  // `fetch` may be a method that needs its object.
  return { ...file, name: legible(file.name), fetch: (most) => file.fetch(most) };
}
