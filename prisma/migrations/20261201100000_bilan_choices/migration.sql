-- CreateTable
CREATE TABLE "ReportChoice" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "leftOutById" UUID NOT NULL,
    "leftOutAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportChoice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReportChoice_regionId_idx" ON "ReportChoice"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "ReportChoice_editionId_organisationId_question_key" ON "ReportChoice"("editionId", "organisationId", "question");

-- AddForeignKey
ALTER TABLE "ReportChoice" ADD CONSTRAINT "ReportChoice_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "ReportChoice_leftOutById_linked" AFTER INSERT OR UPDATE OF "leftOutById" ON "ReportChoice" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('leftOutById');
