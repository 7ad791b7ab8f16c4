-- DropIndex
DROP INDEX "Conversation_expiresAt_idx";

-- DropIndex
DROP INDEX "Conversation_regionId_idx";

-- DropIndex
DROP INDEX "Delivery_editOf_idx";

-- DropIndex
DROP INDEX "Delivery_platform_channel_thread_idx";

-- DropIndex
DROP INDEX "Delivery_regionId_idx";

-- DropIndex
DROP INDEX "Delivery_status_sequence_idx";

-- DropIndex
DROP INDEX "Delivery_unsolicitedTo_createdAt_idx";

-- DropIndex
DROP INDEX "DueItem_doneAt_dueAt_idx";

-- DropIndex
DROP INDEX "File_regionId_idx";

-- DropIndex
DROP INDEX "ReceivedEvent_receivedAt_idx";

-- DropIndex
DROP INDEX "ReceivedEvent_regionId_idx";

-- DropIndex
DROP INDEX "SurveyConversation_regionId_idx";

-- AlterTable
ALTER TABLE "Delivery" ALTER COLUMN "body" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "Conversation_regionId_expiresAt_idx" ON "Conversation"("regionId", "expiresAt");

-- CreateIndex
CREATE INDEX "Conversation_regionId_about_createdAt_idx" ON "Conversation"("regionId", "about", "createdAt");

-- CreateIndex
CREATE INDEX "Delivery_waiting_idx" ON "Delivery"("platform", "sequence") WHERE (status = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"])) AND ("heldUntil" IS NULL);

-- CreateIndex
CREATE INDEX "Delivery_regionId_platform_sequence_idx" ON "Delivery"("regionId", "platform", "sequence");

-- CreateIndex
CREATE INDEX "Delivery_platform_channel_thread_sequence_idx" ON "Delivery"("platform", "channel", "thread", "sequence") WHERE (channel IS NOT NULL);

-- CreateIndex
CREATE INDEX "Delivery_editOf_idx" ON "Delivery"("editOf") WHERE ("editOf" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Delivery_unsolicitedTo_createdAt_idx" ON "Delivery"("unsolicitedTo", "createdAt") WHERE ("unsolicitedTo" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Delivery_edits_idx" ON "Delivery"("regionId", "createdAt") WHERE ("editOf" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Delivery_bodies_idx" ON "Delivery"("regionId", "createdAt") WHERE ("editOf" IS NULL) AND (body IS NOT NULL);

-- CreateIndex
CREATE INDEX "DueItem_waiting_idx" ON "DueItem"("dueAt") WHERE ("doneAt" IS NULL);

-- CreateIndex
CREATE INDEX "DueItem_done_idx" ON "DueItem"("regionId", "doneAt") WHERE ("doneAt" IS NOT NULL);

-- CreateIndex
CREATE INDEX "File_regionId_sha256_idx" ON "File"("regionId", "sha256");

-- CreateIndex
CREATE INDEX "ReceivedEvent_regionId_receivedAt_idx" ON "ReceivedEvent"("regionId", "receivedAt");

-- CreateIndex
CREATE INDEX "SurveyConversation_regionId_deliveryKey_idx" ON "SurveyConversation"("regionId", "deliveryKey");

-- Compared byte by byte, the index on it also finds the subjects that begin alike, whatever the server's collation.
ALTER TABLE "DueItem" ALTER COLUMN "subject" SET DATA TYPE TEXT COLLATE "C";

-- What is changed again and again finds room beside itself: no index has to hear of it, and its dead copies go by the way.
ALTER TABLE "Conversation" SET (fillfactor = 80);
ALTER TABLE "Delivery" SET (fillfactor = 85);
ALTER TABLE "Questionnaire" SET (fillfactor = 80);
ALTER TABLE "SurveyConversation" SET (fillfactor = 70);
ALTER TABLE "Tally" SET (fillfactor = 50);
