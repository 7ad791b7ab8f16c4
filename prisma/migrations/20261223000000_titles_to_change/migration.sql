-- AlterTable
ALTER TABLE "RelayMessage" ADD COLUMN     "retitle" JSONB;

-- CreateIndex
CREATE INDEX "RelayMessage_retitle_idx" ON "RelayMessage"("id") WHERE (retitle IS NOT NULL);
