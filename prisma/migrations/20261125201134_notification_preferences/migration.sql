-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "unsolicitedKind" TEXT;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "quietFrom" TEXT,
ADD COLUMN     "quietTo" TEXT,
ADD COLUMN     "unwanted" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What waited for the morning together is let go one by one.
INSERT INTO "DueItem" ("id", "regionId", "kind", "subject", "dueAt")
SELECT gen_random_uuid(), "regionId", 'deliveries-held', "key", "heldUntil"
FROM "Delivery" WHERE "heldUntil" IS NOT NULL AND "status" = 'PENDING';
DELETE FROM "DueItem" WHERE "kind" = 'deliveries-morning';
