-- CreateTable
CREATE TABLE "QuoteConsent" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "questionnaireId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "chosenById" UUID NOT NULL,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "QuoteConsent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "QuoteConsent_regionId_chosenById_idx" ON "QuoteConsent"("regionId", "chosenById");

-- CreateIndex
CREATE UNIQUE INDEX "QuoteConsent_questionnaireId_question_key" ON "QuoteConsent"("questionnaireId", "question");

-- AddForeignKey
ALTER TABLE "QuoteConsent" ADD CONSTRAINT "QuoteConsent_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteConsent" ADD CONSTRAINT "QuoteConsent_questionnaireId_fkey" FOREIGN KEY ("questionnaireId") REFERENCES "Questionnaire"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What an account made is noted, so that linked accounts can be parted again.
CREATE TRIGGER "QuoteConsent_chosenById_linked" AFTER INSERT OR UPDATE OF "chosenById" ON "QuoteConsent" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('chosenById');
