-- CreateTable
CREATE TABLE "SigningKey" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "thumbprint" TEXT NOT NULL,
    "secretKey" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SigningKey_regionId_key" ON "SigningKey"("regionId");

-- AddForeignKey
ALTER TABLE "SigningKey" ADD CONSTRAINT "SigningKey_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
