-- CreateIndex
CREATE INDEX "RelayCopy_left_idx" ON "RelayCopy"("channelId") WHERE (status = 'POSTED'::"RelayCopyStatus") AND (reason IS NOT NULL);
