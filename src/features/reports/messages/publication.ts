import { type Departure, departureText } from '../../../access/contacts/departure.ts';
import { KEEP } from '../../../chat/interaction.ts';
import {
  actions,
  button,
  type FileRef,
  file,
  heading,
  image,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Edition } from '../../editions/edition.ts';
import type { Host } from '../../events/event.ts';
import type { ChatPicture } from '../chat-picture.ts';
import type { ReportContent } from '../content/content.ts';
import {
  isPrinted,
  type Publication,
  type PublishedBilan,
  type Publishing,
  publishedPicture,
} from '../publication/publication.ts';
import { linkButton } from './link.ts';

/** Shows what publishing does, before anything leaves. */
export function confirmPublishing(t: Translator, publishing: Publishing): Message {
  const { editionId, content, print, organisations, withoutMember, channels, before } = publishing;
  const { edition, version } = content;
  return message(
    text(t.text('reports.publish.confirm', { edition: edition.name, version })),
    list([
      t.text('reports.publish.toOrganisers', { count: organisations }),
      channels.length === 0
        ? t.text('reports.publish.noChannel')
        : t.text('reports.publish.toChannels', {
            platforms: t.list(channels.map((platform) => traitsOf(platform).title)),
          }),
      t.text('reports.publish.toAnybody'),
    ]),
    organisations > 0 && note(t.text('reports.publish.recapsWait')),
    withoutMember.length > 0 && note(t.text('reports.publish.withoutMember', { organisations: t.list(withoutMember) })),
    before !== null && note(t.text('reports.publish.before', { version: before })),
    note(t.text('reports.publish.asItIs')),
    actions(
      button(`bilan-publish-now:${editionId}/${print}`, t.text('reports.publish.now'), 'primary'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Confirms to whoever pressed it that the bilan is being published. */
export function publishingMessage(t: Translator, { edition, version }: ReportContent): Message {
  return message(text(t.text('reports.publish.begun', { edition: edition.name, version })));
}

/** Tells a channel that the bilan is published: one of its drawings and the page to send are with it. */
export function publishedMessage(
  t: Translator,
  edition: Pick<Edition, 'name'>,
  { files, picture }: Pick<Publication, 'files'> & { readonly picture: ChatPicture | null },
): Message {
  const page = files.find(({ name }) => name.endsWith('.pdf')) ?? files.find(({ name }) => name.endsWith('.html'));
  return message(
    heading(t.text('reports.published.title', { edition: edition.name })),
    text(t.text('reports.published.channel', { printed: isPrinted({ files }) ? 'yes' : 'no' })),
    picture !== null && image(picture.file, picture.words),
    page !== undefined && file(page),
    actions(button('run:bilan-lire', t.text('reports.published.read'), 'primary')),
  );
}

/** Tells whoever published it that it is done. */
export function publishedToPublisher(
  t: Translator,
  told: {
    readonly edition: Pick<Edition, 'id' | 'name'>;
    readonly version: number;
    readonly channels: number;
    readonly organisations: number;
    /** The publication's id where its printed files couldn't be laid out; null where it has them. */
    readonly unprinted: string | null;
  },
): Message {
  const { edition, version, channels, organisations, unprinted } = told;
  return message(
    text(t.text('reports.published.done', { edition: edition.name, version })),
    list([
      t.text('reports.published.channels', { count: channels }),
      t.text('reports.published.recaps', { count: organisations }),
    ]),
    organisations > 0 && note(t.text('reports.publish.recapsWait')),
    unprinted !== null && text(t.text('reports.published.unprinted')),
    actions(unprinted !== null && filesButton(t, unprinted), linkButton(t, edition.id)),
  );
}

function filesButton(t: Translator, publicationId: string) {
  return button(`bilan-published-files:${publicationId}`, t.text('reports.published.layOut'), 'primary');
}

/** Says that the printed files of what is published are being laid out. */
export function publishedFilesComing(t: Translator): Message {
  return message(text(t.text('reports.published.layingOut')));
}

/** Tells whoever asked for them that the printed files are with what is published, or couldn't be laid out. */
export function publishedFilesAdded(
  t: Translator,
  told: {
    readonly edition: Pick<Edition, 'name'>;
    readonly version: number;
    /** The publication's id where they couldn't be laid out; null where they are there. */
    readonly unprinted: string | null;
  },
): Message {
  const { edition, version, unprinted } = told;
  if (unprinted !== null)
    return message(text(t.text('reports.published.unprinted')), actions(filesButton(t, unprinted)));
  return message(text(t.text('reports.published.laidOut', { edition: edition.name, version })));
}

/** Hands over the published bilan, with the way to one's own recap. */
export function publishedFiles(
  t: Translator,
  { edition, publication, organisations, chamber, pictureWords }: PublishedBilan,
): Message {
  const picture = publishedPicture(publication);
  return message(
    heading(t.text('reports.published.title', { edition: edition.name })),
    note(t.text('reports.published.when', { version: publication.version, when: t.date(publication.publishedAt) })),
    publication.files.length === 0 && text(t.text('reports.published.withdrawn', { chamber })),
    picture !== null && image(picture, pictureWords ?? picture.name),
    ...publication.files.filter((each) => each !== picture).map(file),
    actions(
      ...organisations.map(({ id, name }) =>
        button(`bilan-recap:${edition.id}/${id}`, t.text('reports.recap.button', { organisation: name })),
      ),
    ),
  );
}

/** Says that the published bilan is on its way, to whoever asked for it. */
export function publishedComing(
  t: Translator,
  edition: Pick<Edition, 'id' | 'name'>,
  { leaves, coordinator }: { readonly leaves: Departure; readonly coordinator: boolean },
): Message {
  return message(
    text(t.text('reports.published.coming', { edition: edition.name })),
    note(departureText(t, leaves)),
    coordinator && actions(linkButton(t, edition.id)),
  );
}

/** Says that a recap is being laid out, to whoever asked for it. */
export function recapComing(t: Translator, organisation: string): Message {
  return message(text(t.text('reports.recap.coming', { organisation })));
}

/** Hands over an organisation's recap; to a coordinator, who hands it on, where it has no member. */
export function ownRecapMessage(
  t: Translator,
  recap: {
    readonly edition: Pick<Edition, 'name'>;
    readonly organisation: string;
    readonly handedOn: boolean;
    readonly files: readonly FileRef[];
  },
): Message {
  const { edition, organisation, handedOn, files } = recap;
  return message(
    heading(t.text('reports.recap.title', { organisation, edition: edition.name })),
    text(t.text('reports.recap.for')),
    handedOn && note(t.text('reports.recap.handOn', { organisation })),
    ...files.map(file),
  );
}

/** Says that a recap couldn't be laid out, and what to do. */
export function recapFailedMessage(
  t: Translator,
  { editionId, organisation }: { readonly editionId: string; readonly organisation: Host },
): Message {
  return message(
    text(t.text('reports.recap.failed')),
    actions(
      button(
        `bilan-recap:${editionId}/${organisation.id}`,
        t.text('reports.recap.button', { organisation: organisation.name }),
      ),
    ),
  );
}

/** Says that an organisation was sent no recap, because it couldn't be laid out, and what to do. */
export function recapUnsentMessage(
  t: Translator,
  { editionId, organisation }: { readonly editionId: string; readonly organisation: Host },
): Message {
  const { id, name } = organisation;
  return message(
    text(t.text('reports.recap.unsent', { organisation: name })),
    actions(button(`bilan-recap:${editionId}/${id}`, t.text('reports.recap.receive', { organisation: name }))),
  );
}
