import type { Workspace } from './state.ts';

const broadcasts = ['channel', 'here', 'everyone'];

/**
 * Turns `@name`, `@channel` and `#name` into real mentions, as Slack's composer does with what is picked while
 * typing, and as `link_names` does for apps. The longest name wins, so that "@Anne Marie" isn't "@Anne".
 */
export function linkedNames(workspace: Workspace, text: string): string {
  const people = [...workspace.users.values()].map((user) => ({
    name: `@${workspace.nameOf(user.id)}`,
    token: `<@${user.id}>`,
  }));
  const all = broadcasts.map((range) => ({ name: `@${range}`, token: `<!${range}>` }));
  const channels = [...workspace.channels.values()]
    .filter((channel) => channel.kind !== 'im')
    .map((channel) => ({ name: `#${channel.name}`, token: `<#${channel.id}|${channel.name}>` }));
  const known = [...people, ...all, ...channels].sort((a, b) => b.name.length - a.name.length);
  let linked = '';
  let at = 0;
  while (at < text.length) {
    const found =
      /[@#]/.test(text[at] ?? '') && !/[\p{L}\p{N}@#&<]/u.test(text[at - 1] ?? ' ')
        ? known.find((one) => text.startsWith(one.name, at) && !/[\p{L}\p{N}]/u.test(text[at + one.name.length] ?? ' '))
        : undefined;
    linked += found?.token ?? text[at] ?? '';
    at += found?.name.length ?? 1;
  }
  return linked;
}

/** Turns addresses into links, as the composer does while one types. */
export function linkedUrls(text: string): string {
  return text.replace(/(?<![<|\w])https?:\/\/(?:(?!&[lg]t;)[^\s<>|])+(?<![.,;:!?)»'"])/g, '<$&>');
}

/** Turns the tokens of a message back into what one types: what the box holds when somebody edits it. */
export function inTheBox(workspace: Workspace, text: string): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g, (_, id: string) => `@${workspace.nameOf(id)}`)
    .replace(/<#[CG][A-Z0-9]+\|([^<>]*)>/g, '#$1')
    .replace(/<!(channel|here|everyone)>/g, '@$1')
    .replace(/<(https?:[^<>|]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
