-- Behind its first line stood the announcement's text, which may name somebody.
UPDATE "Announcement" SET "shown" = split_part("shown", E'\n', 1) WHERE "shown" LIKE E'%\n%';
