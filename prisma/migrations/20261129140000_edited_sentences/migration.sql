-- AlterTable
ALTER TABLE "ReportText" ADD COLUMN     "against" JSONB;
