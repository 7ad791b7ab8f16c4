-- CreateIndex
CREATE INDEX "CoOrganiser_organisationId_idx" ON "CoOrganiser"("organisationId");

-- Compared byte by byte, the index on it also finds the keys that begin alike, whatever the server's collation.
ALTER TABLE "Delivery" ALTER COLUMN "key" SET DATA TYPE TEXT COLLATE "C";

-- CreateIndex
CREATE INDEX "Event_organisationId_idx" ON "Event"("organisationId");

-- CreateIndex
CREATE INDEX "KitItem_kitId_idx" ON "KitItem"("kitId");

-- CreateIndex
CREATE INDEX "MediaMention_questionnaireId_idx" ON "MediaMention"("questionnaireId");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Occurrence_eventId_idx" ON "Occurrence"("eventId");

-- CreateIndex
CREATE INDEX "Questionnaire_organisationId_idx" ON "Questionnaire"("organisationId");
