import type { Platform } from '../../src/chat/platform.ts';
import type { Relaying } from '../../src/chat/relaying.ts';
import type { Database } from '../../src/database/database.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';

/** The database and the platforms of a process: once it is dead it stores and sends nothing more. */
export interface Mortal {
  readonly database: Database;
  readonly platforms: readonly Platform[];
  readonly isDead: boolean;
  /** Has it die before it stores or sends something once more than so many times. */
  dieAfter(count: number): void;
}

const asked = ['read', 'since', 'post', 'edit', 'delete', 'posted', 'pin', 'entitle'] as const;

export function mortal(database: Database, platforms: readonly Platform[]): Mortal {
  let left = Number.POSITIVE_INFINITY;

  function pass(): void {
    if (left <= 0) throw new Error('this process is dead');
    left -= 1;
  }

  function through(relaying: Relaying): Relaying {
    const gated = Object.fromEntries(
      asked.map((name) => [
        name,
        async (...given: unknown[]) => {
          pass();
          return Reflect.apply(relaying[name], relaying, given);
        },
      ]),
    );
    return { ...relaying, ...gated };
  }

  const prisma = database.prisma.$extends({
    query: {
      $allOperations({ args, query }) {
        pass();
        return query(args);
      },
    },
  }) as unknown as PrismaClient;

  return {
    database: { ...database, prisma },
    platforms: platforms.map((platform) => ({
      ...platform,
      status: () => platform.status(),
      relaying: platform.relaying && through(platform.relaying),
    })),
    get isDead() {
      return left <= 0;
    },
    dieAfter(count) {
      left = count;
    },
  };
}
