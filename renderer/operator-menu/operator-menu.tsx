import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { OperatorView } from '../../core/contract/index.ts';
import { useTick } from '../components/use-clock.ts';
import { useGuest } from '../guest/guest-context.ts';
import { useScreen } from '../store/use-screen.ts';
import { ActionList } from './action-list.tsx';
import { ConnectPage } from './connect-page.tsx';
import { DiagnosePage } from './diagnose-page.tsx';
import { useT } from './operator-i18n.ts';
import './operator-menu.css';
import { PinPad } from './pin-pad.tsx';
import { NoLink, NoPin } from './shut-door.tsx';
import { useOperatorDoor } from './use-operator-door.ts';

/** The operator's menu over the guest's screen; what it shows is the kiosk's to say. */
export function OperatorMenu() {
  const guest = useGuest();
  useOperatorDoor(guest);
  const view = useScreen((s) => s.operator);
  const cutOff = useScreen((s) => s.link !== 'online' && s.ui.panel === 'operator');
  if (view === null && !cutOff) return null;
  return <Sheet view={view} />;
}

/** Where there is less left than this, the menu says when it closes. */
const TOLD_FROM_S = 15;
const TOUCH_EVERY_MS = 2000;

function Sheet({ view }: { readonly view: OperatorView | null }) {
  const t = useT();
  const { actions } = useGuest();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  // Another page of the menu begins at its title, for whoever hears it.
  const stage = view?.stage ?? 'cut-off';
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => ref.current?.querySelector<HTMLElement>('h2')?.focus(), [stage]);
  return (
    <dialog
      ref={ref}
      className="operator"
      data-testid="operator"
      data-stage={stage}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        actions.closeOperator();
      }}
    >
      <header className="operator-head">
        <h2 id={id} tabIndex={-1}>
          {t('title')}
        </h2>
        {view !== null && 'closesAfterMs' in view && <Closing view={view} />}
        <button type="button" className="button button--paper" data-testid="operator-close" onClick={actions.closeOperator}>
          <X aria-hidden="true" />
          {t('close')}
        </button>
      </header>
      <div className="operator-body">
        <Page view={view} />
      </div>
    </dialog>
  );
}

function Page({ view }: { readonly view: OperatorView | null }): ReactNode {
  switch (view?.stage) {
    case undefined:
      return <NoLink />;
    case 'pin':
      return <PinPad view={view} />;
    case 'no-pin':
      return <NoPin onStaffPage={view.onStaffPage} />;
    case 'menu':
      return <ActionList actions={view.actions} />;
    case 'diagnose':
      return <DiagnosePage view={view} />;
    case 'connect':
      return <ConnectPage view={view} />;
  }
}

type Closes = Extract<OperatorView, { readonly closesAfterMs: number }>;

/** Tells the kiosk that somebody is here, and them when it will close. */
function Closing({ view }: { readonly view: Closes }) {
  const t = useT();
  const { actions } = useGuest();
  const [touchedAtMs, setTouchedAtMs] = useState(() => performance.now());
  const now = useTick(500);
  const busy = (view.stage === 'diagnose' && view.running) || (view.stage === 'connect' && view.busy);
  // What the kiosk has just said begins the wait anew, there and here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => setTouchedAtMs(performance.now()), [view]);
  useEffect(() => {
    const controller = new AbortController();
    let toldAtMs = Number.NEGATIVE_INFINITY;
    const touched = () => {
      setTouchedAtMs(performance.now());
      if (performance.now() - toldAtMs < TOUCH_EVERY_MS) return;
      toldAtMs = performance.now();
      actions.operate({ type: 'operator.touch' });
    };
    for (const type of ['pointerdown', 'keydown', 'wheel'] as const) {
      window.addEventListener(type, touched, { signal: controller.signal, capture: true, passive: true });
    }
    return () => controller.abort();
  }, [actions]);
  const seconds = Math.max(0, Math.ceil((touchedAtMs + view.closesAfterMs - now) / 1000));
  return (
    <p className="operator-closing" role="status" data-testid="operator-closing">
      {!busy && seconds <= TOLD_FROM_S && t('closing', { seconds })}
    </p>
  );
}
