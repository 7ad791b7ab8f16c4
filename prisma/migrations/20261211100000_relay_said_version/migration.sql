-- The version with which the words or the files of a message last changed: only those are corrected where a copy can't be changed.
ALTER TABLE "RelayMessage" ADD COLUMN     "saidVersion" INTEGER NOT NULL DEFAULT 1;
