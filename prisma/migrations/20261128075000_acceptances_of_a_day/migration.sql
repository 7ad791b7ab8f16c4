-- AlterTable
ALTER TABLE "Edition" ADD COLUMN     "tellsAcceptances" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "announcedAt" TIMESTAMPTZ(3);

-- Events that were accepted before have an announcement of their own, also where the acceptance was taken back since; no
-- digest tells of them again.
UPDATE "Event" SET "announcedAt" = COALESCE("decidedAt", "proposedAt")
WHERE "status" IN ('ACCEPTED', 'POSTPONED', 'CANCELLED')
   OR "id" IN (SELECT split_part("key", ':', 2)::uuid FROM "Delivery" WHERE "key" LIKE 'event-announced:%' AND "editOf" IS NULL);
