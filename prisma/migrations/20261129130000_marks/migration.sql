-- CreateTable
CREATE TABLE "Mark" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "change" JSONB,

    CONSTRAINT "Mark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Mark_regionId_kind_subject_idx" ON "Mark"("regionId", "kind", "subject");

-- AddForeignKey
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The summaries of threads that were still to follow follow by a mark; the due items of that kind are no longer known.
INSERT INTO "Mark" ("id", "regionId", "kind", "subject")
SELECT "id", "regionId", 'thread-summary', "subject" FROM "DueItem" WHERE "kind" = 'thread-changed' AND "doneAt" IS NULL;
UPDATE "DueItem" SET "doneAt" = "dueAt", "outcome" = 'DONE' WHERE "kind" = 'thread-changed' AND "doneAt" IS NULL;
