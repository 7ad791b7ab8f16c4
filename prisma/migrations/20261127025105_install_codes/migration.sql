-- CreateEnum
CREATE TYPE "InstallPurpose" AS ENUM ('JOIN', 'FOUND');

-- DropIndex
DROP INDEX "Region_pairingCode_key";

-- AlterTable
ALTER TABLE "Region" DROP COLUMN "pairingCode",
ADD COLUMN     "invitedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "InstallCode" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "purpose" "InstallPurpose" NOT NULL,
    "digest" TEXT NOT NULL,
    "madeById" UUID NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InstallCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InstallAttempt" (
    "id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "team" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InstallAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JoinRequest" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "team" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "madeById" UUID NOT NULL,
    "channels" JSONB NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "InstallCode_digest_key" ON "InstallCode"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "InstallCode_regionId_purpose_key" ON "InstallCode"("regionId", "purpose");

-- CreateIndex
CREATE INDEX "InstallAttempt_at_idx" ON "InstallAttempt"("at");

-- CreateIndex
CREATE INDEX "JoinRequest_regionId_idx" ON "JoinRequest"("regionId");

-- CreateIndex
CREATE INDEX "JoinRequest_platform_team_idx" ON "JoinRequest"("platform", "team");

-- AddForeignKey
ALTER TABLE "InstallCode" ADD CONSTRAINT "InstallCode_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
