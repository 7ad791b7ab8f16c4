-- CreateIndex
CREATE INDEX "RelayCopy_channelId_idx" ON "RelayCopy"("channelId");

-- As for every other column that says who: what an account made is noted, so that linked accounts can be parted again.
CREATE TRIGGER "Relay_tiedById_linked" AFTER INSERT OR UPDATE OF "tiedById" ON "Relay" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('tiedById');
