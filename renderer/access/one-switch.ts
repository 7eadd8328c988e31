/** No two keys of a badge reader that types are further apart; whoever presses a switch hardly notices. */
const WAIT_MS = 250;
/** What a reader types last, Enter as a rule, may take three times as long. */
const SCAN_OVER_MS = 600;

export interface OneSwitch {
  /** @param key KeyboardEvent.code, or .key where there is none */
  down(key: string): void;
  up(key: string): void;
  close(): void;
}

/**
 * Keys as one switch: a key presses once no other has followed. A reader that types a badge sends several, one after the other,
 * and presses nothing; a switch that bounces sends the same one twice, and presses once.
 */
export function createOneSwitch(onPress: () => void): OneSwitch {
  const held = new Set<string>();
  let pending: { readonly key: string; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  let scan: ReturnType<typeof setTimeout> | null = null;

  const cancel = () => {
    if (pending !== null) clearTimeout(pending.timer);
    pending = null;
  };
  const isScan = () => {
    cancel();
    if (scan !== null) clearTimeout(scan);
    scan = setTimeout(() => {
      scan = null;
    }, SCAN_OVER_MS);
  };

  return {
    down(key) {
      held.add(key);
      if (scan !== null || (pending !== null && pending.key !== key)) return isScan();
      cancel();
      pending = {
        key,
        timer: setTimeout(() => {
          pending = null;
          onPress();
        }, WAIT_MS),
      };
    },
    up(key) {
      // Its beginning was kept from the page: a reader is at work.
      if (!held.delete(key) && pending !== null) isScan();
    },
    close() {
      cancel();
      if (scan !== null) clearTimeout(scan);
    },
  };
}
