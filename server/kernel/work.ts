import type { AdminRight, EventDef, PayloadOf } from '@teahouse/contract/define';
import type {
  ContactCodeId,
  CustomerId,
  DepartmentId,
  DeskId,
  GroupCodeId,
  MemberId,
  TagId,
} from '@teahouse/contract/ids';
import type { ErrorCode } from '@teahouse/contract/errors';
import type { Draft } from '@teahouse/contract/realtime';
import type { Kysely } from 'kysely';
import { fail } from './fail.ts';
import type { GroupCommit } from './group-commit.ts';
import type { JobDef, JobOptions } from './jobs.ts';
import type { Tables } from './tables.generated.ts';

export type Actor =
  | {
      kind: 'member';
      id: MemberId;
      sessionId: string;
      rights: ReadonlySet<AdminRight>;
      /** departments a right is limited to, with all below them; a right that is missing here reaches the whole company */
      scopes?: ReadonlyMap<AdminRight, readonly DepartmentId[]>;
      /** when this session last proved who sits before it */
      confirmedAt?: Date;
      /** the company asks for a second factor this member has not set up: nothing else is open to them */
      enrolling?: boolean;
    }
  | {
      kind: 'app';
      id: string;
      scopes: ReadonlySet<string>;
      /** whom it sees: these, those of departments with all below, those with a tag. It changes departments alone. Absent: the whole company */
      range?: {
        all: false;
        memberIds: readonly MemberId[];
        departmentIds: readonly DepartmentId[];
        tagIds: readonly TagId[];
      };
    }
  | { kind: 'visitor'; id: string }
  /** somebody from outside who came by a contact-me code or to a service desk; reaches their own chats and nothing else */
  | { kind: 'customer'; id: CustomerId; codeId: ContactCodeId | DeskId | GroupCodeId }
  | { kind: 'system'; id: 'system' };

export const system: Actor = { kind: 'system', id: 'system' };

/** One unit of work: one company, one actor, one transaction. Nothing here can name another company, and nothing reaches the network. */
export interface Work {
  readonly corpId: string;
  readonly actor: Actor;
  readonly now: Date;
  /** Typed queries; every table they read is filtered by company. The transaction begins with the first one. */
  readonly db: Kysely<Tables>;
  /** Hand-written SQL for hot paths. It must name corp_id itself so a cluster can route it; row-level security guards what it forgets. */
  sql<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Writes the event to the outbox of this transaction; subscribers run after the commit, at least once. */
  emit<E extends EventDef>(event: E, payload: PayloadOf<E>): Promise<void>;
  /** Asks for a job; it exists only if this work commits. */
  enqueue<P>(job: JobDef<P>, payload: P, options?: JobOptions): Promise<void>;
  /** Appends to the company's audit chain, in this transaction. */
  audit(entry: AuditNote): Promise<void>;
  /** Runs `run` after the commit; nothing runs after a rollback. */
  afterCommit(run: () => void): void;
  /** Tells all replicas after the commit. Best effort: the database is the truth, this only wakes. */
  tell(topic: string, hint: unknown): void;
  /**
   * Of these places of one kind ('chat'), those the actor may look into. Asked by modules below the one that owns the place: the owner
   * answers through `fileViewers` of its defineModule. A kind nobody owns is seen by nobody.
   */
  placesSeen(kind: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * What modules above hold about these, by the name of the part ('tickets'); each answers through `holds` of its defineModule. Whoever asks
   * has made sure that the actor may hear all of it.
   */
  heldAbout(ids: readonly string[]): Promise<Record<string, object[]>>;
  /**
   * What a module above has against words before they are kept: the error they are refused with. Asked by whoever lets somebody from outside
   * speak; answered through `judges` of defineModule. The answer may have written something down, so this work must commit.
   */
  judged(said: Said): Promise<ErrorCode | undefined>;
  /** Joins others in one transaction of the declared lane, outside this one. Resolves after that transaction has committed. */
  commitTogether<I extends { key: string }, R>(lane: GroupCommit<I, R>, item: I): Promise<R>;
}

/** Which of these places the actor of this work may look into; ids may be stale or foreign. */
/** What one part of a module holds about somebody, oldest first, in words they can read. */
export type Holder = (work: Work, ids: readonly string[]) => Promise<object[]>;

export interface Said {
  chatId: string;
  /** a customer, an app, a robot */
  speakerId: string;
  /** repeats with the same id are the same words */
  cid: string;
  draft: Draft;
}

export type Judge = (work: Work, said: Said) => Promise<ErrorCode | undefined>;

export type PlaceViewer = (work: Work, placeIds: readonly string[]) => Promise<Iterable<string>>;

export interface AuditNote {
  /** 'module.verb_done' */
  action: string;
  /** id of what was touched, '' for none */
  object?: string;
  /** facts that never change; no secrets, no message text */
  detail?: Record<string, unknown>;
  /** who acted, where the work itself runs as the system */
  actorId?: string;
}

/** The member at work. Apps and the system are turned away, so their ids can never stand in for a person's. */
export function actingMember(work: Work): MemberId {
  return work.actor.kind === 'member'
    ? work.actor.id
    : fail('common.not_allowed', `${work.actor.kind} acts where a member must`);
}

/** The same work seen as another actor; used once, where a session has just been recognised. */
export function actingAs(work: Work, actor: Actor): Work {
  return Object.create(work, { actor: { value: actor, enumerable: true } }) as Work;
}
