-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "intended" TEXT;
