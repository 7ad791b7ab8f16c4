-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "shown" TEXT;
