-- What a bilan counts is read in many statements, and goes by the rows standing as they did before. A row that came and went in between
-- leaves nothing to see: so whatever deletes some counts that, at once and for everybody, whether or not it is committed.
CREATE SEQUENCE "facts_deleted";

CREATE FUNCTION count_deleted_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM gone) THEN
    PERFORM nextval('"facts_deleted"');
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "Event_counted" AFTER DELETE ON "Event" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "Occurrence_counted" AFTER DELETE ON "Occurrence" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "CoOrganiser_counted" AFTER DELETE ON "CoOrganiser" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "Theme_counted" AFTER DELETE ON "Theme" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "Organisation_counted" AFTER DELETE ON "Organisation" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "Survey_counted" AFTER DELETE ON "Survey" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "Questionnaire_counted" AFTER DELETE ON "Questionnaire" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "Answer_counted" AFTER DELETE ON "Answer" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "AnswerRevision_counted" AFTER DELETE ON "AnswerRevision" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
CREATE TRIGGER "QuoteConsent_counted" AFTER DELETE ON "QuoteConsent" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_facts();
