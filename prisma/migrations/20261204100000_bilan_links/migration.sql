-- CreateTable
CREATE TABLE "ReportLink" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "madeById" UUID NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "cutAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReportLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReportLink_tokenHash_key" ON "ReportLink"("tokenHash");

-- CreateIndex
CREATE INDEX "ReportLink_regionId_idx" ON "ReportLink"("regionId");

-- CreateIndex
CREATE INDEX "ReportLink_editionId_idx" ON "ReportLink"("editionId");

-- One address of an edition leads to its bilan at a time.
CREATE UNIQUE INDEX "ReportLink_live_key" ON "ReportLink"("editionId") WHERE ("cutAt" IS NULL);

-- AddForeignKey
ALTER TABLE "ReportLink" ADD CONSTRAINT "ReportLink_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "ReportLink_madeById_linked" AFTER INSERT OR UPDATE OF "madeById" ON "ReportLink" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('madeById');
