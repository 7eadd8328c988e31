import { pinFlaw } from '../badge/pin-rules.ts';
import { PIN_MIN_DIGITS, type PinAsk, type ToScreen } from '../contract/index.ts';
import type { GuestPins, Log } from '../ports.ts';
import type { GuestSession } from './guest-session.ts';
import { soundsLikePin, spokenDigits } from './guest-words/numbers.ts';
import { pinWord } from './guest-words/pin-words.ts';
import { kioskMessages } from './messages.ts';
import type { RecognisedGuest } from './recognised-guest.ts';

export interface PinDeskDeps {
  readonly pins: GuestPins | null;
  readonly log: Log;
  readonly send: (message: ToScreen) => void;
  readonly current: () => GuestSession | null;
  /** The kiosk has asked something that is answered in few words. */
  readonly expectAnswer: () => void;
}

type Why = PinAsk['why'];
type Problem = PinAsk['problem'];

/** The pad for the guest's PIN: touched, typed, or, where the guest asks for it, spoken. */
export interface PinDesk {
  readonly open: boolean;
  isSet(guest: RecognisedGuest): boolean;
  /** Takes back what was proved by a PIN that does not stand any more: another kiosk's has come, and is the guest's own. */
  recheck(guest: RecognisedGuest): void;
  /** Runs `then` once the guest has proved who they are: at once if they have in this session. */
  prove(why: Why, then: () => void, how?: 'silently'): void;
  /** A new PIN, entered twice. `then` runs however it ends. */
  choose(then: (set: boolean) => void): void;
  /** Another one, by proof of the one that is set. */
  change(): void;
  /** Never rejects. */
  enter(digits: string): Promise<void>;
  cancel(): void;
  /** From now on digits may be said aloud. */
  speak(): void;
  /** True: what was said was for the pad, or might be a PIN, and goes no further. */
  hears(text: string, source: 'voice' | 'typed'): boolean;
  /** For a screen that came back. */
  showAgain(): void;
  /** The session is over. */
  reset(): void;
}

interface Asking {
  readonly session: GuestSession;
  readonly guest: RecognisedGuest;
  readonly why: Why;
  purpose: PinAsk['purpose'];
  /** Of a new PIN, the first time round. */
  first: string | null;
  problem: Problem;
  spoken: boolean;
  /** What was said so far of a PIN said in pieces. */
  heard: string;
  busy: boolean;
  /** Something else was said since the pad opened. */
  aside: boolean;
  readonly done: (good: boolean) => void;
}

export function createPinDesk({ pins, log, send, current, expectAnswer }: PinDeskDeps): PinDesk {
  let asking: Asking | null = null;

  const words = (session: GuestSession) => kioskMessages(session.locale);
  const triesOf = (guest: RecognisedGuest) => pins?.state(guest.guestId) ?? { triesLeft: 0, retryAfterMs: 0 };

  const show = () => {
    if (asking === null) return send({ type: 'guest.pin', ask: null });
    const { purpose, why, problem, spoken, guest } = asking;
    const tries = purpose === 'prove' ? triesOf(guest) : { triesLeft: 0, retryAfterMs: 0 };
    send({ type: 'guest.pin', ask: { purpose, why, problem, spoken, ...tries } });
  };

  /** Shown and said alike: not everybody sees the pad. */
  const ask = (to: Asking, change: Partial<Pick<Asking, 'purpose' | 'first' | 'problem'>>, line: string) => {
    Object.assign(to, change, { heard: '', busy: false });
    show();
    to.session.announce(line);
    expectAnswer();
  };

  const begin = (why: Why, purpose: 'choose' | 'prove', done: (good: boolean) => void, how?: 'silently') => {
    const session = current();
    if (session?.guest == null || pins === null) return;
    asking = {
      session,
      guest: session.guest,
      why,
      purpose,
      first: null,
      problem: null,
      spoken: false,
      heard: '',
      busy: false,
      aside: false,
      done,
    };
    const t = words(session);
    if (how === 'silently') return show();
    const { retryAfterMs } = triesOf(session.guest);
    if (purpose === 'prove' && retryAfterMs > 0) ask(asking, { problem: 'wait' }, t('pin.wait', { minutes: minutes(retryAfterMs) }));
    else ask(asking, {}, t(purpose === 'choose' ? 'pin.choose' : why === 'copied' ? 'greeting.copied' : 'pin.prove'));
  };

  /** @param mark of the PIN that was proved; null: none was. */
  const finish = (one: Asking, mark: string | null) => {
    asking = null;
    show();
    if (mark !== null) Object.assign(one.guest, { verified: true, provedBy: mark });
    one.done(mark !== null);
  };

  const chosen = async (one: Asking, digits: string) => {
    const t = words(one.session);
    if (one.first === null) {
      const flaw = pinFlaw(digits);
      if (flaw !== null) return ask(one, { problem: flaw }, t(`pin.${flaw}`));
      return ask(one, { purpose: 'repeat', first: digits, problem: null }, t('pin.repeat'));
    }
    if (digits !== one.first) return ask(one, { purpose: 'choose', first: null, problem: 'differs' }, t('pin.differs'));
    const { guestId } = one.guest;
    // A badge alone must not put another PIN in the place of one that came from another kiosk since the pad opened.
    const set = await pins?.set(guestId, digits, one.why === 'consent' ? 'first' : undefined);
    if (asking === one) finish(one, set === true ? (pins?.mark(guestId) ?? null) : null);
  };

  const proved = async (one: Asking, digits: string) => {
    // What cannot be a PIN is a slip of the finger, not a try.
    if (digits.length < PIN_MIN_DIGITS) return ask(one, { problem: 'length' }, words(one.session)('pin.length'));
    const { guestId } = one.guest;
    const mark = pins?.mark(guestId) ?? null;
    const verdict = await pins?.verify(guestId, digits);
    // Another badge, or nobody, by now.
    if (asking !== one || verdict === undefined) return;
    if (verdict.ok) return finish(one, mark);
    log.info('guest pin refused', { triesLeft: verdict.triesLeft });
    const t = words(one.session);
    if (verdict.retryAfterMs > 0) return ask(one, { problem: 'wait' }, t('pin.wait', { minutes: minutes(verdict.retryAfterMs) }));
    ask(one, { problem: 'wrong' }, t('pin.wrong', { left: verdict.triesLeft }));
  };

  const enter = async (digits: string) => {
    const one = asking;
    if (one === null || one.busy) return;
    one.busy = true;
    try {
      await (one.purpose === 'prove' ? proved(one, digits) : chosen(one, digits));
    } catch (error) {
      log.error('guest pin failed', { error });
      if (asking !== one) return;
      finish(one, null);
      send({ type: 'fault', fault: 'device', code: 'memory-unavailable', hint: words(one.session)('fault.memory') });
    }
  };

  const hearsDigits = (one: Asking, text: string): true => {
    const digits = spokenDigits(text);
    if (digits === null) ask(one, { problem: 'unheard' }, words(one.session)('pin.unheard'));
    else if ((one.heard + digits).length >= PIN_MIN_DIGITS) void enter(one.heard + digits);
    else {
      one.heard += digits;
      expectAnswer();
    }
    return true;
  };

  /** Who types asks for something else; what is heard may be somebody beside them, and the pad stays. */
  const aside = (source: 'voice' | 'typed'): false => {
    if (asking !== null) asking.aside = true;
    if (source === 'typed') {
      asking = null;
      show();
    }
    return false;
  };

  const cancel = () => {
    if (asking === null) return;
    const one = asking;
    finish(one, null);
    if (one.purpose === 'prove') one.session.announce(words(one.session)('pin.cancelled'));
  };

  const speak = () => {
    if (asking === null) return;
    asking.spoken = true;
    ask(asking, { problem: null }, words(asking.session)('pin.speak'));
  };

  return {
    get open() {
      return asking !== null;
    },
    isSet: ({ guestId }) => pins?.isSet(guestId) ?? false,
    recheck(guest) {
      if (guest.verified && pins !== null && pins.mark(guest.guestId) !== guest.provedBy) guest.verified = false;
    },
    prove(why, then, how) {
      if (current()?.guest?.verified) return then();
      begin(why, 'prove', (good) => good && then(), how);
    },
    choose(then) {
      const guest = current()?.guest ?? null;
      // One that is set is changed by whoever proves it, and by nobody else.
      if (pins === null || guest === null || pins.isSet(guest.guestId)) return then(false);
      begin('consent', 'choose', then);
    },
    change() {
      const session = current();
      if (session?.guest == null || pins?.isSet(session.guest.guestId) !== true) return;
      const choose = () => begin('change', 'choose', (good) => session.announce(words(session)(good ? 'pin.changed' : 'memory.kept')));
      if (session.guest.verified) choose();
      else begin('change', 'prove', (good) => good && choose());
    },
    enter,
    cancel,
    speak,
    hears(text, source) {
      if (asking === null) return false;
      const word = pinWord(text, !asking.aside);
      if (word === 'speak') speak();
      else if (word === 'cancel') cancel();
      else if (asking.spoken) return hearsDigits(asking, text);
      else if (!soundsLikePin(text)) return aside(source);
      else if (source === 'typed') void enter(spokenDigits(text) ?? '');
      else ask(asking, { problem: null }, words(asking.session)('pin.notAloud'));
      return true;
    },
    showAgain: () => asking !== null && show(),
    reset() {
      if (asking === null) return;
      asking = null;
      show();
    },
  };
}

function minutes(ms: number): number {
  return Math.max(1, Math.ceil(ms / 60_000));
}
