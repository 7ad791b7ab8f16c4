-- CreateTable
CREATE TABLE "NationFile" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "receivedById" UUID NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NationFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NationDecision" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "same" BOOLEAN NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NationDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NationPublication" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "documents" JSONB NOT NULL,
    "print" JSONB NOT NULL,
    "publishedById" UUID NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NationPublication_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NationFile_regionId_idx" ON "NationFile"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "NationFile_year_slot_key" ON "NationFile"("year", "slot");

-- CreateIndex
CREATE INDEX "NationDecision_regionId_idx" ON "NationDecision"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "NationDecision_year_key_key" ON "NationDecision"("year", "key");

-- CreateIndex
CREATE INDEX "NationPublication_regionId_idx" ON "NationPublication"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "NationPublication_year_version_key" ON "NationPublication"("year", "version");

-- AddForeignKey
ALTER TABLE "NationFile" ADD CONSTRAINT "NationFile_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NationDecision" ADD CONSTRAINT "NationDecision_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NationPublication" ADD CONSTRAINT "NationPublication_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "NationFile_receivedById_linked" AFTER INSERT OR UPDATE OF "receivedById" ON "NationFile" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('receivedById');
CREATE TRIGGER "NationDecision_decidedById_linked" AFTER INSERT OR UPDATE OF "decidedById" ON "NationDecision" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('decidedById');
CREATE TRIGGER "NationPublication_publishedById_linked" AFTER INSERT OR UPDATE OF "publishedById" ON "NationPublication" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('publishedById');
