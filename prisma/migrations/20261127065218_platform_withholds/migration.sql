-- AlterTable
ALTER TABLE "Installation" ADD COLUMN     "withheld" TEXT[] DEFAULT ARRAY[]::TEXT[];
