-- AlterTable
ALTER TABLE "RelayCopy" ADD COLUMN     "turn" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "RelayMessage_thread_idx" ON "RelayMessage"("channelId", "thread") WHERE (thread IS NOT NULL);

-- CreateIndex
CREATE INDEX "RelayMessage_told_idx" ON "RelayMessage"("id") WHERE (withheld = ANY (ARRAY['DELETED'::"RelayWithheld", 'TAKEN_BACK'::"RelayWithheld"])) AND (state IS NOT NULL);

-- CreateIndex
CREATE INDEX "RelayPart_channelId_thread_refId_idx" ON "RelayPart"("channelId", "thread", "refId");
