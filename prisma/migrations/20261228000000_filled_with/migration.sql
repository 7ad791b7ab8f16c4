-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "filledWith" JSONB;
