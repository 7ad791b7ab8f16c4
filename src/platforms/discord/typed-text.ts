/** Looks up the names of mentioned people, channels and roles; null where one isn't known. */
interface MentionNames {
  user(id: string): string | null;
  channel(id: string): string | null;
  role(id: string): string | null;
}

/**
 * Returns a typed text as others read it: mentions by name, emoji by their short name. A mention of the bot at the
 * start addresses it and is left out. Markup that people type themselves stays as it is.
 */
export function plainText(content: string, bot: string, names: MentionNames): string {
  return content
    .replace(/^\s*<@!?(\d+)>[\s,:]*/, (whole, id: string) => (id === bot ? '' : whole))
    .replace(/<@!?(\d+)>/g, (whole, id: string) => prefixed('@', names.user(id)) ?? whole)
    .replace(/<@&(\d+)>/g, (whole, id: string) => prefixed('@', roleNamed(names.role(id))) ?? whole)
    .replace(/<#(\d+)>/g, (whole, id: string) => prefixed('#', names.channel(id)) ?? whole)
    .replace(/<a?(:\w+:)\d+>/g, '$1');
}

/** Returns a role's name without the sign that it stands behind in a text: that of the role which everybody has is "@everyone". */
export const roleNamed = <N extends string | null | undefined>(name: N): N | string =>
  typeof name === 'string' ? name.replace(/^@/u, '') : name;

const prefixed = (sign: string, name: string | null): string | null => (name === null ? null : sign + name);
