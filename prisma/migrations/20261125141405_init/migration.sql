-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('SLACK', 'DISCORD');

-- CreateEnum
CREATE TYPE "TeamRoleName" AS ENUM ('COORDINATOR', 'DELEGATE');

-- CreateEnum
CREATE TYPE "MembershipStatus" AS ENUM ('PENDING', 'ACTIVE', 'DECLINED', 'LEFT');

-- CreateEnum
CREATE TYPE "EditionStatus" AS ENUM ('OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "EditionPriority" AS ENUM ('BELONGING', 'GENERAL_PUBLIC');

-- CreateEnum
CREATE TYPE "EventStatus" AS ENUM ('PROPOSED', 'QUESTIONED', 'ACCEPTED', 'REFUSED', 'POSTPONED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "CoOrganiserStatus" AS ENUM ('INVITED', 'ACCEPTED', 'DECLINED');

-- CreateEnum
CREATE TYPE "MeetingStatus" AS ENUM ('SCHEDULED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "RsvpAnswer" AS ENUM ('YES', 'NO', 'MAYBE');

-- CreateEnum
CREATE TYPE "DueOutcome" AS ENUM ('DONE', 'POINTLESS');

-- CreateEnum
CREATE TYPE "QuestionnaireKind" AS ENUM ('EVENT', 'ORGANISATION');

-- CreateEnum
CREATE TYPE "MediaKind" AS ENUM ('PRESS', 'RADIO', 'TV', 'WEB');

-- CreateEnum
CREATE TYPE "Precision" AS ENUM ('EXACT', 'ESTIMATED', 'AT_LEAST', 'UNKNOWN', 'NOT_APPLICABLE');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('PENDING', 'SENDING', 'SENT', 'REFUSED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "ConversationStatus" AS ENUM ('OPEN', 'DONE');

-- CreateTable
CREATE TABLE "Region" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "chamber" TEXT NOT NULL DEFAULT 'CRESS',
    "departments" TEXT[],
    "timeZone" TEXT NOT NULL DEFAULT 'Europe/Paris',
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "pairingCode" TEXT,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "team" TEXT NOT NULL,
    "yearRoundChannel" TEXT,
    "announcementsChannel" TEXT,
    "coordinationChannel" TEXT,
    "talliesChannel" TEXT,
    "installedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "seenLocale" TEXT,
    "lastPlatform" "Platform" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkAttempt" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TeamRole" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "TeamRoleName" NOT NULL,
    "department" TEXT NOT NULL DEFAULT '',
    "grantedById" UUID,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TeamRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "department" TEXT,
    "municipality" TEXT,
    "website" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "status" "MembershipStatus" NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Edition" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "status" "EditionStatus" NOT NULL,
    "message" TEXT,
    "priority" "EditionPriority",
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Theme" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExpectedResult" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "figure" TEXT NOT NULL,
    "target" INTEGER NOT NULL,

    CONSTRAINT "ExpectedResult_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "pitch" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "municipalityCode" TEXT,
    "municipality" TEXT,
    "department" TEXT,
    "contact" TEXT NOT NULL,
    "description" TEXT,
    "themeId" UUID,
    "audience" TEXT,
    "price" TEXT,
    "accessibility" TEXT,
    "link" TEXT,
    "pictureId" UUID,
    "status" "EventStatus" NOT NULL,
    "statusNote" TEXT,
    "statusAnswer" TEXT,
    "proposedById" UUID NOT NULL,
    "onBehalf" BOOLEAN NOT NULL DEFAULT false,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "allDay" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CoOrganiser" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "status" "CoOrganiserStatus" NOT NULL,
    "invitedById" UUID NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "CoOrganiser_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Kit" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "note" TEXT,
    "publishedById" UUID NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Kit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KitItem" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "kitId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "KitItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KitReceipt" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "kitId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3),
    "receivedById" UUID,

    CONSTRAINT "KitReceipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "File" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "uploadedById" UUID,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "venue" TEXT NOT NULL,
    "agenda" TEXT,
    "status" "MeetingStatus" NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rsvp" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "answer" "RsvpAnswer" NOT NULL,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Rsvp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DueItem" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "outcome" "DueOutcome",

    CONSTRAINT "DueItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Survey" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "launchedAt" TIMESTAMPTZ(3) NOT NULL,
    "launchedById" UUID NOT NULL,
    "closesOn" DATE NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Questionnaire" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "kind" "QuestionnaireKind" NOT NULL,
    "organisationId" UUID NOT NULL,
    "eventId" UUID,
    "askedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "declinedAt" TIMESTAMPTZ(3),
    "declinedById" UUID,

    CONSTRAINT "Questionnaire_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "questionnaireId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "answeredById" UUID NOT NULL,
    "onBehalf" BOOLEAN NOT NULL DEFAULT false,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnswerRevision" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "questionnaireId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "answeredById" UUID NOT NULL,
    "onBehalf" BOOLEAN NOT NULL,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AnswerRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyConversation" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "questionnaireId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "deliveryKey" TEXT NOT NULL,
    "question" TEXT,
    "shown" JSONB NOT NULL DEFAULT '{}',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "lastSeenId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "SurveyConversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MediaMention" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "questionnaireId" UUID,
    "launch" BOOLEAN NOT NULL DEFAULT false,
    "outlet" TEXT NOT NULL,
    "kind" "MediaKind" NOT NULL,
    "publishedOn" TEXT,
    "link" TEXT,
    "enteredById" UUID NOT NULL,
    "enteredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MediaMention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Figure" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" DECIMAL(65,30),
    "of" DECIMAL(65,30),
    "precision" "Precision" NOT NULL,
    "note" TEXT,
    "enteredById" UUID NOT NULL,
    "enteredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Figure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tally" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "channel" TEXT NOT NULL,
    "deliveryKey" TEXT NOT NULL,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "shown" JSONB,
    "daily" BOOLEAN NOT NULL DEFAULT false,
    "removedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Report" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportText" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "writtenById" UUID NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "platform" "Platform" NOT NULL,
    "target" JSONB NOT NULL,
    "body" JSONB NOT NULL,
    "editOf" TEXT,
    "about" TEXT,
    "unsolicitedTo" UUID,
    "heldUntil" TIMESTAMPTZ(3),
    "status" "DeliveryStatus" NOT NULL,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "refs" JSONB,
    "channel" TEXT,
    "thread" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "page" INTEGER NOT NULL DEFAULT 0,
    "status" "ConversationStatus" NOT NULL,
    "result" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceivedEvent" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "event" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReceivedEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Region_pairingCode_key" ON "Region"("pairingCode");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_platform_team_key" ON "Installation"("platform", "team");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_regionId_platform_key" ON "Installation"("regionId", "platform");

-- CreateIndex
CREATE INDEX "Person_regionId_idx" ON "Person"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_regionId_platform_externalId_key" ON "Identity"("regionId", "platform", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_personId_platform_key" ON "Identity"("personId", "platform");

-- CreateIndex
CREATE INDEX "LinkCode_regionId_code_idx" ON "LinkCode"("regionId", "code");

-- CreateIndex
CREATE INDEX "LinkAttempt_personId_at_idx" ON "LinkAttempt"("personId", "at");

-- CreateIndex
CREATE INDEX "LinkAttempt_regionId_idx" ON "LinkAttempt"("regionId");

-- CreateIndex
CREATE INDEX "TeamRole_regionId_idx" ON "TeamRole"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "TeamRole_personId_role_department_key" ON "TeamRole"("personId", "role", "department");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_regionId_nameKey_key" ON "Organisation"("regionId", "nameKey");

-- CreateIndex
CREATE INDEX "Membership_regionId_idx" ON "Membership"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_organisationId_personId_key" ON "Membership"("organisationId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_regionId_year_key" ON "Edition"("regionId", "year");

-- CreateIndex
CREATE INDEX "Theme_regionId_idx" ON "Theme"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Theme_editionId_name_key" ON "Theme"("editionId", "name");

-- CreateIndex
CREATE INDEX "ExpectedResult_regionId_idx" ON "ExpectedResult"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "ExpectedResult_editionId_figure_key" ON "ExpectedResult"("editionId", "figure");

-- CreateIndex
CREATE INDEX "Event_editionId_status_idx" ON "Event"("editionId", "status");

-- CreateIndex
CREATE INDEX "Event_regionId_idx" ON "Event"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Event_editionId_number_key" ON "Event"("editionId", "number");

-- CreateIndex
CREATE INDEX "Occurrence_regionId_startsAt_idx" ON "Occurrence"("regionId", "startsAt");

-- CreateIndex
CREATE INDEX "CoOrganiser_regionId_idx" ON "CoOrganiser"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "CoOrganiser_eventId_organisationId_key" ON "CoOrganiser"("eventId", "organisationId");

-- CreateIndex
CREATE INDEX "Kit_regionId_idx" ON "Kit"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Kit_editionId_version_key" ON "Kit"("editionId", "version");

-- CreateIndex
CREATE INDEX "KitItem_regionId_idx" ON "KitItem"("regionId");

-- CreateIndex
CREATE INDEX "KitReceipt_regionId_idx" ON "KitReceipt"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "KitReceipt_kitId_organisationId_key" ON "KitReceipt"("kitId", "organisationId");

-- CreateIndex
CREATE INDEX "File_regionId_idx" ON "File"("regionId");

-- CreateIndex
CREATE INDEX "Meeting_regionId_startsAt_idx" ON "Meeting"("regionId", "startsAt");

-- CreateIndex
CREATE INDEX "Rsvp_regionId_idx" ON "Rsvp"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Rsvp_meetingId_personId_key" ON "Rsvp"("meetingId", "personId");

-- CreateIndex
CREATE INDEX "DueItem_doneAt_dueAt_idx" ON "DueItem"("doneAt", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "DueItem_regionId_kind_subject_key" ON "DueItem"("regionId", "kind", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_editionId_key" ON "Survey"("editionId");

-- CreateIndex
CREATE INDEX "Survey_regionId_idx" ON "Survey"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Questionnaire_eventId_key" ON "Questionnaire"("eventId");

-- CreateIndex
CREATE INDEX "Questionnaire_surveyId_kind_idx" ON "Questionnaire"("surveyId", "kind");

-- CreateIndex
CREATE INDEX "Questionnaire_regionId_idx" ON "Questionnaire"("regionId");

-- CreateIndex
CREATE INDEX "Answer_regionId_idx" ON "Answer"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_questionnaireId_question_key" ON "Answer"("questionnaireId", "question");

-- CreateIndex
CREATE INDEX "AnswerRevision_questionnaireId_question_idx" ON "AnswerRevision"("questionnaireId", "question");

-- CreateIndex
CREATE INDEX "AnswerRevision_regionId_idx" ON "AnswerRevision"("regionId");

-- CreateIndex
CREATE INDEX "SurveyConversation_personId_closedAt_idx" ON "SurveyConversation"("personId", "closedAt");

-- CreateIndex
CREATE INDEX "SurveyConversation_regionId_idx" ON "SurveyConversation"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyConversation_questionnaireId_personId_key" ON "SurveyConversation"("questionnaireId", "personId");

-- CreateIndex
CREATE INDEX "MediaMention_editionId_idx" ON "MediaMention"("editionId");

-- CreateIndex
CREATE INDEX "MediaMention_regionId_idx" ON "MediaMention"("regionId");

-- CreateIndex
CREATE INDEX "Figure_regionId_idx" ON "Figure"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Figure_editionId_key_key" ON "Figure"("editionId", "key");

-- CreateIndex
CREATE INDEX "Tally_regionId_removedAt_idx" ON "Tally"("regionId", "removedAt");

-- CreateIndex
CREATE INDEX "Report_regionId_idx" ON "Report"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "Report_editionId_version_key" ON "Report"("editionId", "version");

-- CreateIndex
CREATE INDEX "ReportText_regionId_idx" ON "ReportText"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "ReportText_editionId_key_key" ON "ReportText"("editionId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");

-- CreateIndex
CREATE INDEX "Delivery_status_sequence_idx" ON "Delivery"("status", "sequence");

-- CreateIndex
CREATE INDEX "Delivery_platform_channel_thread_idx" ON "Delivery"("platform", "channel", "thread");

-- CreateIndex
CREATE INDEX "Delivery_editOf_idx" ON "Delivery"("editOf");

-- CreateIndex
CREATE INDEX "Delivery_unsolicitedTo_createdAt_idx" ON "Delivery"("unsolicitedTo", "createdAt");

-- CreateIndex
CREATE INDEX "Delivery_regionId_idx" ON "Delivery"("regionId");

-- CreateIndex
CREATE INDEX "Conversation_expiresAt_idx" ON "Conversation"("expiresAt");

-- CreateIndex
CREATE INDEX "Conversation_regionId_idx" ON "Conversation"("regionId");

-- CreateIndex
CREATE INDEX "ReceivedEvent_receivedAt_idx" ON "ReceivedEvent"("receivedAt");

-- CreateIndex
CREATE INDEX "ReceivedEvent_regionId_idx" ON "ReceivedEvent"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "ReceivedEvent_platform_event_key" ON "ReceivedEvent"("platform", "event");

-- AddForeignKey
ALTER TABLE "Installation" ADD CONSTRAINT "Installation_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkAttempt" ADD CONSTRAINT "LinkAttempt_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamRole" ADD CONSTRAINT "TeamRole_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamRole" ADD CONSTRAINT "TeamRole_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpectedResult" ADD CONSTRAINT "ExpectedResult_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpectedResult" ADD CONSTRAINT "ExpectedResult_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Occurrence" ADD CONSTRAINT "Occurrence_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Occurrence" ADD CONSTRAINT "Occurrence_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoOrganiser" ADD CONSTRAINT "CoOrganiser_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoOrganiser" ADD CONSTRAINT "CoOrganiser_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoOrganiser" ADD CONSTRAINT "CoOrganiser_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kit" ADD CONSTRAINT "Kit_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KitItem" ADD CONSTRAINT "KitItem_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KitItem" ADD CONSTRAINT "KitItem_kitId_fkey" FOREIGN KEY ("kitId") REFERENCES "Kit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KitReceipt" ADD CONSTRAINT "KitReceipt_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KitReceipt" ADD CONSTRAINT "KitReceipt_kitId_fkey" FOREIGN KEY ("kitId") REFERENCES "Kit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DueItem" ADD CONSTRAINT "DueItem_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Questionnaire" ADD CONSTRAINT "Questionnaire_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Questionnaire" ADD CONSTRAINT "Questionnaire_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Questionnaire" ADD CONSTRAINT "Questionnaire_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Questionnaire" ADD CONSTRAINT "Questionnaire_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_questionnaireId_fkey" FOREIGN KEY ("questionnaireId") REFERENCES "Questionnaire"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyConversation" ADD CONSTRAINT "SurveyConversation_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyConversation" ADD CONSTRAINT "SurveyConversation_questionnaireId_fkey" FOREIGN KEY ("questionnaireId") REFERENCES "Questionnaire"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaMention" ADD CONSTRAINT "MediaMention_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaMention" ADD CONSTRAINT "MediaMention_questionnaireId_fkey" FOREIGN KEY ("questionnaireId") REFERENCES "Questionnaire"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Figure" ADD CONSTRAINT "Figure_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportText" ADD CONSTRAINT "ReportText_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceivedEvent" ADD CONSTRAINT "ReceivedEvent_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
