-- AlterTable
ALTER TABLE "Identity" ADD COLUMN     "goneAt" TIMESTAMPTZ(3);
