-- AlterTable
ALTER TABLE "Questionnaire" ADD COLUMN     "calledAt" TIMESTAMPTZ(3),
ADD COLUMN     "calledById" UUID;

-- As for every other column that says who: what an account made is noted, so that linked accounts can be parted again.
CREATE TRIGGER "Questionnaire_calledById_linked" AFTER INSERT OR UPDATE OF "calledById" ON "Questionnaire" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('calledById');
