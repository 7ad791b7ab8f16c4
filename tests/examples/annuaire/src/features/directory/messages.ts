import { runs } from '../../chat/interaction.ts';
import { actions, button, field, fields, heading, list, type Message, message, text } from '../../chat/message.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Organisation } from '../organisations/organisation.ts';

export function directoryMessage(t: Translator, organisations: readonly Organisation[]): Message {
  return message(
    heading(t.text('directory.title')),
    organisations.length > 0
      ? list(
          organisations.map(({ name, municipality }) => (municipality === null ? name : `${name} (${municipality})`)),
        )
      : text(t.text('directory.nobody')),
    organisations.length > 0 && actions(button(runs(['annuaire', 'voir']), t.text('directory.open'), 'primary')),
  );
}

export function entryMessage(t: Translator, { name, municipality, website }: Organisation): Message {
  const unknown = t.text('directory.unknown');
  return message(
    heading(name),
    fields(
      field(t.text('directory.municipality'), municipality ?? unknown),
      field(t.text('directory.website'), website ?? unknown),
    ),
    actions(button(runs(['annuaire', 'liste']), t.text('directory.back'))),
  );
}
