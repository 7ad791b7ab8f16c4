import { z } from 'zod';
import { platformSchema } from '../../platforms/registered.ts';

export const audienceRoles = ['coordinator', 'delegate', 'organiser'] as const;
export type AudienceRole = (typeof audienceRoles)[number];

/** Things somebody hasn't done yet. Each is a criterion of its own. */
export const situations = ['noAnswer', 'noKit'] as const;

const values = z.array(z.string()).readonly().default([]);

/**
 * The criteria that choose whom an announcement is for. A criterion without values excludes nobody; one with several
 * values is met by any of them; a person has to meet all criteria. `situations` is the exception: a person has to be
 * in all the chosen ones.
 */
export const audienceSchema = z.object({
  /** Department codes. */
  departments: values,
  /** Ids of the edition's themes. */
  themes: values,
  roles: z.array(z.enum(audienceRoles)).readonly().default([]),
  /** Organisation ids. */
  organisations: values,
  platforms: z.array(platformSchema).readonly().default([]),
  situations: z.array(z.enum(situations)).readonly().default([]),
});
export type Audience = Readonly<z.output<typeof audienceSchema>>;

export const unrestrictedAudience: Audience = audienceSchema.parse({});

export const criteria = ['departments', 'themes', 'roles', 'organisations', 'platforms', 'situations'] as const;
export type Criterion = (typeof criteria)[number];

/** Places that copies go to: the announcement channels, each organisation's conversation, direct messages. */
export const copyPlaces = ['channels', 'organisations', 'people'] as const;
export type AnnouncementPlace = (typeof copyPlaces)[number];
