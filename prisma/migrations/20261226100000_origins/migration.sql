-- AlterTable
ALTER TABLE "Region" ADD COLUMN     "origins" JSONB NOT NULL DEFAULT '[]';
