CREATE INDEX "JournalEntry_regionId_objectKind_at_id_idx" ON "JournalEntry"("regionId", "objectKind", "at" DESC, "id" DESC);
