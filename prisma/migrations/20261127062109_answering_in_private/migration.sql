-- DropIndex
DROP INDEX "SurveyConversation_questionnaireId_personId_key";

-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "givenIn" TEXT;

-- AlterTable
ALTER TABLE "SurveyConversation" ADD COLUMN     "inPrivate" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "SurveyConversation_questionnaireId_personId_inPrivate_key" ON "SurveyConversation"("questionnaireId", "personId", "inPrivate");
