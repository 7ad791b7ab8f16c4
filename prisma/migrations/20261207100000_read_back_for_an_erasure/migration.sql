-- How often it was asked that a tied channel be read back, and hasn't been since: an erasure isn't over before it was.
ALTER TABLE "RelayChannel" ADD COLUMN "readAsked" INTEGER NOT NULL DEFAULT 0;

-- Erasures under way: each message that is taken in from a tied channel is looked up in them.
CREATE INDEX "Erasure_doing_idx" ON "Erasure"("regionId") WHERE "endedAt" IS NULL;

-- What was reworded for an erasure isn't put back by being told or read again, as long as its author doesn't change it.
ALTER TABLE "RelayMessage" ADD COLUMN "reworded" BOOLEAN NOT NULL DEFAULT false;
