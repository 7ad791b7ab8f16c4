-- The message that an answer is to, noted when the copy that was answered goes: it can still be told whether that was deleted.
ALTER TABLE "RelayMessage" ADD COLUMN     "answersId" UUID;

CREATE INDEX "RelayMessage_answersId_idx" ON "RelayMessage"("answersId") WHERE ("answersId" IS NOT NULL);
