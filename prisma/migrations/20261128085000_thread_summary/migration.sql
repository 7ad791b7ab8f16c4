-- AlterTable
ALTER TABLE "OrganisationThread" ADD COLUMN     "summaryKey" TEXT,
ADD COLUMN     "summarySays" TEXT;
