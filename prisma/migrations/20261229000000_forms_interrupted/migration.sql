-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "sentAt" TIMESTAMPTZ(3),
ADD COLUMN     "sentOn" TEXT;

-- CreateIndex
CREATE INDEX "Conversation_sentOn_sentAt_idx" ON "Conversation"("sentOn", "sentAt") WHERE ("sentOn" IS NOT NULL);
