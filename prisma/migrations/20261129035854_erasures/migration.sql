-- CreateTable
CREATE TABLE "Erasure" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "neutralId" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "doing" JSONB,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Erasure_regionId_idx" ON "Erasure"("regionId");

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
