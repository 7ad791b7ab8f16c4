-- AlterTable
ALTER TABLE "Tally" DROP COLUMN "stale";
