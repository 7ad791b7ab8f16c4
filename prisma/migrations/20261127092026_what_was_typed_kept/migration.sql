-- AlterTable
ALTER TABLE "ReceivedEvent" ADD COLUMN     "said" TEXT,
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "ReceivedEvent_said_idx" ON "ReceivedEvent"("platform") WHERE (said IS NOT NULL);
