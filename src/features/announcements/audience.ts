import { z } from 'zod';
import { platformNames } from '../../chat/place.ts';

export const audienceRoles = ['coordinator', 'delegate', 'organiser'] as const;
export type AudienceRole = (typeof audienceRoles)[number];

/** What somebody hasn't done: each is a criterion of its own. */
export const situations = ['noAnswer', 'noKit'] as const;

const values = z.array(z.string()).readonly().default([]);

/**
 * Whom an announcement is for. A criterion without values leaves nobody out; of one with several any will do; who is meant
 * is in all of them. Of the situations each is a criterion: who hasn't answered, and who hasn't taken the kit.
 */
export const audienceSchema = z.object({
  /** Codes. */
  departments: values,
  /** Ids of the edition's themes. */
  themes: values,
  roles: z.array(z.enum(audienceRoles)).readonly().default([]),
  /** Ids. */
  organisations: values,
  platforms: z.array(z.enum(platformNames)).readonly().default([]),
  situations: z.array(z.enum(situations)).readonly().default([]),
});
export type Audience = Readonly<z.output<typeof audienceSchema>>;

export const everybody: Audience = audienceSchema.parse({});

export const criteria = ['departments', 'themes', 'roles', 'organisations', 'platforms', 'situations'] as const;
export type Criterion = (typeof criteria)[number];

/** Where copies go: the announcement channels, a conversation for each organisation, direct messages. */
export const copyPlaces = ['channels', 'organisations', 'people'] as const;
export type CopyPlace = (typeof copyPlaces)[number];
