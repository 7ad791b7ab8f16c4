-- AlterTable
ALTER TABLE "Identity" ADD COLUMN     "linkId" UUID;

-- AlterTable
ALTER TABLE "LinkCode" ADD COLUMN     "answeredAt" TIMESTAMPTZ(3),
ADD COLUMN     "typedById" UUID;

-- CreateTable
CREATE TABLE "AccountLink" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "keptId" UUID NOT NULL,
    "goneId" UUID NOT NULL,
    "keptIdentityId" UUID NOT NULL,
    "goneIdentityId" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccountLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkedRow" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "table" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "rowId" UUID NOT NULL,
    "identityId" UUID NOT NULL,

    CONSTRAINT "LinkedRow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AccountLink_keptId_key" ON "AccountLink"("keptId");

-- CreateIndex
CREATE INDEX "AccountLink_regionId_idx" ON "AccountLink"("regionId");

-- CreateIndex
CREATE INDEX "LinkedRow_linkId_idx" ON "LinkedRow"("linkId");

-- CreateIndex
CREATE INDEX "LinkedRow_regionId_idx" ON "LinkedRow"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "LinkedRow_table_column_rowId_key" ON "LinkedRow"("table", "column", "rowId");

-- AddForeignKey
ALTER TABLE "AccountLink" ADD CONSTRAINT "AccountLink_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkedRow" ADD CONSTRAINT "LinkedRow_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkedRow" ADD CONSTRAINT "LinkedRow_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "AccountLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whose account makes a row, while two accounts that became one can be separated again. A transaction in which such an
-- account takes part says so in the setting fil.accounts (ids of identities, separated by commas); without it nothing here
-- costs more than looking at the setting.
CREATE FUNCTION note_linked_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who UUID;
BEGIN
  EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) USING NEW INTO who;
  INSERT INTO "LinkedRow" ("id", "regionId", "linkId", "table", "column", "rowId", "identityId")
  SELECT gen_random_uuid(), one."regionId", one."linkId", TG_TABLE_NAME, TG_ARGV[0], NEW."id", one."id"
  FROM unnest(string_to_array(current_setting('fil.accounts', true), ',')::UUID[]) WITH ORDINALITY part(id, place)
  JOIN "Identity" one ON one."id" = part.id
  WHERE one."linkId" IS NOT NULL AND one."personId" = who
  -- Whoever was named by another account came last.
  ORDER BY part.place DESC LIMIT 1
  ON CONFLICT ("table", "column", "rowId") DO UPDATE SET "identityId" = excluded."identityId";
  RETURN NULL;
END $$;

-- What an answer was before it was changed is of whoever had given it.
CREATE FUNCTION note_linked_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LinkedRow" ("id", "regionId", "linkId", "table", "column", "rowId", "identityId")
  SELECT gen_random_uuid(), made."regionId", made."linkId", TG_TABLE_NAME, 'answeredById', NEW."id", made."identityId"
  FROM "Answer" given
  JOIN "LinkedRow" made ON made."table" = 'Answer' AND made."column" = 'answeredById' AND made."rowId" = given."id"
  WHERE given."questionnaireId" = NEW."questionnaireId" AND given."question" = NEW."question"
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER "InstallCode_madeById_linked" AFTER INSERT OR UPDATE OF "madeById" ON "InstallCode" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('madeById');
CREATE TRIGGER "JoinRequest_madeById_linked" AFTER INSERT OR UPDATE OF "madeById" ON "JoinRequest" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('madeById');
CREATE TRIGGER "JoinRequest_decidedById_linked" AFTER INSERT OR UPDATE OF "decidedById" ON "JoinRequest" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('decidedById');
CREATE TRIGGER "TeamRole_personId_linked" AFTER INSERT OR UPDATE OF "personId" ON "TeamRole" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
CREATE TRIGGER "TeamRole_grantedById_linked" AFTER INSERT OR UPDATE OF "grantedById" ON "TeamRole" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('grantedById');
CREATE TRIGGER "Organisation_createdById_linked" AFTER INSERT OR UPDATE OF "createdById" ON "Organisation" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('createdById');
CREATE TRIGGER "Membership_personId_linked" AFTER INSERT OR UPDATE OF "personId", "requestedAt" ON "Membership" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
CREATE TRIGGER "Membership_decidedById_linked" AFTER INSERT OR UPDATE OF "decidedById" ON "Membership" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('decidedById');
CREATE TRIGGER "Membership_excludedById_linked" AFTER INSERT OR UPDATE OF "excludedById" ON "Membership" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('excludedById');
CREATE TRIGGER "Event_proposedById_linked" AFTER INSERT OR UPDATE OF "proposedById" ON "Event" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('proposedById');
CREATE TRIGGER "Event_decidedById_linked" AFTER INSERT OR UPDATE OF "decidedById" ON "Event" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('decidedById');
CREATE TRIGGER "CoOrganiser_invitedById_linked" AFTER INSERT OR UPDATE OF "invitedById" ON "CoOrganiser" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('invitedById');
CREATE TRIGGER "Kit_publishedById_linked" AFTER INSERT OR UPDATE OF "publishedById" ON "Kit" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('publishedById');
CREATE TRIGGER "KitReceipt_receivedById_linked" AFTER INSERT OR UPDATE OF "receivedById" ON "KitReceipt" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('receivedById');
CREATE TRIGGER "File_uploadedById_linked" AFTER INSERT OR UPDATE OF "uploadedById" ON "File" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('uploadedById');
CREATE TRIGGER "Meeting_createdById_linked" AFTER INSERT OR UPDATE OF "createdById" ON "Meeting" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('createdById');
CREATE TRIGGER "Rsvp_personId_linked" AFTER INSERT OR UPDATE ON "Rsvp" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
CREATE TRIGGER "Announcement_createdById_linked" AFTER INSERT OR UPDATE OF "createdById" ON "Announcement" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('createdById');
CREATE TRIGGER "Announcement_sentById_linked" AFTER INSERT OR UPDATE OF "sentById" ON "Announcement" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('sentById');
CREATE TRIGGER "Acknowledgement_personId_linked" AFTER INSERT OR UPDATE ON "Acknowledgement" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
CREATE TRIGGER "Survey_launchedById_linked" AFTER INSERT OR UPDATE OF "launchedById" ON "Survey" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('launchedById');
CREATE TRIGGER "Questionnaire_declinedById_linked" AFTER INSERT OR UPDATE OF "declinedById" ON "Questionnaire" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('declinedById');
CREATE TRIGGER "Answer_answeredById_linked" AFTER INSERT OR UPDATE OF "answeredById" ON "Answer" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('answeredById');
CREATE TRIGGER "AnswerRevision_answeredById_linked" AFTER INSERT ON "AnswerRevision" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_revision();
CREATE TRIGGER "MediaMention_enteredById_linked" AFTER INSERT OR UPDATE OF "enteredById" ON "MediaMention" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('enteredById');
CREATE TRIGGER "Figure_enteredById_linked" AFTER INSERT OR UPDATE OF "enteredById" ON "Figure" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('enteredById');
CREATE TRIGGER "Report_createdById_linked" AFTER INSERT OR UPDATE OF "createdById" ON "Report" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('createdById');
CREATE TRIGGER "ReportText_writtenById_linked" AFTER INSERT OR UPDATE OF "writtenById" ON "ReportText" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('writtenById');
CREATE TRIGGER "Conversation_personId_linked" AFTER INSERT OR UPDATE OF "personId" ON "Conversation" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
CREATE TRIGGER "Made_personId_linked" AFTER INSERT OR UPDATE OF "personId" ON "Made" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
