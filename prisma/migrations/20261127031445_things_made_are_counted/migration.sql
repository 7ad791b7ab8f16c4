-- CreateTable
CREATE TABLE "Made" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Made_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Made_personId_what_at_idx" ON "Made"("personId", "what", "at");

-- CreateIndex
CREATE INDEX "Made_organisationId_what_at_idx" ON "Made"("organisationId", "what", "at");

-- CreateIndex
CREATE INDEX "Made_regionId_at_idx" ON "Made"("regionId", "at");

-- AddForeignKey
ALTER TABLE "Made" ADD CONSTRAINT "Made_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
