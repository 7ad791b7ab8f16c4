import type { Application } from '../application.ts';
import { numberOf, textOf, type WireObject } from '../json.ts';
import type { Desk, GatewayConversation } from './conversation.ts';
import { greet, hasToken, readIdentify } from './identify.ts';
import { answerMemberRequest, putOffMemberRequest } from './member-request.ts';
import { closing, type GatewayClosing, gatewayOpcode } from './operations.ts';
import { GatewaySession } from './session.ts';
import type { SessionStarts } from './session-starts.ts';
import type { GatewaySessions } from './sessions.ts';

/** Begins and resumes sessions where the rules allow it, and answers what they ask. */
export class FrontDesk implements Desk {
  readonly #application: () => Application;
  readonly #sessions: GatewaySessions;
  readonly #starts: SessionStarts;
  readonly #guildsPerShard: number;
  /** True when every request for a guild's members counts as one too many. */
  limitsMemberRequests = false;
  /** The close code for anyone who wants a session; null while sessions are available. */
  #refusal: number | null = null;

  constructor(
    application: () => Application,
    sessions: GatewaySessions,
    starts: SessionStarts,
    guildsPerShard: number,
  ) {
    this.#application = application;
    this.#sessions = sessions;
    this.#starts = starts;
    this.#guildsPerShard = guildsPerShard;
  }

  /** Closes new sessions with this code until the returned function is called. */
  refuse(code: number): () => void {
    this.#refusal = code;
    return () => {
      this.#refusal = null;
    };
  }

  identify(conversation: GatewayConversation, data: WireObject): GatewaySession | null {
    const application = this.#application();
    if (this.#refusal !== null) {
      conversation.connection.socket.close(this.#refusal);
      return null;
    }
    const wishes = readIdentify(application, data);
    if (typeof wishes === 'string') return closed(conversation, wishes);
    const { connection } = conversation;
    const session = new GatewaySession(wishes.intents, wishes.shard, connection);
    const guilds = [...application.world.guilds.keys()].filter((guild) => session.hasGuild(guild));
    if (guilds.length > this.#guildsPerShard) return closed(conversation, 'shardingRequired');
    const start = this.#starts.take(wishes.shard[0]);
    if (start === 'too many') {
      application.resetToken();
      this.#sessions.drop(false, closing.authenticationFailed[0]);
      return closed(conversation, 'authenticationFailed');
    }
    if (start === 'too soon') {
      connection.tell(gatewayOpcode.invalidSession, false);
      return null;
    }
    connection.compressEach = wishes.compress;
    this.#sessions.add(session);
    greet(application, session);
    return session;
  }

  resume(conversation: GatewayConversation, data: WireObject): GatewaySession | null {
    if (!hasToken(this.#application(), data)) return closed(conversation, 'authenticationFailed');
    const { connection } = conversation;
    const session = this.#sessions.find(textOf(data.session_id));
    const seq = numberOf(data.seq, 0);
    if (session && seq > session.seq) return closed(conversation, 'invalidSeq');
    if (!session?.remembers(seq)) {
      connection.tell(gatewayOpcode.invalidSession, false);
      return null;
    }
    session.connection?.socket.close(...closing.unknownError);
    session.continueOn(connection, seq);
    session.dispatch('RESUMED', { _trace: ['["local-gateway"]'] });
    return session;
  }

  members(session: GatewaySession, data: WireObject): void {
    if (this.limitsMemberRequests) putOffMemberRequest(session, data);
    else answerMemberRequest(this.#application(), session, data);
  }
}

function closed(conversation: GatewayConversation, why: GatewayClosing): null {
  conversation.close(why);
  return null;
}
