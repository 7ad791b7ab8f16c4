-- AlterTable
ALTER TABLE "File" ADD COLUMN     "linkKey" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateIndex
CREATE INDEX "File_regionId_uploadedById_uploadedAt_idx" ON "File"("regionId", "uploadedById", "uploadedAt");
