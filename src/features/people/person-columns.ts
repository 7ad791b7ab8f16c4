/** Every column that says who: table and column. A test compares it with the schema. */
export const personColumns: readonly (readonly [table: string, column: string])[] = [
  ['InstallCode', 'madeById'],
  ['JoinRequest', 'madeById'],
  ['JoinRequest', 'decidedById'],
  ['Identity', 'personId'],
  ['LinkCode', 'personId'],
  ['LinkCode', 'typedById'],
  ['LinkAttempt', 'personId'],
  ['TeamRole', 'personId'],
  ['TeamRole', 'grantedById'],
  ['Organisation', 'createdById'],
  ['Membership', 'personId'],
  ['Membership', 'decidedById'],
  ['Membership', 'excludedById'],
  ['Event', 'proposedById'],
  ['Event', 'decidedById'],
  ['CoOrganiser', 'invitedById'],
  ['Kit', 'publishedById'],
  ['KitReceipt', 'receivedById'],
  ['File', 'uploadedById'],
  ['Meeting', 'createdById'],
  ['Rsvp', 'personId'],
  ['Announcement', 'createdById'],
  ['Announcement', 'sentById'],
  ['AnnouncementRecipient', 'personId'],
  ['Acknowledgement', 'personId'],
  ['Survey', 'launchedById'],
  ['Questionnaire', 'declinedById'],
  ['Answer', 'answeredById'],
  ['AnswerRevision', 'answeredById'],
  ['SurveyConversation', 'personId'],
  ['MediaMention', 'enteredById'],
  ['Figure', 'enteredById'],
  ['Report', 'createdById'],
  ['ReportText', 'writtenById'],
  ['Conversation', 'personId'],
  ['Delivery', 'unsolicitedTo'],
  ['Made', 'personId'],
];

/**
 * Of these the database notes whose account makes them, while two accounts that became one can still be separated, each by
 * a trigger. The others tell it by themselves (what stands on a platform), or needn't.
 */
export const notedColumns = personColumns.filter(
  ([table]) =>
    !['Identity', 'LinkCode', 'LinkAttempt', 'AnnouncementRecipient', 'SurveyConversation', 'Delivery'].includes(table),
);
