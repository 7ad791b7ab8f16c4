-- CreateIndex
CREATE INDEX "Identity_platform_externalId_idx" ON "Identity"("platform", "externalId");
