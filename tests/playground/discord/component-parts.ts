import { MessageFlags } from 'discord.js';

export type Json = Record<string, unknown>;

/** Components as programs write them, each right by itself. */
const v2 = MessageFlags.IsComponentsV2;
export const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
export const x = (length: number) => 'x'.repeat(length);

export const display = (content: unknown = 'x', more: Json = {}) => ({ type: 10, content, ...more });
export const row = (...components: unknown[]) => ({ type: 1, components });
export const button = (more: Json = {}) => ({ type: 2, style: 1, label: 'x', custom_id: 'b', ...more });
export const link = (more: Json = {}) => ({ type: 2, style: 5, label: 'x', url: 'https://a.fr', ...more });
export const option = (n: number, more: Json = {}) => ({ label: `o${n}`, value: `o${n}`, ...more });
export const select = (more: Json = {}) => ({ type: 3, custom_id: 's', options: times(3, option), ...more });
export const section = (more: Json = {}) => ({ type: 9, components: [display()], accessory: link(), ...more });
export const container = (...components: unknown[]) => ({ type: 17, components });
export const gallery = (...items: unknown[]) => ({ type: 12, items });
export const media = (url = 'https://a.fr/a.png', more: Json = {}) => ({ media: { url }, ...more });

export const modern = (...components: unknown[]) => ({ flags: v2, components });
export const inRow = (...components: unknown[]) => modern(row(...components));
