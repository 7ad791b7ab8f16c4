import { directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { ReviewComment } from './review.ts';

/** Returns comments with their authors' names, without those of people who are gone. */
export async function named<Comment extends Pick<ReviewComment, 'writtenById'>>(
  scope: RegionScope,
  comments: readonly Comment[],
): Promise<readonly (Comment & { readonly name: string })[]> {
  const people = await directory(scope).people([...new Set(comments.map(({ writtenById }) => writtenById))]);
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  return comments.flatMap((comment) => {
    const name = names.get(comment.writtenById);
    return name === undefined ? [] : [{ ...comment, name }];
  });
}
