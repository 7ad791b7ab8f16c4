-- What was ended before is told as declined, as it was.
ALTER TABLE "CoOrganiser" ADD COLUMN "endedAt" TIMESTAMPTZ(3);
