import type { EventFieldKind } from './kind.ts';
import { type CompletionText, type EventField, eventFields, type ProposalText } from './list.ts';

/** A text, stored as its entry in the list reads it in a column of the field's name. */
export const textFieldKind: EventFieldKind<ProposalText | CompletionText> = {
  columns: (name) => [name],
  read(_, name, typed) {
    const { read }: EventField = eventFields[name];
    return { [name]: read ? read(typed) : typed };
  },
  text: (_, event, name) => event[name] ?? '',
  prefill: (_, event, name) => event[name],
  compared: (event, name) => event[name] ?? '',
  decided: (event, name) => [event[name]],
};
