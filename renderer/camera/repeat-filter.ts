/** A badge held before the camera is read many times; it counts once until it has been gone for a while. */
export interface RepeatFilter {
  /** True when this payload is news. */
  isNew(payload: string, nowMs: number): boolean;
  clear(): void;
}

export function createRepeatFilter(goneAfterMs: number): RepeatFilter {
  let last: { payload: string; seenAtMs: number } | null = null;
  return {
    isNew(payload, nowMs) {
      const repeated = last !== null && last.payload === payload && nowMs - last.seenAtMs < goneAfterMs;
      last = { payload, seenAtMs: nowMs };
      return !repeated;
    },
    clear() {
      last = null;
    },
  };
}
