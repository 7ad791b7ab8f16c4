-- CreateTable
CREATE TABLE "JournalEntry" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "doneById" UUID,
    "verb" TEXT NOT NULL,
    "objectKind" TEXT NOT NULL,
    "objectId" UUID,
    "objectName" TEXT,
    "organisationId" UUID,
    "organisationName" TEXT,
    "personId" UUID,

    CONSTRAINT "JournalEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "JournalEntry_regionId_at_id_idx" ON "JournalEntry"("regionId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "JournalEntry_regionId_doneById_at_id_idx" ON "JournalEntry"("regionId", "doneById", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "JournalEntry_regionId_personId_at_id_idx" ON "JournalEntry"("regionId", "personId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "JournalEntry_regionId_objectId_at_id_idx" ON "JournalEntry"("regionId", "objectId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "JournalEntry_regionId_organisationId_at_id_idx" ON "JournalEntry"("regionId", "organisationId", "at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "JournalEntry" ADD CONSTRAINT "JournalEntry_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What stands in the journal stays as it was written. A transaction that has to touch it says what for, in the setting
-- fil.journal: 'person' where somebody is erased, or two people become one or two again, and then only who they are
-- changes; 'purge' where entries have had their time.
CREATE FUNCTION keep_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('fil.journal', true) = 'purge' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND current_setting('fil.journal', true) = 'person'
    AND to_jsonb(NEW) - ARRAY['doneById', 'personId', 'objectName'] = to_jsonb(OLD) - ARRAY['doneById', 'personId', 'objectName'] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the journal stays as it was written';
END $$;

CREATE TRIGGER "JournalEntry_kept" BEFORE UPDATE OR DELETE ON "JournalEntry" FOR EACH ROW EXECUTE FUNCTION keep_journal();

CREATE FUNCTION keep_whole_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal stays as it was written';
END $$;

CREATE TRIGGER "JournalEntry_kept_whole" BEFORE TRUNCATE ON "JournalEntry" FOR EACH STATEMENT EXECUTE FUNCTION keep_whole_journal();

-- As for every other column that says who: what an account made is noted, so that linked accounts can be parted again.
CREATE TRIGGER "JournalEntry_doneById_linked" AFTER INSERT OR UPDATE OF "doneById" ON "JournalEntry" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('doneById');
CREATE TRIGGER "JournalEntry_personId_linked" AFTER INSERT OR UPDATE OF "personId" ON "JournalEntry" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
