import { z } from 'zod';
import type { IncomingMessage, Platform } from '../../chat/platform.ts';
import { platformSchema } from '../../platforms/registered.ts';

const yes = z.literal(true);

/** A typed message as it is stored: as it came, without names and without the files' bytes. */
const keptSchema = z.object({
  user: z.object({
    platform: platformSchema,
    id: z.string(),
    team: z.string().nullable(),
    name: z.string(),
    locale: z.enum(['fr', 'en']).nullable(),
    administrator: z.boolean().nullable(),
  }),
  place: z.object({ platform: platformSchema, channel: z.string(), thread: z.string().nullable() }),
  id: z.string(),
  text: z.string(),
  files: z.array(z.object({ name: z.string(), type: z.string(), size: z.number(), source: z.string() })),
  direct: z.boolean(),
  mentionsBot: z.boolean(),
  inOwnThread: yes.optional(),
  unnamed: z.array(z.string()).optional(),
  edited: z.string().optional(),
});

/** No platform lets anybody type more; of text longer than the reading limit only the length matters. */
const MOST_KEPT = 40_000;

export function serialiseMessage(said: IncomingMessage): string {
  const files = said.files.map((file) => ({ source: '', ...file }));
  return JSON.stringify(keptSchema.parse({ ...said, files, text: said.text.slice(0, MOST_KEPT) }));
}

/** Parses a stored message, with its files where the platform still has them. Throws when it isn't one. */
export function parseMessage(json: string, from: Platform): IncomingMessage {
  const { files, inOwnThread, unnamed, edited, ...said } = keptSchema.parse(JSON.parse(json));
  return {
    ...said,
    ...(inOwnThread ? { inOwnThread } : {}),
    ...(unnamed ? { unnamed } : {}),
    ...(edited === undefined ? {} : { edited }),
    files: files.map((file) => ({ ...file, fetch: (most) => from.fetchFile(file.source, most) })),
  };
}
