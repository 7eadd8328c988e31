import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../../support/random.ts';

const LONGEST_DELAY_MS = 300;

/** A real fetch over a bad network: requests are lost before and after they are handled, doubled and delayed; sometimes it is gone. */
export function createFaultyFetch(random: Random): { readonly fetch: typeof fetch; heal(): void } {
  let healed = false;
  let goneUntilMs = 0;
  return {
    async fetch(input, init) {
      if (healed) return fetch(input, init);
      const [dice, delayMs] = [random(), random() * LONGEST_DELAY_MS];
      if (dice < 0.03) goneUntilMs = performance.now() + 4 * delayMs;
      if (performance.now() < goneUntilMs || dice < 0.1) throw new TypeError('lost before');
      if (dice < 0.2) await wait(delayMs);
      if (dice >= 0.2 && dice < 0.28)
        void wait(delayMs)
          .then(
            () => fetch(input, { ...init, signal: null }).then((late) => late.text()),
            () => {},
          )
          .catch(() => {});
      const response = await fetch(input, init);
      if (dice >= 0.28 && dice < 0.36) {
        await response.text();
        throw new TypeError('lost after');
      }
      if (dice >= 0.36 && dice < 0.42) await wait(delayMs);
      return response;
    },
    heal() {
      healed = true;
    },
  };
}
