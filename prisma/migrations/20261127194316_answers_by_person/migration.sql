-- DropIndex
DROP INDEX "Answer_regionId_idx";

-- DropIndex
DROP INDEX "AnswerRevision_regionId_idx";

-- DropIndex
DROP INDEX "Rsvp_regionId_idx";

-- CreateIndex
CREATE INDEX "Answer_regionId_answeredById_idx" ON "Answer"("regionId", "answeredById");

-- CreateIndex
CREATE INDEX "AnswerRevision_regionId_answeredById_idx" ON "AnswerRevision"("regionId", "answeredById");

-- CreateIndex
CREATE INDEX "Rsvp_regionId_personId_idx" ON "Rsvp"("regionId", "personId");
