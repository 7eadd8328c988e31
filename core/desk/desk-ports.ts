import type { LocalDateTime, RequestRow } from '../contract/index.ts';
import type { Owner } from '../tools/tool.ts';

export type { Owner } from '../tools/tool.ts';

/**
 * What guests leave with staff: requests, lost and found items, support cases, leads. Each record belongs to its owner and is
 * shown to nobody else but staff; `owners` are the session and, once known, the guest. Everything a guest said is sealed on disk.
 */
export interface Kept {
  readonly owner: Owner;
  readonly sessionId: string;
  /** Given again by a call that is repeated: the record of the first call is returned. */
  readonly key: string;
  /** Venue wall clock. */
  readonly createdAt: LocalDateTime;
}

export interface NewRequest extends Omit<RequestRow, 'id' | 'status' | 'ticket' | 'note' | 'updatedAt'>, Partial<Omit<Kept, 'createdAt'>> {}

/** Requests of guests that staff work off: a real table in the kiosk's own database. */
export interface RequestStore {
  /** @throws FoyerError code "requests-unavailable" where nothing can be kept. */
  create(request: NewRequest): RequestRow;
  /** Newest first. */
  list(): readonly RequestRow[];
  /** The owners' own, newest first. */
  of(owners: readonly Owner[]): readonly RequestRow[];
  /** What a ticket's number tells whoever has it: that it was asked for, and how far it is. Only of hotel services. */
  byTicket(ticket: string): RequestRow | null;
  /**
   * The updated row, or null when there is no such request. What is done or withdrawn stays so.
   * @param note to the guest; left out: the one before stays.
   */
  update(id: string, status: RequestRow['status'], note?: string): RequestRow | null;
  /** The session that asked for it; null when it is unknown. */
  sessionOf(id: string): string | null;
  /** Called after each change with all rows. Returns an unsubscribe. */
  watch(listener: (rows: readonly RequestRow[]) => void): () => void;
}

/**
 * How far a lost item is. `maybe`: something like it was handed in and staff have not looked yet; `found`: staff have checked
 * that it is this guest's.
 */
export const LOST_STATES = ['searching', 'maybe', 'found', 'collected', 'closed'] as const;
export type LostState = (typeof LOST_STATES)[number];

export interface ItemReport {
  /** In the finder's or loser's words: "black umbrella". */
  readonly what: string;
  readonly where: string;
  readonly details: string;
  /** Venue-local date on which it was lost or found, "2026-11-22". */
  readonly day: string;
  /** Where the guest is remembered: the thread of their memory that is about it. */
  readonly threadId?: string;
}

/** What the guest may be told of their own report; never anything of the found item. */
export interface LostItem extends ItemReport {
  readonly id: string;
  readonly ticket: string;
  readonly state: LostState;
  readonly createdAt: LocalDateTime;
}

export interface FoundItem extends ItemReport {
  readonly id: string;
  readonly ticket: string;
  /** "kept": waits at the desk; "given": somebody has collected it, or it went elsewhere. */
  readonly state: 'kept' | 'given';
  /** Who entered it. */
  readonly by: 'guest' | 'staff';
  readonly createdAt: LocalDateTime;
}

/** A lost and a found item that may be the same, for staff to look at. */
export interface ItemMatch {
  readonly lostId: string;
  readonly foundId: string;
  /** 0..1, see core/desk/match-items.ts. */
  readonly score: number;
  /** Staff have said that it is. */
  readonly confirmed: boolean;
}

export interface LostAndFound {
  reportLost(report: ItemReport & Kept): LostItem;
  /** `kept` left out: entered by staff. */
  reportFound(report: ItemReport & { readonly createdAt: LocalDateTime }, kept?: Kept): FoundItem;
  /** Lost items of these owners, newest first; also what memory asks when a guest returns. */
  statusOf(...owners: readonly Owner[]): readonly LostItem[];
  lost(): readonly LostItem[];
  found(): readonly FoundItem[];
  matches(): readonly ItemMatch[];
  /** Staff: it is the same item (true), or it is not and never will be proposed again (false). False when one of them is unknown. */
  decide(lostId: string, foundId: string, same: boolean): boolean;
  /** Staff: the loser has it back; the found item is given, too. */
  markCollected(lostId: string): boolean;
  /** Staff: a lost item is not looked for any more, or a found one is not here any more. */
  close(id: string): boolean;
  watch(listener: () => void): () => void;
}

export interface SupportCase {
  readonly id: string;
  readonly ticket: string;
  /** In a few words: "invoice". */
  readonly about: string;
  readonly detail: string;
  readonly status: 'open' | 'closed';
  /** Of staff, to the guest. */
  readonly note: string;
  readonly createdAt: LocalDateTime;
  readonly updatedAt: LocalDateTime;
}

export interface CaseStore {
  open(report: Pick<SupportCase, 'about' | 'detail'> & Kept): SupportCase;
  /** Newest first. */
  of(owners: readonly Owner[]): readonly SupportCase[];
  list(): readonly SupportCase[];
  /** The session it was opened in; null when that is not known. */
  sessionOf(id: string): string | null;
  /** @param note to the guest; left out: the one before stays. Null: there is no such case. */
  update(id: string, status: SupportCase['status'], at: LocalDateTime, note?: string): SupportCase | null;
  watch(listener: () => void): () => void;
}

export interface LeadFacts {
  readonly need: string;
  /** "40 people", "2 stands". */
  readonly size: string;
  readonly budget: string;
  readonly timeframe: string;
  /** Both empty unless the guest agreed to be contacted. */
  readonly contactName: string;
  readonly contact: string;
  readonly consent: boolean;
}

export interface Lead extends LeadFacts {
  readonly id: string;
  readonly ticket: string;
  /** 0..100, see core/desk/score-lead.ts. */
  readonly score: number;
  readonly createdAt: LocalDateTime;
  /** Of the push to the CRM; "off": none is configured. */
  readonly delivery: 'off' | 'waiting' | 'sent' | 'dead';
  /** Why the last try failed, in one line without the guest's data; empty when none did. */
  readonly problem: string;
}

export interface LeadStore {
  /** Keeps the lead and, where a CRM is configured, what is to be pushed, in one transaction. */
  register(lead: LeadFacts & { readonly score: number } & Kept): Lead;
  of(owners: readonly Owner[]): readonly Lead[];
  list(): readonly Lead[];
  /** Staff: tries a dead letter again from the start. False when there is none. */
  retry(id: string): boolean;
  watch(listener: () => void): () => void;
}

/** All of it, as one kiosk has it. */
export interface Desk {
  readonly requests: RequestStore;
  readonly lostFound: LostAndFound;
  readonly cases: CaseStore;
  readonly leads: LeadStore;
  /**
   * A guest is forgotten: everything of theirs goes. A request that staff still work off stays as a task without any of their words.
   */
  erase(owner: Owner): void;
}
