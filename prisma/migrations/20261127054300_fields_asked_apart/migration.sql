-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "apart" TEXT[] DEFAULT ARRAY[]::TEXT[];
