-- Regions overseas lived by the clock of Paris. They get their own, and what people named an hour for keeps that hour: a
-- meeting at six in the evening stays one. So does what is planned, where it isn't due already. Where somebody has set a clock,
-- it stays.
WITH "clock" ("department", "zone") AS (
  VALUES ('971', 'America/Guadeloupe'), ('972', 'America/Martinique'), ('973', 'America/Cayenne'),
    ('974', 'Indian/Reunion'), ('976', 'Indian/Mayotte')
), "overseas" AS (
  UPDATE "Region" SET "timeZone" = "clock"."zone" FROM "clock"
  WHERE "Region"."departments"[1] = "clock"."department" AND "Region"."timeZone" = 'Europe/Paris'
    AND "Region"."departments" <@ ARRAY['971', '972', '973', '974', '976']
  RETURNING "Region"."id", "clock"."zone"
), "occurrences" AS (
  UPDATE "Occurrence" AS one SET "startsAt" = (one."startsAt" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone",
    "endsAt" = (one."endsAt" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone"
  FROM "overseas" WHERE one."regionId" = "overseas"."id"
), "meetings" AS (
  UPDATE "Meeting" AS one SET "startsAt" = (one."startsAt" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone",
    "endsAt" = (one."endsAt" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone"
  FROM "overseas" WHERE one."regionId" = "overseas"."id"
), "announcements" AS (
  UPDATE "Announcement" AS one SET "dueAt" = (one."dueAt" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone"
  FROM "overseas" WHERE one."regionId" = "overseas"."id" AND one."dueAt" IS NOT NULL
), "waiting" AS (
  UPDATE "Delivery" AS one SET "heldUntil" = (one."heldUntil" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone"
  FROM "overseas" WHERE one."regionId" = "overseas"."id" AND one."status" = 'PENDING' AND one."heldUntil" > now()
)
UPDATE "DueItem" AS one SET "dueAt" = (one."dueAt" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone",
  "expiresAt" = (one."expiresAt" AT TIME ZONE 'Europe/Paris') AT TIME ZONE "zone"
FROM "overseas" WHERE one."regionId" = "overseas"."id" AND one."doneAt" IS NULL AND one."dueAt" > now();
