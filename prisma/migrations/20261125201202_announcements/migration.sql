-- CreateEnum
CREATE TYPE "AnnouncementStatus" AS ENUM ('DRAFT', 'SCHEDULED', 'LEFT', 'ABANDONED', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "Announcement" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "links" JSONB NOT NULL DEFAULT '[]',
    "fileIds" UUID[],
    "audience" JSONB NOT NULL,
    "places" TEXT[],
    "remindAfter" INTEGER,
    "status" "AnnouncementStatus" NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "createdById" UUID NOT NULL,
    "sentById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),
    "correctedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "shown" TEXT,

    CONSTRAINT "Announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnouncementRecipient" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "announcementId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "deliveryKey" TEXT,

    CONSTRAINT "AnnouncementRecipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Acknowledgement" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "announcementId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "relayedAt" TIMESTAMPTZ(3),
    "relayedTo" TEXT[],
    "reach" INTEGER,
    "reachPrecision" "Precision",

    CONSTRAINT "Acknowledgement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Announcement_regionId_createdAt_idx" ON "Announcement"("regionId", "createdAt");

-- CreateIndex
CREATE INDEX "AnnouncementRecipient_regionId_idx" ON "AnnouncementRecipient"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "AnnouncementRecipient_announcementId_personId_key" ON "AnnouncementRecipient"("announcementId", "personId");

-- CreateIndex
CREATE INDEX "Acknowledgement_regionId_idx" ON "Acknowledgement"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Acknowledgement_announcementId_personId_key" ON "Acknowledgement"("announcementId", "personId");

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnouncementRecipient" ADD CONSTRAINT "AnnouncementRecipient_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnouncementRecipient" ADD CONSTRAINT "AnnouncementRecipient_announcementId_fkey" FOREIGN KEY ("announcementId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acknowledgement" ADD CONSTRAINT "Acknowledgement_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acknowledgement" ADD CONSTRAINT "Acknowledgement_announcementId_fkey" FOREIGN KEY ("announcementId") REFERENCES "Announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
