import { PlatformRefusal } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import type { WireObject } from '../json.ts';
import type { Channel } from '../model/types.ts';
import { localName, namesOf, type Typeable, typeableCommands } from './commands.ts';
import { inWords } from './reader.ts';

export interface TypedCommand {
  readonly target: Typeable;
  /** Typed options, in the order of the command's definition. */
  readonly values: ReadonlyMap<WireObject, string>;
}

/** Parses `/name sub option:value other:value with spaces`, with the names of any language. */
export function readCommandLine(core: DiscordCore, userId: string, channel: Channel, text: string): TypedCommand {
  const line = text.trim();
  for (const target of typeableCommands(core, userId, channel)) {
    const rest = afterPath(line, target);
    if (rest !== null) return { target, values: readOptions(core, userId, target, rest) };
  }
  const more = longerThan(core, userId, channel, line);
  if (more.length > 0) {
    const list = more.join(', ');
    const [french, english] = [`${line} ne suffit pas. Tape la suite : ${list}`, `${line} isn't all. Go on: ${list}`];
    throw new PlatformRefusal(inWords(core, userId, french, english));
  }
  throw new PlatformRefusal(inWords(core, userId, `Commande inconnue : ${line}`, `Unknown command: ${line}`));
}

/** Returns the commands, as they are typed, of which the line is only the beginning: Discord's picker offers these. */
function longerThan(core: DiscordCore, userId: string, channel: Channel, line: string): readonly string[] {
  const { locale } = core.world.user(userId);
  return typeableCommands(core, userId, channel)
    .filter(({ command, path }) => path.length > 0 && afterPath(line, { command, path: [] }) === '')
    .map(({ command, path }) => `/${[command.data, ...path].map((item) => localName(item, locale)).join(' ')}`);
}

function afterPath(line: string, { command, path }: Pick<Typeable, 'command' | 'path'>): string | null {
  if (!line.startsWith('/')) return null;
  let rest = line.slice(1);
  for (const item of [command.data, ...path]) {
    const word = /^\s*(\S+)/.exec(rest);
    if (!word || !namesOf(item).includes((word[1] ?? '').normalize('NFC').toLowerCase())) return null;
    rest = rest.slice(word[0].length);
  }
  return rest;
}

function readOptions(
  core: DiscordCore,
  userId: string,
  target: Typeable,
  rest: string,
): ReadonlyMap<WireObject, string> {
  const byName = new Map(target.options.flatMap((option) => namesOf(option).map((name) => [name, option] as const)));
  const marks = [...rest.matchAll(/(?<=^|\s)([\p{L}\p{N}_'-]+):/gu)].filter(([, word = '']) =>
    byName.has(word.toLowerCase()),
  );
  const before = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  if (before !== '') {
    const known = target.options.map((option) => namesOf(option)[0]).join(', ');
    throw new PlatformRefusal(
      inWords(
        core,
        userId,
        `« ${before} » n'est pas une option (${known}).`,
        `"${before}" is not an option (${known}).`,
      ),
    );
  }
  const values = new Map<WireObject, string>();
  for (const [index, mark] of marks.entries()) {
    const option = byName.get((mark[1] ?? '').toLowerCase());
    const value = rest.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? rest.length).trim();
    if (option && value !== '') values.set(option, value);
  }
  return values;
}
