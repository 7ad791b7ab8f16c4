-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "readAs" TEXT[] DEFAULT ARRAY[]::TEXT[];
