import { z } from 'zod';
import { UNKNOWN_DATABASE } from './holdings.ts';

/** The shape of the first entry of an archive of the embedded database, in which it describes itself. */
export const manifestShape = z.object({
  format: z.literal('fil-conducteur'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The identity of the database, as `identityOf` returns it; none in archives of earlier versions. */
  database: z
    .string()
    .regex(/^[0-9a-f]{8}$/)
    .default(UNKNOWN_DATABASE),
  /** PostgreSQL's major version: its data folder opens in no other. */
  postgres: z.number().int(),
  /** Their names are shown in a terminal. */
  migrations: z.array(z.string().regex(/^[A-Za-z0-9_.-]{1,255}$/)).readonly(),
  /** The number of files in its data folder, and their bytes together. */
  files: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  events: z.number().int().nonnegative(),
  organisations: z.number().int().nonnegative(),
});

export type Manifest = z.infer<typeof manifestShape>;
