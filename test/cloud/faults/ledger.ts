import { isErasure } from '../../../core/sync/op.ts';
import type { SyncStore } from '../../../core/sync/sync-store.ts';

/** One op as a kiosk made it for a guest who was told "noted". */
export interface WrittenOp {
  readonly id: string;
  readonly guestId: string;
  readonly kiosk: number;
  readonly step: number;
  /** The guest's epoch as the kiosk knew it; null while an erasure of its own is on its way. */
  readonly epoch: number | null;
}

/** What kiosks told guests and what the endpoint told kiosks, against which the end is held. */
export interface Ledger {
  readonly written: Map<string, WrittenOp>;
  /** Content that the endpoint acknowledged, with the guest's epoch then. */
  readonly stored: Map<string, number>;
  /** The last step at which a guest was told that all is erased. */
  readonly erased: Map<string, number>;
  /** Follows what `store` settles. */
  watch(kiosk: number, store: SyncStore): SyncStore;
}

export function createLedger(): Ledger {
  const written = new Map<string, WrittenOp>();
  const stored = new Map<string, number>();
  const erasures = new Set<string>();
  return {
    written,
    stored,
    erased: new Map(),
    watch: (_kiosk, store) => ({
      ...store,
      get erasuresSince() {
        return store.erasuresSince;
      },
      pending(limit) {
        const ops = store.pending(limit);
        for (const op of ops) if (isErasure(op)) erasures.add(op.id);
        return ops;
      },
      settle(results) {
        store.settle(results);
        for (const result of results)
          if (result.outcome === 'stored' && !erasures.has(result.id))
            stored.set(result.id, Math.max(result.epoch, stored.get(result.id) ?? 0));
      },
    }),
  };
}
