-- AlterTable
ALTER TABLE "Installation" ADD COLUMN     "heardUntil" TEXT;

-- CreateTable
CREATE TABLE "ToRead" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "heard" TEXT,
    "mentionsOnly" BOOLEAN NOT NULL,
    "of" INTEGER NOT NULL,
    "listing" UUID NOT NULL,

    CONSTRAINT "ToRead_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ToRead_regionId_platform_channel_thread_key" ON "ToRead"("regionId", "platform", "channel", "thread");

-- AddForeignKey
ALTER TABLE "ToRead" ADD CONSTRAINT "ToRead_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
