/** How mentioned people, channels and roles are called; null where it isn't known. */
interface MentionNames {
  user(id: string): string | null;
  channel(id: string): string | null;
  role(id: string): string | null;
}

/**
 * What somebody typed as others read it: mentions by name, emoji by their short name. Addressing the bot at the start
 * is not part of what was said. Markup that people type themselves is left as it is.
 */
export function plainText(content: string, bot: string, names: MentionNames): string {
  return content
    .replace(/^\s*<@!?(\d+)>[\s,:]*/, (whole, id: string) => (id === bot ? '' : whole))
    .replace(/<@!?(\d+)>/g, (whole, id: string) => prefixed('@', names.user(id)) ?? whole)
    .replace(/<@&(\d+)>/g, (whole, id: string) => prefixed('@', names.role(id)) ?? whole)
    .replace(/<#(\d+)>/g, (whole, id: string) => prefixed('#', names.channel(id)) ?? whole)
    .replace(/<a?(:\w+:)\d+>/g, '$1');
}

const prefixed = (sign: string, name: string | null): string | null => (name === null ? null : sign + name);
