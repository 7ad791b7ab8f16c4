-- AlterTable
ALTER TABLE "Announcement" ADD COLUMN     "wordedById" UUID;

-- As for every other column that says who: what an account made is noted, so that linked accounts can be parted again.
CREATE TRIGGER "Announcement_wordedById_linked" AFTER INSERT OR UPDATE OF "wordedById" ON "Announcement" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('wordedById');
