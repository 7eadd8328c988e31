import type { TalkMode } from '../contract/index.ts';
import type { Clock } from '../ports.ts';

/** A tap after which nobody says anything is forgotten. */
const NOTHING_SAID_MS = 8000;

/** Whether the kiosk listens: always, or as the guest's talk button says. */
export interface TalkGate {
  readonly open: boolean;
  /** The button: pressed, let go. Ignored where the kiosk listens all the time. */
  press(on: boolean): void;
  /** The guest is heard talking: a tap is not given up any more. */
  talking(): void;
  /** An utterance, or what seemed one, is over: one tap is good for one. */
  over(): void;
  reset(): void;
}

export function createTalkGate(deps: {
  readonly mode: TalkMode;
  readonly clock: Clock;
  readonly onChange: (open: boolean) => void;
  /** Opened by a tap, and nothing came. */
  readonly onNothingSaid: () => void;
}): TalkGate {
  const { mode } = deps;
  let open = mode === 'open';
  let cancel = () => {};

  const set = (next: boolean) => {
    cancel();
    if (next === open) return;
    open = next;
    deps.onChange(open);
  };

  return {
    get open() {
      return open;
    },
    press(on) {
      if (mode === 'open') return;
      set(on);
      if (!on || mode === 'push-to-talk') return;
      cancel = deps.clock.after(NOTHING_SAID_MS, () => {
        set(false);
        deps.onNothingSaid();
      });
    },
    talking: () => cancel(),
    over: () => mode === 'tap-to-talk' && set(false),
    reset: () => mode !== 'open' && set(false),
  };
}
