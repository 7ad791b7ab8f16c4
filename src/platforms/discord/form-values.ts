import { ComponentType, type ModalData, type ModalSubmitInteraction } from 'discord.js';
import type { IncomingFile, IncomingValues } from '../../chat/platform.ts';
import { incomingFile } from './incoming-files.ts';
import { FIRST_LIST_ID } from './render-form.ts';

type Values = Record<string, string | readonly string[] | readonly IncomingFile[]>;

/** Returns the values of a submitted modal, by field. Empty fields are left out. */
export function formValues(interaction: ModalSubmitInteraction): IncomingValues {
  const values: Values = {};
  for (const field of interaction.fields.fields.values()) {
    const value = fieldValue(field);
    if (value.length > 0) values[field.customId] = value;
  }
  return values;
}

function fieldValue(field: ModalData): string | readonly string[] | readonly IncomingFile[] {
  switch (field.type) {
    case ComponentType.TextInput:
      return field.value;
    case ComponentType.RadioGroup:
      return field.value ?? '';
    case ComponentType.Checkbox:
      return String(field.value);
    case ComponentType.FileUpload:
      return field.values.flatMap((id) => {
        const attachment = field.attachments.get(id);
        return attachment ? [incomingFile(attachment)] : [];
      });
    case ComponentType.CheckboxGroup:
      return field.values;
    default:
      return field.id >= FIRST_LIST_ID ? field.values : (field.values[0] ?? '');
  }
}
