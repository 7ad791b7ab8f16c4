-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "sources" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "AnswerRevision" ADD COLUMN     "sources" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "SurveyConversation" ADD COLUMN     "unread" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "Answer_sources_idx" ON "Answer" USING GIN ("sources");

-- CreateIndex
CREATE INDEX "AnswerRevision_sources_idx" ON "AnswerRevision" USING GIN ("sources");
