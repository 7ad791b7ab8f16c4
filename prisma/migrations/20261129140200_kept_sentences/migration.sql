-- AlterTable
ALTER TABLE "Report" ADD COLUMN     "sentences" JSONB;
