-- DropIndex
DROP INDEX "Acknowledgement_regionId_idx";

-- DropIndex
DROP INDEX "AnnouncementRecipient_regionId_idx";

-- CreateIndex
CREATE INDEX "Acknowledgement_regionId_personId_idx" ON "Acknowledgement"("regionId", "personId");

-- CreateIndex
CREATE INDEX "AnnouncementRecipient_regionId_personId_idx" ON "AnnouncementRecipient"("regionId", "personId");
