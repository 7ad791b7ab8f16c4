-- CreateEnum
CREATE TYPE "RelayMessageKind" AS ENUM ('MESSAGE', 'THREAD');

-- CreateEnum
CREATE TYPE "RelayWithheld" AS ENUM ('MARKED', 'SILENCED', 'TAKEN_BACK', 'DELETED');

-- CreateEnum
CREATE TYPE "RelayCopyStatus" AS ENUM ('WAITING', 'POSTING', 'POSTED', 'REFUSED', 'GONE', 'DIGESTED');

-- CreateTable
CREATE TABLE "Relay" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tiedById" UUID NOT NULL,
    "tiedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Relay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RelayChannel" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "relayId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "tiedAt" TIMESTAMPTZ(3) NOT NULL,
    "cutAt" TIMESTAMPTZ(3),
    "obstacle" TEXT,
    "obstacleSince" TIMESTAMPTZ(3),
    "unreadableSince" TIMESTAMPTZ(3),

    CONSTRAINT "RelayChannel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RelayMessage" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "kind" "RelayMessageKind" NOT NULL,
    "sourceId" TEXT NOT NULL,
    "thread" TEXT,
    "replyTo" TEXT,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "picture" TEXT,
    "state" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "edited" TEXT,
    "withheld" "RelayWithheld",
    "saidAt" TIMESTAMPTZ(3) NOT NULL,
    "touched" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RelayMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RelayCopy" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "status" "RelayCopyStatus" NOT NULL,
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "digestId" UUID,

    CONSTRAINT "RelayCopy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RelayPart" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "copyId" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "refId" TEXT NOT NULL,
    "thread" TEXT,
    "by" TEXT,
    "frozen" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "RelayPart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RelaySilence" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RelaySilence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Relay_regionId_idx" ON "Relay"("regionId");

-- CreateIndex
CREATE INDEX "RelayChannel_relayId_idx" ON "RelayChannel"("relayId");

-- CreateIndex
CREATE INDEX "RelayChannel_regionId_idx" ON "RelayChannel"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "RelayChannel_tied_key" ON "RelayChannel"("platform", "channel") WHERE ("cutAt" IS NULL);

-- CreateIndex
CREATE INDEX "RelayMessage_touched_idx" ON "RelayMessage"("channelId") WHERE (touched > 0);

-- CreateIndex
CREATE INDEX "RelayMessage_regionId_authorId_idx" ON "RelayMessage"("regionId", "authorId");

-- CreateIndex
CREATE INDEX "RelayMessage_channelId_replyTo_idx" ON "RelayMessage"("channelId", "replyTo") WHERE ("replyTo" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "RelayMessage_channelId_sourceId_key" ON "RelayMessage"("channelId", "sourceId");

-- CreateIndex
CREATE INDEX "RelayCopy_due_idx" ON "RelayCopy"("channelId", "sequence") WHERE (status = ANY (ARRAY['WAITING'::"RelayCopyStatus", 'POSTING'::"RelayCopyStatus"])) OR (shown < wanted);

-- CreateIndex
CREATE INDEX "RelayCopy_regionId_status_idx" ON "RelayCopy"("regionId", "status");

-- CreateIndex
CREATE INDEX "RelayCopy_digestId_idx" ON "RelayCopy"("digestId") WHERE ("digestId" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "RelayCopy_messageId_channelId_key" ON "RelayCopy"("messageId", "channelId");

-- CreateIndex
CREATE INDEX "RelayPart_regionId_idx" ON "RelayPart"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "RelayPart_channelId_refId_key" ON "RelayPart"("channelId", "refId");

-- CreateIndex
CREATE UNIQUE INDEX "RelayPart_copyId_position_key" ON "RelayPart"("copyId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "RelaySilence_regionId_platform_userId_key" ON "RelaySilence"("regionId", "platform", "userId");

-- AddForeignKey
ALTER TABLE "Relay" ADD CONSTRAINT "Relay_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayChannel" ADD CONSTRAINT "RelayChannel_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayChannel" ADD CONSTRAINT "RelayChannel_relayId_fkey" FOREIGN KEY ("relayId") REFERENCES "Relay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayMessage" ADD CONSTRAINT "RelayMessage_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayMessage" ADD CONSTRAINT "RelayMessage_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "RelayChannel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayCopy" ADD CONSTRAINT "RelayCopy_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayCopy" ADD CONSTRAINT "RelayCopy_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "RelayMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayCopy" ADD CONSTRAINT "RelayCopy_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "RelayChannel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayPart" ADD CONSTRAINT "RelayPart_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayPart" ADD CONSTRAINT "RelayPart_copyId_fkey" FOREIGN KEY ("copyId") REFERENCES "RelayCopy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayPart" ADD CONSTRAINT "RelayPart_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "RelayChannel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelaySilence" ADD CONSTRAINT "RelaySilence_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
