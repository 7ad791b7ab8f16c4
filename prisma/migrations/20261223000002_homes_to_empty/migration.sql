-- AlterTable
ALTER TABLE "Erasure" ADD COLUMN     "homes" TEXT[] DEFAULT ARRAY[]::TEXT[];
