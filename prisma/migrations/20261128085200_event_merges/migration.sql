-- CreateEnum
CREATE TYPE "MergeStatus" AS ENUM ('OPEN', 'DONE', 'DECLINED', 'WITHDRAWN');

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "mergedIntoId" UUID;

-- CreateTable
CREATE TABLE "EventMerge" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "keptId" UUID NOT NULL,
    "closedId" UUID NOT NULL,
    "status" "MergeStatus" NOT NULL,
    "asker" TEXT,
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "keptById" UUID,
    "closedById" UUID,
    "endedById" UUID,
    "version" TEXT NOT NULL,

    CONSTRAINT "EventMerge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EventMerge_keptId_idx" ON "EventMerge"("keptId");

-- CreateIndex
CREATE INDEX "EventMerge_closedId_idx" ON "EventMerge"("closedId");

-- CreateIndex
CREATE INDEX "EventMerge_regionId_proposedById_idx" ON "EventMerge"("regionId", "proposedById");

-- CreateIndex
CREATE INDEX "EventMerge_regionId_keptById_idx" ON "EventMerge"("regionId", "keptById");

-- CreateIndex
CREATE INDEX "EventMerge_regionId_closedById_idx" ON "EventMerge"("regionId", "closedById");

-- CreateIndex
CREATE INDEX "EventMerge_regionId_endedById_idx" ON "EventMerge"("regionId", "endedById");

-- CreateIndex
CREATE INDEX "Event_mergedIntoId_idx" ON "Event"("mergedIntoId");

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventMerge" ADD CONSTRAINT "EventMerge_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventMerge" ADD CONSTRAINT "EventMerge_keptId_fkey" FOREIGN KEY ("keptId") REFERENCES "Event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventMerge" ADD CONSTRAINT "EventMerge_closedId_fkey" FOREIGN KEY ("closedId") REFERENCES "Event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- As for every other column that says who: what an account made is noted, so that linked accounts can be parted again.
CREATE TRIGGER "EventMerge_proposedById_linked" AFTER INSERT OR UPDATE OF "proposedById" ON "EventMerge" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('proposedById');
CREATE TRIGGER "EventMerge_keptById_linked" AFTER INSERT OR UPDATE OF "keptById" ON "EventMerge" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('keptById');
CREATE TRIGGER "EventMerge_closedById_linked" AFTER INSERT OR UPDATE OF "closedById" ON "EventMerge" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('closedById');
CREATE TRIGGER "EventMerge_endedById_linked" AFTER INSERT OR UPDATE OF "endedById" ON "EventMerge" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('endedById');
