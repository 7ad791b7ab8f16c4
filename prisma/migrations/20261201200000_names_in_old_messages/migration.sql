-- What had been purged before stays without a value: whom it named isn't known.
ALTER TABLE "Delivery" ADD COLUMN "names" UUID[];
ALTER TABLE "Delivery" ALTER COLUMN "names" SET DEFAULT ARRAY[]::UUID[];
-- What has its words is looked through for them.
UPDATE "Delivery" SET "names" = ARRAY[]::UUID[] WHERE "body" IS NOT NULL;

ALTER TABLE "Erasure" ADD COLUMN "alike" INTEGER NOT NULL DEFAULT 0;
