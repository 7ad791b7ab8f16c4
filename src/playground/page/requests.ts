import { z } from 'zod';
import type { FieldInput, UploadedFile } from '../local-platform.ts';

/** The page's requests, as JSON. Files travel as base64. */
const id = z.string().min(1).max(200);
const text = z.string().max(20_000);

/** A name that can stand in an address and in a header. */
const fileName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !/[\p{Cc}\p{Cs}]/u.test(name));
/** A media type, or nothing where the browser knows none. */
const mediaType = z
  .string()
  .max(200)
  .regex(/^(?:[\w.+-]+\/[\w.+-]+(?:;[\w .=+-]*)?)?$/);

const file = z.object({ name: fileName, type: mediaType, base64: z.base64() }).transform(
  ({ name, type, base64 }): UploadedFile => ({
    name,
    type: type || 'application/octet-stream',
    bytes: new Uint8Array(Buffer.from(base64, 'base64')),
  }),
);

/** More than any list has options. Beyond it nothing is looked at, one by one. */
const MOST_VALUES = 100;
const few = (given: unknown) => !Array.isArray(given) || given.length <= MOST_VALUES;
const texts = z.custom<unknown[]>((given) => Array.isArray(given) && few(given)).pipe(z.array(text));

const input: z.ZodType<FieldInput> = z.custom<unknown>(few).pipe(z.union([text, z.array(text), z.array(file)]));
const inputs = z.record(id, input);

const platform = z.enum(['slack', 'discord']);
const place = z.object({ channel: id, thread: id.nullable() });

export const who = z.object({ platform, user: id });
export const whoAndWhere = who.extend({ channel: id, thread: id.optional() });

export const acts = {
  say: who.extend({
    place,
    text,
    files: z
      .custom<unknown[]>((given) => Array.isArray(given) && few(given))
      .pipe(z.array(file).max(10))
      .default([]),
  }),
  command: who.extend({ place, text, options: inputs.default({}) }),
  suggest: who.extend({ place, command: text, option: id, typed: text }),
  press: who.extend({ message: id, control: id }),
  select: who.extend({ message: id, control: id, values: texts }),
  submit: who.extend({ values: inputs }),
  dismiss: who,
  edit: who.extend({ message: id, text }),
  remove: who.extend({ message: id }),
  reply: who.extend({ message: id, text }),
  react: who.extend({ message: id, emoji: id, given: z.boolean() }),
  pin: who.extend({ message: id, pinned: z.boolean() }),
  /** Discord: a thread on a message. Slack's threads begin with their first reply. */
  startThread: who.extend({ message: id, name: text }),
  /** An entry of the app in the menu of a message. */
  choose: who.extend({ message: id, entry: text }),
  /** Slack: the app's home tab, and a button or a list in it. */
  openHome: who,
  useInHome: who.extend({ control: id, values: texts.default([]) }),
} as const;

export type ActName = keyof typeof acts;
export type ActInput<N extends ActName> = z.output<(typeof acts)[N]>;
