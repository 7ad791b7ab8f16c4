import { z } from 'zod';

/** What an archive of the embedded database says of itself, in its first entry. */
export const manifestShape = z.object({
  format: z.literal('fil-conducteur'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** PostgreSQL's major version: its data folder opens in no other. */
  postgres: z.number().int(),
  migrations: z.array(z.string()).readonly(),
  /** How many files its data folder has, and how many bytes they have together. */
  files: z.number().int(),
  bytes: z.number().int(),
  events: z.number().int(),
  organisations: z.number().int(),
});

export type Manifest = z.infer<typeof manifestShape>;
