import type { RawValues } from '../../chat/form.ts';
import { legible } from '../../chat/legible.ts';
import type { Inbox, IncomingFile, IncomingMessage, IncomingValues } from '../../chat/platform.ts';
import { isFiles } from '../forms/submitted-values.ts';
import { displayedUser } from '../running/displayed-user.ts';

/** Takes in what people typed as far as it can be kept at all: the rest comes after this. */
export function legibleInbox(inbox: Inbox): Inbox {
  return {
    ...inbox,
    command: (given, responder) =>
      inbox.command(
        { ...given, user: displayedUser(given.user), values: legibleTexts(given.values), text: legible(given.text) },
        responder,
      ),
    action: (given, responder) => inbox.action({ ...given, user: displayedUser(given.user) }, responder),
    form: (given, responder) =>
      inbox.form({ ...given, user: displayedUser(given.user), values: legibleValues(given.values) }, responder),
    suggest: (request) =>
      inbox.suggest({ ...request, user: displayedUser(request.user), typed: legible(request.typed) }),
  };
}

/** A typed message as far as it can be kept and shown. */
export function legiblySaid(said: IncomingMessage): IncomingMessage {
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
