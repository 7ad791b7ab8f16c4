-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "informedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "RelayChannel" ADD COLUMN     "forgottenBefore" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "DataSettings" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "contact" TEXT,
    "messageDays" INTEGER,
    "historyDays" INTEGER,
    "fileDays" INTEGER,
    "relayDays" INTEGER,
    "editionDays" INTEGER,
    "purged" BIGINT NOT NULL DEFAULT 0,
    "purgedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DataSettings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "DataSettings_regionId_key" ON "DataSettings"("regionId");

-- CreateIndex
CREATE INDEX "Answer_files_idx" ON "Answer"("regionId") WHERE ((value ->> 'kind'::text) = 'file'::text);

-- CreateIndex
CREATE INDEX "AnswerRevision_regionId_replacedAt_idx" ON "AnswerRevision"("regionId", "replacedAt");

-- CreateIndex
CREATE INDEX "AnswerRevision_files_idx" ON "AnswerRevision"("regionId") WHERE ((value ->> 'kind'::text) = 'file'::text);

-- CreateIndex
CREATE INDEX "Delivery_bare_idx" ON "Delivery"("regionId", "createdAt") WHERE ("editOf" IS NULL) AND (body IS NULL);

-- CreateIndex
CREATE INDEX "File_regionId_uploadedAt_idx" ON "File"("regionId", "uploadedAt");

-- CreateIndex
CREATE INDEX "RelayMessage_regionId_saidAt_idx" ON "RelayMessage"("regionId", "saidAt");

-- AddForeignKey
ALTER TABLE "DataSettings" ADD CONSTRAINT "DataSettings_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
