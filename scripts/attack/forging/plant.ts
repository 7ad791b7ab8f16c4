import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../../src/database/database.ts';
import { UNTOLD_FIGURES } from './untold-figures.ts';

/** A region with one of everything that people can press a button about, in every state that matters. */
export interface Planted {
  /** Stands in everything its people wrote. */
  readonly word: string;
  /** Stands in what not even everybody of the region may see. */
  readonly secret: string;
  readonly regionId: string;
  /** Ids by the kind of thing they belong to. */
  readonly ids: Readonly<Record<string, string>>;
  /** Year of the open edition. */
  readonly year: number;
  /** A code that links accounts: whoever knows it may type it. */
  readonly code: string;
}

export interface Planting {
  readonly regionId: string;
  readonly word: string;
  readonly now: Date;
  /** People who may do everything with it: members of its organisations, who coordinate it too. */
  readonly owners: readonly string[];
}

const DAY_MS = 24 * 3_600_000;

/** Stores everything, as people would have made it. */
export async function plant({ prisma }: Database, { regionId, word, now, owners }: Planting): Promise<Planted> {
  const secret = `${word} secret`;
  const ids: Record<string, string> = {};
  const as = (name: string) => {
    const id = randomUUID();
    ids[name] = id;
    return { id, regionId };
  };
  const owner = owners[0];
  if (owner === undefined) throw new Error('nobody owns what is planted');
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const after = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const year = now.getUTCFullYear();
  const past = as('pastEdition');
  const edition = as('edition');
  const days = (of: number) => ({ startsOn: new Date(`${of}-11-01`), endsOn: new Date(`${of}-11-30`) });
  await prisma.edition.createMany({
    data: [
      {
        ...past,
        year: year - 1,
        name: `${word} ${year - 1}`,
        ...days(year - 1),
        status: 'CLOSED',
        openedAt: before(400),
      },
      { ...edition, year, name: `${word} ${year}`, ...days(year), status: 'OPEN', openedAt: before(20) },
    ],
  });
  const editionId = edition.id;
  await prisma.theme.create({ data: { ...as('theme'), editionId, name: word, position: 1 } });
  await prisma.expectedResult.create({ data: { ...as('expected'), editionId, figure: 'events', target: 30 } });

  const person = (name: string) =>
    ({ ...as(name), name: `${secret} ${name}`, lastPlatform: 'slack', createdAt: before(20) }) as const;
  await prisma.person.createMany({ data: [person('asks'), person('colleague'), person('delegate')] });
  await prisma.identity.createMany({
    data: ['asks', 'colleague', 'delegate'].map((name) => ({
      ...{
        regionId,
        personId: ids[name] ?? '',
        platform: 'slack',
        externalId: `U${word}${name}`,
        name: `${secret} ${name}`,
      },
    })),
  });
  await prisma.teamRole.create({
    data: { ...as('role'), personId: ids.delegate ?? '', role: 'DELEGATE', department: '80', grantedAt: before(20) },
  });

  const organisation = (name: string) => ({
    ...as(name),
    name: `${word} ${name}`,
    nameKey: `${word} ${name}`.toLowerCase(),
    department: '80',
    createdAt: before(20),
  });
  await prisma.organisation.createMany({
    data: [organisation('organisation'), organisation('guest'), organisation('third')],
  });
  const member = (organisationId: string | undefined, personId: string | undefined, status: 'ACTIVE' | 'PENDING') => ({
    ...{ regionId, organisationId: organisationId ?? '', personId: personId ?? '', status, requestedAt: before(15) },
  });
  await prisma.membership.createMany({
    data: [
      ...owners.flatMap((one) => [member(ids.organisation, one, 'ACTIVE'), member(ids.guest, one, 'ACTIVE')]),
      { ...as('membership'), ...member(ids.organisation, ids.colleague, 'ACTIVE') },
      { ...as('request'), ...member(ids.organisation, ids.asks, 'PENDING') },
      ...owners.map((one, index) => ({ ...as(`own request ${index}`), ...member(ids.third, one, 'PENDING') })),
    ],
  });

  const organisationId = ids.organisation ?? '';
  const event = (name: string, status: 'PROPOSED' | 'QUESTIONED' | 'ACCEPTED', number: number, of = editionId) => {
    const words = status === 'ACCEPTED' ? word : secret;
    return {
      ...{ ...as(name), editionId: of, organisationId, number, status, proposedById: owner, proposedAt: before(10) },
      ...{ title: `${words} ${name}`, pitch: `${words} venez`, venue: words, municipality: 'Amiens', department: '80' },
      ...{ contact: word, description: words, statusNote: status === 'QUESTIONED' ? `${secret} qui ?` : null },
      ...{ decidedById: owner, decidedAt: status === 'ACCEPTED' ? before(9) : null, updatedAt: before(9) },
    };
  };
  await prisma.event.createMany({
    data: [
      event('proposed', 'PROPOSED', 1),
      event('questioned', 'QUESTIONED', 2),
      event('accepted', 'ACCEPTED', 3),
      event('held', 'ACCEPTED', 4),
      event('lastYear', 'ACCEPTED', 1, past.id),
      { ...event('near', 'PROPOSED', 5), organisationId: ids.guest ?? '' },
      { ...event('beside', 'PROPOSED', 6), organisationId: ids.guest ?? '' },
    ],
  });
  const starts = {
    proposed: after(50),
    questioned: after(51),
    near: after(50),
    beside: after(51),
    accepted: after(52),
    held: before(2),
    lastYear: before(360),
  };
  await prisma.occurrence.createMany({
    data: Object.entries(starts).map(([name, startsAt]) => ({ regionId, eventId: ids[name] ?? '', startsAt })),
  });
  await prisma.coOrganiser.create({
    data: {
      ...{ ...as('invitation'), eventId: ids.accepted ?? '', organisationId: ids.guest ?? '', status: 'INVITED' },
      ...{ invitedById: owner, invitedAt: before(3) },
    },
  });
  await prisma.coOrganiser.create({
    data: {
      ...{
        ...as('coOrganisation'),
        eventId: ids.questioned ?? '',
        organisationId: ids.guest ?? '',
        status: 'ACCEPTED',
      },
      ...{ invitedById: owner, invitedAt: before(3), answeredAt: before(2) },
    },
  });

  await prisma.eventMerge.create({
    data: {
      ...{ ...as('merge'), keptId: ids.proposed ?? '', closedId: ids.near ?? '', status: 'OPEN', version: '' },
      ...{ asker: 'kept', keptById: owner, proposedById: owner, proposedAt: before(3) },
    },
  });

  const bytes = Buffer.from(secret);
  await prisma.file.create({
    data: {
      ...{ ...as('file'), name: `${secret}.png`, type: 'image/png', size: bytes.length, bytes, uploadedById: owner },
      ...{ sha256: createHash('sha256').update(bytes).digest('hex'), uploadedAt: before(8) },
    },
  });
  await prisma.kit.create({
    data: {
      ...{ ...as('kit'), editionId, version: 1, note: word, publishedById: owner, publishedAt: before(8) },
      items: { create: [{ regionId, fileId: ids.file ?? '', title: word, position: 1 }] },
      receipts: { create: [{ regionId, organisationId, sentAt: before(8) }] },
    },
  });
  await prisma.meeting.create({
    data: {
      ...{ ...as('meeting'), title: `${word} réunion`, startsAt: after(12), venue: word, agenda: word },
      ...{ status: 'SCHEDULED', createdById: owner, createdAt: before(5) },
    },
  });

  const announcement = (name: string, status: 'DRAFT' | 'SCHEDULED' | 'LEFT') => ({
    ...{ ...as(name), text: status === 'LEFT' ? word : `${secret} annonce`, status, places: ['channels', 'people'] },
    ...{ audience: {}, fileIds: [], createdById: owner, sentById: status === 'DRAFT' ? null : owner },
    ...{
      createdAt: before(4),
      dueAt: status === 'SCHEDULED' ? after(4) : null,
      leftAt: status === 'LEFT' ? before(4) : null,
    },
  });
  await prisma.announcement.createMany({
    data: [announcement('draft', 'DRAFT'), announcement('scheduled', 'SCHEDULED'), announcement('left', 'LEFT')],
  });
  await prisma.announcementRecipient.create({
    data: { ...as('recipient'), announcementId: ids.left ?? '', personId: ids.colleague ?? '' },
  });

  const survey = as('survey');
  await prisma.survey.create({
    data: { ...survey, editionId, launchedAt: before(1), launchedById: owner, closesOn: after(90) },
  });
  await prisma.questionnaire.createMany({
    data: [
      { ...as('questionnaire'), surveyId: survey.id, kind: 'ORGANISATION', organisationId, askedAt: before(1) },
      // Nobody has answered this one.
      {
        ...{ ...as('unanswered'), surveyId: survey.id, kind: 'ORGANISATION' as const, askedAt: before(1) },
        organisationId: ids.guest ?? '',
      },
      {
        ...as('eventQuestionnaire'),
        surveyId: survey.id,
        kind: 'EVENT',
        organisationId,
        eventId: ids.held ?? '',
        askedAt: before(1),
      },
    ],
  });
  const answered = { regionId, answeredById: owner, answeredAt: before(1) };
  await prisma.answer.createMany({
    data: [
      {
        ...answered,
        ...as('answer'),
        questionnaireId: ids.questionnaire ?? '',
        question: 'idea',
        value: { kind: 'text', text: `${secret} réponse` },
      },
      // A yes to each of these lets its follow-up questions be asked.
      ...['relayed', 'coverage', 'siteLink', 'logo'].map((question) => ({
        ...{
          ...answered,
          questionnaireId: ids.questionnaire ?? '',
          question,
          value: { kind: 'choice', option: 'yes' },
        },
      })),
      {
        ...answered,
        questionnaireId: ids.eventQuestionnaire ?? '',
        question: 'held',
        value: { kind: 'choice', option: 'yes' },
      },
    ],
  });
  await prisma.surveyConversation.create({
    data: {
      ...{ ...as('event conversation'), questionnaireId: ids.eventQuestionnaire ?? '', personId: owner },
      ...{ platform: 'slack', deliveryKey: `${word}:event`, question: 'attendance', openedAt: before(1) },
    },
  });
  await prisma.surveyConversation.createMany({
    data: owners.flatMap((personId, index) => [
      {
        ...{
          ...as(`conversation ${index}`),
          questionnaireId: ids.questionnaire ?? '',
          personId,
          platform: 'slack' as const,
        },
        ...{ deliveryKey: `${word}:questionnaire:${index}`, question: 'pressContacted', openedAt: before(1) },
      },
    ]),
  });
  await prisma.surveyEnquiry.create({
    data: {
      ...{ ...as('enquiry'), questionnaireId: ids.questionnaire ?? '', conversationId: ids['conversation 0'] ?? '' },
      ...{ question: 'idea', askedById: owner, text: `${secret} demande`, askedAt: before(1) },
    },
  });
  await prisma.mediaMention.create({
    data: {
      ...{
        ...as('mention'),
        editionId,
        organisationId,
        questionnaireId: ids.questionnaire ?? '',
        outlet: `${secret} journal`,
      },
      ...{ kind: 'PRESS', enteredById: owner, enteredAt: before(1) },
    },
  });
  await prisma.mediaMention.create({
    data: {
      ...{ ...as('press'), editionId, organisationId, title: `${secret} titre`, outlet: `${secret} magazine` },
      ...{ kind: 'WEB', publishedOn: '2026-11-12', enteredById: owner, enteredAt: before(1) },
    },
  });
  await prisma.figure.create({
    data: {
      ...as('figure'),
      editionId,
      key: 'events',
      value: 12,
      precision: 'EXACT',
      note: secret,
      enteredById: owner,
      enteredAt: before(1),
    },
  });
  await prisma.tally.create({
    data: {
      ...as('tally'),
      editionId,
      platform: 'slack',
      channel: `C${word}`,
      deliveryKey: `${word}:tally`,
      createdAt: before(1),
    },
  });
  await prisma.reportText.create({
    data: {
      ...as('reportText'),
      editionId,
      key: 'chapter:essential',
      text: `${secret} bilan`,
      writtenById: owner,
      writtenAt: before(1),
    },
  });
  await prisma.reportText.create({
    data: {
      ...as('sentence'),
      editionId,
      key: 'sentence:events/events',
      text: `${secret} phrase`,
      against: { figures: {}, rest: [], rule: `${secret} règle` },
      writtenById: owner,
      writtenAt: before(1),
    },
  });

  const review = as('review');
  await prisma.reportReview.create({
    data: {
      ...review,
      ...{ editionId, version: 1, outline: {}, fileIds: [], askedById: owner, askedAt: before(1) },
      ...{ figures: UNTOLD_FIGURES, words: { 'chapter:essential': `${secret} bilan` } },
      readers: { create: { ...as('reader'), personId: owner, addedAt: before(1) } },
    },
  });
  await prisma.reportComment.create({
    data: {
      ...as('comment'),
      ...{ reviewId: review.id, chapter: 'budget', text: `${secret} remarque` },
      ...{ writtenById: owner, writtenAt: before(1) },
    },
  });

  const relay = as('relay');
  const number = BigInt(`0x${createHash('sha256').update(word).digest('hex').slice(0, 14)}`);
  const tied = { relayId: relay.id, tiedAt: before(2), since: '0' };
  await prisma.relay.create({ data: { ...relay, name: `${word} passerelle`, tiedById: owner, tiedAt: before(2) } });
  await prisma.relayChannel.createMany({
    data: [
      { ...as('tie'), ...tied, platform: 'slack', team: `T${word}`, channel: `C0${number}` },
      { ...as('other tie'), ...tied, platform: 'discord', team: `T${word}`, channel: `${number}` },
    ],
  });

  const code = word.slice(0, 4).toUpperCase().padEnd(8, '2');
  await prisma.linkCode.createMany({
    data: [
      { ...as('code'), personId: ids.colleague ?? '', code, expiresAt: after(1) },
      ...owners.map((personId, index) => ({
        ...{
          ...as(`asked ${index}`),
          personId,
          code: `${code}${index}`,
          expiresAt: after(1),
          usedAt: now,
          typedById: ids.asks ?? '',
        },
      })),
    ],
  });
  await prisma.installCode.create({
    data: {
      ...as('installCode'),
      purpose: 'FOUND',
      digest: `${secret}`,
      madeById: owner,
      madeAt: now,
      expiresAt: after(1),
    },
  });
  await prisma.joinRequest.create({
    data: {
      ...{ ...as('join'), platform: 'slack', team: `T${word}`, externalId: `U${word}`, name: `${secret} serveur` },
      ...{ madeById: owner, channels: {}, askedAt: now, expiresAt: after(1) },
    },
  });
  // The form somebody is filling in, and the answer to what they had sent.
  const form = {
    regionId,
    personId: owner,
    about: `action:event-edit:${ids.accepted}`,
    createdAt: now,
    expiresAt: after(10),
  };
  const result = { blocks: [{ kind: 'text', text: `${secret} résultat` }] };
  await prisma.conversation.createMany({
    data: [
      { ...form, ...as('form'), status: 'OPEN', values: { title: `${secret} titre`, pitch: secret } },
      { ...form, ...as('formDone'), status: 'DONE', values: { title: secret }, result },
    ],
  });
  // A list that was too long for one message, with values that only its reader may see.
  const options = Array.from({ length: 30 }, (_, index) => ({ value: String(index), label: `${secret} ${index}` }));
  const list = { kind: 'select', action: 'survey-see:', placeholder: word, options, max: 1 };
  const kept = JSON.stringify({ blocks: [{ kind: 'actions', controls: [list] }] });
  await prisma.conversation.create({
    data: { ...form, ...as('list'), about: 'list:', status: 'OPEN', values: { kept, room: '25' } },
  });
  const table = Buffer.from(`region;year;events\n${secret};${year};12`);
  await prisma.nationFile.create({
    data: {
      ...as('handedIn'),
      ...{ year, slot: `table:${word}`, kind: 'table', name: `${word}.csv`, size: table.byteLength, bytes: table },
      ...{ receivedById: owner, receivedAt: now },
    },
  });
  const call = { regionId, regionIds: [regionId], text: `${secret} appel`, writtenById: owner, writtenAt: now };
  await prisma.nationCall.createMany({
    data: [
      { ...as('call'), ...call, status: 'draft' },
      { ...as('callLeft'), ...call, status: 'left', leftAt: now },
    ],
  });
  return { word, secret, regionId, ids, year, code };
}
