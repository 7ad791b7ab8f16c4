-- AlterTable
ALTER TABLE "SurveyConversation" ADD COLUMN     "queuedAt" TIMESTAMPTZ(3),
ADD COLUMN     "room" TEXT;

-- CreateIndex
CREATE INDEX "SurveyConversation_regionId_room_idx" ON "SurveyConversation"("regionId", "room");
