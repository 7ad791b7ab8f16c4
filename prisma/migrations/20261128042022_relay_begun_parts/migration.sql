-- AlterTable
ALTER TABLE "RelayCopy" ADD COLUMN     "begunParts" INTEGER;
