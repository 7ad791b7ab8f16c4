-- CreateIndex
CREATE INDEX "Conversation_personId_about_idx" ON "Conversation"("personId", "about");
