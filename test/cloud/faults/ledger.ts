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
  readonly stored: ReadonlyMap<string, number>;
  /** The last step at which a guest was told that all is erased. */
  readonly erased: Map<string, number>;
  noteStored(id: string, epoch: number): void;
  /** Follows what `store` settles. */
  watch(store: SyncStore): SyncStore;
}

/** @param onStored is told of what a watched store settled, too */
export function createLedger(onStored: (stored: readonly (readonly [string, number])[]) => void = () => {}): Ledger {
  const stored = new Map<string, number>();
  const erasures = new Set<string>();
  const noteStored = (id: string, epoch: number) => void stored.set(id, Math.max(epoch, stored.get(id) ?? 0));
  return {
    written: new Map(),
    stored,
    erased: new Map(),
    noteStored,
    watch: (store) => ({
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
        const content = results.flatMap((result) =>
          result.outcome === 'stored' && !erasures.has(result.id) ? [[result.id, result.epoch] as const] : [],
        );
        for (const [id, epoch] of content) noteStored(id, epoch);
        if (content.length > 0) onStored(content);
      },
    }),
  };
}
