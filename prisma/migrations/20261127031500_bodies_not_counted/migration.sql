-- Nothing is looked for by what these hold: to count them would only take long.
ALTER TABLE "Delivery" ALTER COLUMN "body" SET STATISTICS 0, ALTER COLUMN "target" SET STATISTICS 0, ALTER COLUMN "refs" SET STATISTICS 0;
ALTER TABLE "Conversation" ALTER COLUMN "values" SET STATISTICS 0, ALTER COLUMN "result" SET STATISTICS 0;
ALTER TABLE "File" ALTER COLUMN "bytes" SET STATISTICS 0;
