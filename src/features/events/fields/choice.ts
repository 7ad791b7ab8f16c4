import { UserError } from '../../../chat/user-error.ts';
import { audienceKind, audienceKindText } from './audience-kinds.ts';
import type { EventFieldKind } from './kind.ts';
import type { CompletionChoice } from './list.ts';

/** One of the kinds of audience, stored as its id in a column of the field's name. */
export const choiceFieldKind: EventFieldKind<CompletionChoice> = {
  columns: (name) => [name],
  read(_, name, chosen) {
    const kind = audienceKind(chosen);
    if (kind === null) throw new UserError('common.errors.notInList', {}, name);
    return { [name]: kind };
  },
  text(t, event, name) {
    const kind = audienceKind(event[name] ?? null);
    return kind === null ? '' : t.text(audienceKindText(kind));
  },
  prefill: (_, event, name) => event[name],
  compared: (event, name) => event[name] ?? '',
  decided: (event, name) => [event[name]],
};
