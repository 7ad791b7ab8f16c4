-- AlterTable
ALTER TABLE "Announcement" ADD COLUMN     "nationCallId" UUID,
ALTER COLUMN "createdById" DROP NOT NULL;

-- CreateTable
CREATE TABLE "NationCall" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "links" JSONB NOT NULL DEFAULT '[]',
    "regionIds" UUID[],
    "status" TEXT NOT NULL,
    "writtenById" UUID NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "NationCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NationCall_regionId_idx" ON "NationCall"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Announcement_nationCallId_regionId_key" ON "Announcement"("nationCallId", "regionId");

-- AddForeignKey
ALTER TABLE "NationCall" ADD CONSTRAINT "NationCall_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "NationCall_writtenById_linked" AFTER INSERT OR UPDATE OF "writtenById" ON "NationCall" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('writtenById');
