import {
  type Check,
  type CloudStanding,
  FoyerError,
  type OperatorAction,
  type OperatorView,
  type ToKiosk,
  type ToKioskOf,
  type ToScreen,
} from '../contract/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { StaffPin } from './kiosk-deps.ts';

/** What the operator's menu can have done on this machine. */
export interface OperatorTools {
  /** Ends the kiosk so that whoever supervises it starts it again; left out: nobody would. */
  readonly restart?: (() => void) | undefined;
  /** Ends the kiosk for good; left out: it would be started again. */
  readonly quit?: (() => void) | undefined;
  cloud(): CloudStanding;
  /** @throws FoyerError when the code is none, is used up, or the endpoint cannot be reached */
  enrol(code: string, url: string | undefined): Promise<{ readonly tenant: string; readonly device: string }>;
  /** The doctor's checks, each told as it is done. */
  diagnose(onCheck: (check: Check) => void): Promise<void>;
}

export interface OperatorDeskDeps {
  /** Left out: there is no menu here, as in a preview. */
  readonly tools: OperatorTools | undefined;
  readonly pin: StaffPin;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: (message: ToScreen) => void;
  /** The guest's session ends, and its screen is cleared. */
  readonly endGuest: () => void;
}

type Message = Exclude<ToKiosk, { type: 'hello' }>;
type Outcome = Extract<OperatorView, { stage: 'connect' }>['outcome'];

/** The operator at the guest's screen, one visit at a time. */
export interface OperatorDesk {
  /** The PIN was right: the screen is the operator's, and no guest is served on it. */
  readonly inside: boolean;
  /** False: the message is a guest's. */
  handle(message: Message): boolean;
  /** The screen is gone, or another one is in its place: nobody is inside any more. */
  leave(): void;
}

/** The menu, and the pad before it, close by themselves after so long without a sign of life. */
export const CLOSES_AFTER_MS = 60_000;

export function createOperatorDesk({ tools, pin, clock, log, send, endGuest }: OperatorDeskDeps): OperatorDesk {
  let view: OperatorView | null = null;
  /** Counts up: what was begun before is not told once something else is on the screen. */
  let task = 0;
  let cancelClose = () => {};

  const inside = () => view !== null && view.stage !== 'pin' && view.stage !== 'no-pin';
  const show = (next: OperatorView | null) => {
    view = next;
    send({ type: 'operator.view', view });
  };
  const forget = (why: string) => {
    if (inside()) log.info('operator.left', { why });
    task++;
    cancelClose();
    view = null;
  };
  const close = (why: string) => {
    if (view === null) return;
    forget(why);
    send({ type: 'operator.view', view: null });
  };
  const arm = () => {
    cancelClose();
    cancelClose = clock.after(CLOSES_AFTER_MS, () => (isBusy(view) ? arm() : close('idle')));
  };

  const open = () => {
    if (view !== null) return;
    log.info('operator.pad-opened');
    show(pin.isSet() ? { stage: 'pin', wrong: false, retryAfterMs: 0 } : { stage: 'no-pin', onStaffPage: pin.mayChoose() });
  };

  const showMenu = (own: OperatorTools) => {
    task++;
    const offered = { restart: own.restart !== undefined, quit: own.quit !== undefined };
    const actions = ACTIONS.filter((action) => (action === 'restart' || action === 'quit' ? offered[action] : true));
    show({ stage: 'menu', actions, closesAfterMs: CLOSES_AFTER_MS });
  };

  const enter = (own: OperatorTools, given: string) => {
    if (view?.stage !== 'pin') return;
    const verdict = pin.verify(given, 'operator');
    if (!verdict.ok) {
      log.warn('operator.pin-refused', { retryAfterMs: verdict.retryAfterMs });
      return show({ stage: 'pin', wrong: true, retryAfterMs: verdict.retryAfterMs });
    }
    log.info('operator.entered');
    endGuest();
    showMenu(own);
  };

  const diagnose = (own: OperatorTools) => {
    const mine = ++task;
    const checks: Check[] = [];
    const tell = (running: boolean) => {
      if (task === mine) show({ stage: 'diagnose', running, checks: [...checks], closesAfterMs: CLOSES_AFTER_MS });
    };
    show({ stage: 'diagnose', running: true, checks, closesAfterMs: CLOSES_AFTER_MS });
    own
      .diagnose((check) => {
        checks.push(check);
        tell(true);
      })
      .catch((error: unknown) => {
        log.error('operator.diagnose-failed', { error });
        checks.push({ name: 'doctor', state: 'fail', message: 'the checks broke off', remedy: "Look at the kiosk's log." });
      })
      .finally(() => tell(false));
  };

  const showCloud = (own: OperatorTools, busy: boolean, outcome: Outcome) =>
    show({ stage: 'connect', cloud: own.cloud(), busy, outcome, closesAfterMs: CLOSES_AFTER_MS });

  const enrol = (own: OperatorTools, { code, url }: ToKioskOf<'operator.enrol'>) => {
    if (view?.stage !== 'connect' || view.busy) return;
    const mine = ++task;
    const done = (outcome: NonNullable<Outcome>) => {
      if (task === mine) showCloud(own, false, outcome);
    };
    showCloud(own, true, null);
    own.enrol(code, url).then(
      ({ tenant, device }) => {
        log.info('operator.enrolled', { tenant, device });
        done({ ok: true, message: `${tenant}, ${device}` });
      },
      (error: unknown) => {
        // The message may quote the code.
        log.warn('operator.enrol-failed', { code: error instanceof FoyerError ? error.code : 'internal' });
        const remedy = error instanceof FoyerError ? error.remedy : undefined;
        done({ ok: false, message: error instanceof Error ? error.message : String(error), ...(remedy === undefined ? {} : { remedy }) });
      },
    );
  };

  const act = (own: OperatorTools, action: OperatorAction) => {
    const choosesPin = view?.stage === 'no-pin' && action === 'staff' && pin.mayChoose();
    if (!inside() && !choosesPin) return;
    log.info('operator.action', { action });
    switch (action) {
      case 'restart':
        return own.restart?.();
      case 'quit':
        return own.quit?.();
      case 'reload':
        return send({ type: 'operator.go', to: 'again' });
      case 'staff':
      case 'calibrate':
        endGuest();
        return send({ type: 'operator.go', to: action });
      case 'connect':
        return showCloud(own, false, null);
      case 'diagnose':
        return isBusy(view) ? undefined : diagnose(own);
    }
  };

  return {
    get inside() {
      return inside();
    },
    handle(message) {
      if (!message.type.startsWith('operator.')) return inside() && !OF_THE_SCREEN.has(message.type);
      if (tools === undefined) return true;
      if (message.type === 'operator.open') open();
      if (view !== null) arm();
      switch (message.type) {
        case 'operator.pin':
          enter(tools, message.pin);
          break;
        case 'operator.action':
          act(tools, message.action);
          break;
        case 'operator.enrol':
          enrol(tools, message);
          break;
        case 'operator.back':
          if (inside()) showMenu(tools);
          break;
        case 'operator.close':
          close('asked');
          break;
      }
      return true;
    },
    leave: () => forget('the screen is gone'),
  };
}

const ACTIONS: readonly OperatorAction[] = ['restart', 'reload', 'calibrate', 'staff', 'connect', 'diagnose', 'quit'];
/** What a screen says of itself while no guest is served on it. */
const OF_THE_SCREEN: ReadonlySet<Message['type']> = new Set(['mic.state', 'playback']);

function isBusy(view: OperatorView | null): boolean {
  return (view?.stage === 'diagnose' && view.running) || (view?.stage === 'connect' && view.busy);
}
