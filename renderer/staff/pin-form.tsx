import { KeyRound } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Field } from '../parts/field.tsx';
import { useScreen } from '../store/use-screen.ts';
import { type MessageKey, useT } from './i18n/staff-i18n.ts';

const PIN = /^\d{4,12}$/;

export function PinForm({ onPin }: { readonly onPin: (pin: string) => void }) {
  const t = useT();
  const pinSet = useScreen((s) => s.staff.pinSet);
  const late = useScreen((s) => s.staff.pinLate === true);
  const online = useScreen((s) => s.link === 'online');
  const waitS = useWait();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<MessageKey | null>(null);
  const id = useId();

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const found = !PIN.test(pin) ? 'pinBad' : !pinSet && pin !== again ? 'pinDiffers' : null;
    setProblem(found);
    if (found !== null) return;
    onPin(pin);
    setPin('');
    setAgain('');
  };

  if (late) return <NotChosen />;
  return (
    <form className="pin" onSubmit={submit} aria-labelledby={`${id}title`}>
      <KeyRound aria-hidden="true" />
      <h2 id={`${id}title`}>{t(pinSet ? 'signIn' : 'setPin')}</h2>
      {!pinSet && <p>{t('setPinText')}</p>}
      <PinField label={t('pin')} hint={t('pinHint')} value={pin} onChange={setPin} fresh={!pinSet} />
      {!pinSet && <PinField label={t('pinAgain')} value={again} onChange={setAgain} fresh />}
      <p className="pin-problem" role="alert" data-testid="staff-pin-problem">
        {problem !== null ? t(problem) : waitS !== null && t('refused', { seconds: waitS })}
      </p>
      <button type="submit" className="button button--ink" disabled={!online || (waitS ?? 0) > 0} data-testid="staff-sign-in">
        {t(pinSet ? 'signIn' : 'setPinDo')}
      </button>
    </form>
  );
}

/** Whoever comes by later must not be the one who chooses it. */
function NotChosen() {
  const t = useT();
  return (
    <section className="pin" data-testid="staff-pin-late">
      <KeyRound aria-hidden="true" />
      <h2>{t('pinLate')}</h2>
      <p>{t('pinLateText')}</p>
      <p>
        <code dir="ltr">foyer kiosk pin</code>
      </p>
    </section>
  );
}

/** Seconds until the kiosk takes another PIN, counting down; null when none was refused. */
function useWait(): number | null {
  const retryAfterMs = useScreen((s) => s.staff.retryAfterMs);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (retryAfterMs === null) return setLeft(null);
    const untilMs = performance.now() + retryAfterMs;
    const count = () => setLeft(Math.max(0, Math.ceil((untilMs - performance.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [retryAfterMs]);
  return left;
}

interface PinFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fresh: boolean;
}

function PinField({ label, hint, value, onChange, fresh }: PinFieldProps) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(control) => (
        <input
          {...control}
          className="control"
          type="password"
          inputMode="numeric"
          autoComplete={fresh ? 'new-password' : 'current-password'}
          maxLength={12}
          value={value}
          data-testid="staff-pin"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
