-- CreateTable
CREATE TABLE "ReportPublication" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "outline" JSONB NOT NULL,
    "fileIds" UUID[],
    "publishedById" UUID NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportPublication_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReportPublication_regionId_idx" ON "ReportPublication"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "ReportPublication_editionId_version_key" ON "ReportPublication"("editionId", "version");

-- AddForeignKey
ALTER TABLE "ReportPublication" ADD CONSTRAINT "ReportPublication_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "ReportPublication_publishedById_linked" AFTER INSERT OR UPDATE OF "publishedById" ON "ReportPublication" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('publishedById');
