/**
 * The properties that distinguish a command, an option or a choice; the bot doesn't set the others that Discord
 * returns.
 */
const compared = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'autocomplete',
  'value',
  'min_length',
  'max_length',
  'channel_types',
  'contexts',
  'integration_types',
  'options',
  'choices',
] as const;

/** Returns whether the registered commands mean the same as the wanted ones, however Discord writes them. */
export function sameCommands(registered: unknown, wanted: unknown): boolean {
  return JSON.stringify(byName(registered)) === JSON.stringify(byName(wanted));
}

/** Sorts commands by name: their order means nothing, unlike that of options and choices. */
function byName(commands: unknown): readonly (readonly [string, unknown])[] {
  if (!Array.isArray(commands)) return [];
  const entries = commands.map((command): readonly [string, unknown] => [
    `${property(command, 'type') ?? 1} ${String(property(command, 'name'))}`,
    canonical(command),
  ]);
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'number') ? [...value].sort((a, b) => a - b) : value.map(canonical);
  }
  if (typeof value !== 'object' || value === null) return value;
  return compared.flatMap((key) => {
    const meaning = property(value, key);
    if (isDefault(meaning)) return [];
    if (key.endsWith('_localizations') && typeof meaning === 'object' && meaning !== null) {
      return [[key, Object.entries(meaning).sort(([a], [b]) => (a < b ? -1 : 1))]];
    }
    return [[key, canonical(meaning)]];
  });
}

/** Returns whether a value says nothing: Discord leaves such a property out, or gives it as null, false or empty. */
const isDefault = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
