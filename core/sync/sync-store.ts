import type { SyncOp } from './op.ts';
import type { Erasure, ErasuresResponse, OpResult, PullResponse } from './wire.ts';

/** The kiosk's own memory as the sync sees it. All calls are synchronous transactions on the disk. */
export interface SyncStore {
  /** The device in the stamps of what was written here. */
  readonly device?: string;
  /**
   * The oldest ops not yet acknowledged, oldest first. An erasure ends a batch: what follows it needs
   * the epoch that the cloud answers with.
   */
  pending(limit: number): readonly SyncOp[];
  /** How many wait; left out: it is not told. */
  depth?(): number;
  /** Takes acknowledged ops off the outbox and follows the cloud's verdicts. */
  settle(results: readonly OpResult[]): void;
  /** Where a pull of this guest starts. null: do not ask (the guest is here for just this visit, or an erasure is under way). */
  pullFrom(guestId: string): { readonly guest: string; readonly epoch: number; readonly since: number } | null;
  /**
   * Merges what the cloud knows.
   * @param since where the pull began. What was forgotten here while it was on its way is asked for again.
   */
  applyPull(guestId: string, response: PullResponse, since?: number): void;
  /** The endpoint was reached: leases run anew. */
  contacted(): void;
  /**
   * Guests' keys are lent. Forgets those of guests who were not here for `leaseMs`, and everybody's when the endpoint was not
   * reached for so long (a stolen or unplugged kiosk goes blind). The cloud still has what was acknowledged; what was not stays
   * in the outbox. Setting the clock back does not help: the latest time seen counts.
   */
  expireLeases(leaseMs: number): void;
  /** This machine was revoked: forgets everything of everybody, unsent things too. false: there was nothing. */
  goBlind(): boolean;
  readonly erasuresSince: number;
  /** Forgets guests erased elsewhere and notes how far the feed was read. */
  applyErasures(response: Pick<ErasuresResponse, 'sequence'> & { readonly erasures: readonly Erasure[] }): void;
}
