-- AlterTable
ALTER TABLE "Identity" ADD COLUMN     "formerNames" TEXT[] DEFAULT ARRAY[]::TEXT[];
