import { type FieldInput, PlatformRefusal, type SeenOption, type UploadedFile } from '../../local-platform.ts';
import { onKeyboard } from '../../on-keyboard.ts';

/** This file reads what a person put into an option, a select or a field. */
const isFile = (value: string | UploadedFile): value is UploadedFile => typeof value !== 'string';

export function textsOf(input: FieldInput): readonly string[] {
  if (typeof input === 'string') return input === '' ? [] : [input];
  return [...input].filter((item): item is string => typeof item === 'string');
}

export function filesOf(input: FieldInput): readonly UploadedFile[] {
  return typeof input === 'string' ? [] : [...input].filter(isFile);
}

const named = (label: string): string => onKeyboard(label.trim().toLowerCase());

/** Returns the value that a person means. Throws where there is none. */
export function chosenValue(options: readonly SeenOption[], typed: string): string {
  const value = valueMeant(options, typed);
  if (value === undefined) throw new PlatformRefusal(`« ${typed} » ?`);
  return value;
}

/** Returns the value that a person means: by its value, its label, a mention, or a name written with @ or #. */
export function valueMeant(options: readonly SeenOption[], typed: string): string | undefined {
  const bare = typed
    .trim()
    .replace(/^<[@#][!&]?(\d+)>$/, '$1')
    .replace(/^[@#]/, '')
    .toLowerCase();
  const match =
    options.find((option) => option.value === typed) ??
    options.find(
      (option) =>
        option.value.toLowerCase() === bare ||
        named(option.label) === named(bare) ||
        named(option.label) === named(typed),
    );
  return match?.value;
}
