/** Every column that refers to a person, as table and column. A test compares the list with the schema. */
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
  ['EventMerge', 'proposedById'],
  ['EventMerge', 'keptById'],
  ['EventMerge', 'closedById'],
  ['EventMerge', 'endedById'],
  ['Kit', 'publishedById'],
  ['KitReceipt', 'receivedById'],
  ['File', 'uploadedById'],
  ['Meeting', 'createdById'],
  ['Rsvp', 'personId'],
  ['Announcement', 'createdById'],
  ['Announcement', 'sentById'],
  ['Announcement', 'wordedById'],
  ['AnnouncementRecipient', 'personId'],
  ['Acknowledgement', 'personId'],
  ['Survey', 'launchedById'],
  ['Questionnaire', 'declinedById'],
  ['Questionnaire', 'calledById'],
  ['Answer', 'answeredById'],
  ['AnswerRevision', 'answeredById'],
  ['SurveyConversation', 'personId'],
  ['QuoteConsent', 'chosenById'],
  ['SurveyEnquiry', 'askedById'],
  ['SurveyEnquiry', 'repliedById'],
  ['MediaMention', 'enteredById'],
  ['Figure', 'enteredById'],
  ['Report', 'createdById'],
  ['ReportText', 'writtenById'],
  ['Conversation', 'personId'],
  ['Delivery', 'unsolicitedTo'],
  ['Made', 'personId'],
  ['Relay', 'tiedById'],
];

/**
 * Columns for which a database trigger records which account made a row, while two joined accounts can still be
 * separated. The other tables show it by themselves (they belong to a platform), or don't need it.
 */
export const notedColumns = personColumns.filter(
  ([table]) =>
    !['Identity', 'LinkCode', 'LinkAttempt', 'AnnouncementRecipient', 'SurveyConversation', 'Delivery'].includes(table),
);
