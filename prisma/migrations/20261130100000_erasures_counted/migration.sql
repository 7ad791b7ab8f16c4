-- AlterTable
ALTER TABLE "Region" ADD COLUMN     "erasures" INTEGER NOT NULL DEFAULT 0;
