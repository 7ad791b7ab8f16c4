-- CreateTable
CREATE TABLE "SurveyEnquiry" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "questionnaireId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "conversationId" UUID NOT NULL,
    "askedById" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "reply" TEXT,
    "repliedById" UUID,
    "repliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SurveyEnquiry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SurveyEnquiry_questionnaireId_idx" ON "SurveyEnquiry"("questionnaireId");

-- CreateIndex
CREATE INDEX "SurveyEnquiry_regionId_askedById_idx" ON "SurveyEnquiry"("regionId", "askedById");

-- CreateIndex
CREATE INDEX "SurveyEnquiry_regionId_repliedById_idx" ON "SurveyEnquiry"("regionId", "repliedById");

-- AddForeignKey
ALTER TABLE "SurveyEnquiry" ADD CONSTRAINT "SurveyEnquiry_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyEnquiry" ADD CONSTRAINT "SurveyEnquiry_questionnaireId_fkey" FOREIGN KEY ("questionnaireId") REFERENCES "Questionnaire"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What an account made is noted, so that linked accounts can be parted again.
CREATE TRIGGER "SurveyEnquiry_askedById_linked" AFTER INSERT OR UPDATE OF "askedById" ON "SurveyEnquiry" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('askedById');
CREATE TRIGGER "SurveyEnquiry_repliedById_linked" AFTER INSERT OR UPDATE OF "repliedById" ON "SurveyEnquiry" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('repliedById');
