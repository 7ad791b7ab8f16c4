-- How far the purge has looked through old messages, most of which stay, this night.
ALTER TABLE "DataSettings" ADD COLUMN "lookedAt" TIMESTAMPTZ(3), ADD COLUMN "lookedId" UUID;
