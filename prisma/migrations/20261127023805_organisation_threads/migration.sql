-- CreateTable
CREATE TABLE "OrganisationThread" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "channel" TEXT,
    "members" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "keptOut" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "OrganisationThread_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OrganisationThread_regionId_idx" ON "OrganisationThread"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "OrganisationThread_organisationId_platform_key" ON "OrganisationThread"("organisationId", "platform");

-- AddForeignKey
ALTER TABLE "OrganisationThread" ADD CONSTRAINT "OrganisationThread_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationThread" ADD CONSTRAINT "OrganisationThread_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
