import { DeliveryError, type FileSource, type LinkReader } from '../../chat/platform.ts';
import {
  type ExternalUploadOptions,
  type ExternalUploads,
  externalUploads,
  type ShareWhere,
} from './external-upload.ts';
import type { RenderedFile } from './render-message.ts';
import type { SlackWords } from './words.ts';

/** Sends stored files: hands them to Slack and shares them, or says in words why not. */
export interface Uploader extends Pick<ExternalUploads, 'shared' | 'discard'> {
  /**
   * Hands the bytes to Slack, where nobody sees them yet; for a refused file, returns a sentence to its reader instead.
   * Trouble that may pass throws DeliveryError, unless there is no later: then it becomes a sentence too.
   */
  prepare(files: readonly RenderedFile[], reader: LinkReader, otherwise: 'later' | 'sentence'): Promise<Prepared>;
  /** Shows the uploads in one message, and returns its ts; see `ExternalUploads.share`. */
  share(uploads: readonly Upload[], where: ShareWhere): Promise<string>;
  /** Returns a sentence for each file that Slack refuses. */
  sentences(files: readonly Pick<Upload, 'file'>[], reader: LinkReader): Promise<string[]>;
  /** Returns the words that say that the files are in the thread of the message. */
  inThread(): string;
}

export interface Upload {
  readonly id: string;
  readonly file: RenderedFile;
}

export interface Prepared {
  readonly uploads: readonly Upload[];
  readonly sentences: readonly string[];
}

export interface UploaderOptions extends ExternalUploadOptions {
  readonly files: FileSource;
  readonly words: SlackWords;
}

export function createUploader({ client, files, words, log, pause }: UploaderOptions): Uploader {
  const external = externalUploads({ client, log, pause });

  async function sentence({ file }: RenderedFile, reader: LinkReader): Promise<string> {
    const link = await files.link(file, reader);
    return link === null
      ? words.say('file.refused', { name: file.name })
      : words.say('file.link', { name: file.name, ...link });
  }

  /** Uploads a file; returns null when it is gone, 'erased' when somebody had it taken away. */
  async function upload(one: RenderedFile): Promise<Upload | 'erased' | null> {
    const bytes = await files.bytes(one.file.id).catch((cause: unknown) => {
      throw new DeliveryError({ kind: 'unavailable' }, { cause });
    });
    if (bytes === 'erased') return bytes;
    if (!bytes) {
      log.warn('slack.file-missing', { file: one.file.id });
      return null;
    }
    return { id: await external.hand(one.file.name, bytes), file: one };
  }

  return {
    shared: external.shared,
    discard: external.discard,
    share: (uploads, where) =>
      external.share(
        uploads.map(({ id, file }) => ({ id, title: file.file.name })),
        where,
      ),
    sentences: (wanted, reader) => Promise.all(wanted.map(({ file }) => sentence(file, reader))),
    inThread: () => words.say('file.in-thread'),
    async prepare(wanted, reader, otherwise) {
      const uploads: Upload[] = [];
      const sentences: string[] = [];
      for (const one of wanted) {
        try {
          const handed = await upload(one);
          if (handed === 'erased') sentences.push(words.say('file.erased', { name: one.file.name }));
          else if (handed) uploads.push(handed);
          else sentences.push(await sentence(one, reader));
        } catch (error) {
          if (otherwise === 'later' && error instanceof DeliveryError && error.failure.kind !== 'refused') throw error;
          sentences.push(await sentence(one, reader));
        }
      }
      return { uploads, sentences };
    },
  };
}
