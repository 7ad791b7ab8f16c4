-- CreateTable
CREATE TABLE "SortedIdea" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "sortedById" UUID NOT NULL,
    "sortedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SortedIdea_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SortedIdea_regionId_idx" ON "SortedIdea"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "SortedIdea_editionId_organisationId_key" ON "SortedIdea"("editionId", "organisationId");

-- AddForeignKey
ALTER TABLE "SortedIdea" ADD CONSTRAINT "SortedIdea_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "SortedIdea_sortedById_linked" AFTER INSERT OR UPDATE OF "sortedById" ON "SortedIdea" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('sortedById');
