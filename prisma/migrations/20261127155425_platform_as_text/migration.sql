-- A platform is named as the program spells it, so that another one needs no type of the database. Each index on a column stays.
ALTER TABLE "Delivery" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "Identity" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "InstallAttempt" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "Installation" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "JoinRequest" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "OrganisationThread" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "Person" ALTER COLUMN "lastPlatform" TYPE TEXT USING lower("lastPlatform"::text);
ALTER TABLE "ReceivedEvent" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "SurveyConversation" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "Tally" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
ALTER TABLE "ToRead" ALTER COLUMN "platform" TYPE TEXT USING lower("platform"::text);
DROP TYPE "Platform";

-- Rows that are kept to make two persons of one again hold the name as it was spelled. In what somebody typed the quotation
-- marks are escaped, so nothing of theirs looks like this.
UPDATE "AccountLink" SET "before" = regexp_replace(
  regexp_replace("before"::text, '"(platform|lastPlatform)": "SLACK"', '"\1": "slack"', 'g'),
  '"(platform|lastPlatform)": "DISCORD"', '"\1": "discord"', 'g')::jsonb;

-- With its type a column loses what the database had counted of it, and so the plans that rest on it. An empty table stays
-- uncounted: it would be taken for one that is always empty.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Delivery', 'Identity', 'InstallAttempt', 'Installation', 'JoinRequest', 'OrganisationThread',
    'Person', 'ReceivedEvent', 'SurveyConversation', 'Tally', 'ToRead']
  LOOP
    IF (SELECT pg_relation_size(format('%I', name)::regclass) > 0) THEN EXECUTE format('ANALYZE %I', name); END IF;
  END LOOP;
END $$;
