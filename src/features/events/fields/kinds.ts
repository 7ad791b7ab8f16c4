import { choiceFieldKind } from './choice.ts';
import { datesFieldKind } from './dates.ts';
import type { EventFieldKind } from './kind.ts';
import { type EventField, eventFields, type FieldName } from './list.ts';
import { pictureFieldKind } from './picture.ts';
import { placeFieldKind } from './place.ts';
import { textFieldKind } from './text.ts';

/** All kinds of fields, by the name that the list gives them. */
const FIELD_KINDS: Readonly<Record<EventField['kind'], EventFieldKind<FieldName>>> = {
  text: textFieldKind,
  choice: choiceFieldKind,
  dates: datesFieldKind,
  place: placeFieldKind,
  picture: pictureFieldKind,
};

/** Returns the kind of a field. */
export function fieldKindOf(name: FieldName): EventFieldKind<FieldName> {
  return FIELD_KINDS[eventFields[name].kind];
}
