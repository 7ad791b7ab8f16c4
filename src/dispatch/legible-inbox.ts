import type { RawValues } from '../chat/form.ts';
import { legible } from '../chat/legible.ts';
import type { Inbox, IncomingFile, IncomingValues } from '../chat/platform.ts';
import { isFiles } from './submit.ts';

/** Takes in what people typed as far as it can be kept at all: the rest comes after this. */
export function legibleInbox(inbox: Inbox): Inbox {
  return {
    ...inbox,
    command: (given, responder) =>
      inbox.command({ ...given, values: legibleTexts(given.values), text: legible(given.text) }, responder),
    form: (given, responder) => inbox.form({ ...given, values: legibleValues(given.values) }, responder),
    message: (given) => inbox.message({ ...given, text: legible(given.text), files: given.files.map(legiblyNamed) }),
    suggest: (request) => inbox.suggest({ ...request, typed: legible(request.typed) }),
  };
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
  const { name, type, size } = file;
  // `fetch` may be a method that needs its object.
  return { name: legible(name), type, size, fetch: (most) => file.fetch(most) };
}
