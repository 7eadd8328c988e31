import { KeyRound } from 'lucide-react';
import { useId, useState } from 'react';
import { type MessageKey, useT } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';

const PIN = /^\d{4,12}$/;

export function PinForm({ onPin }: { readonly onPin: (pin: string) => void }) {
  const t = useT();
  const pinSet = useScreen((s) => s.staff.pinSet);
  const retryAfterMs = useScreen((s) => s.staff.retryAfterMs);
  const online = useScreen((s) => s.link === 'online');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<MessageKey | null>(null);
  const id = useId();

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const found = !PIN.test(pin) ? 'staff.pinBad' : !pinSet && pin !== again ? 'staff.pinDiffers' : null;
    setProblem(found);
    if (found !== null) return;
    onPin(pin);
    setPin('');
    setAgain('');
  };

  return (
    <form className="pin" onSubmit={submit} aria-labelledby={`${id}title`}>
      <KeyRound aria-hidden="true" />
      <h2 id={`${id}title`}>{t(pinSet ? 'staff.signIn' : 'staff.setPin')}</h2>
      {!pinSet && <p>{t('staff.setPinText')}</p>}
      <PinField id={`${id}pin`} label={t('staff.pin')} hint={t('staff.pinHint')} value={pin} onChange={setPin} fresh={!pinSet} />
      {!pinSet && <PinField id={`${id}again`} label={t('staff.pinAgain')} hint="" value={again} onChange={setAgain} fresh />}
      <p className="pin-problem" role="alert">
        {problem !== null ? t(problem) : retryAfterMs !== null && t('staff.refused', { seconds: Math.ceil(retryAfterMs / 1000) })}
      </p>
      <button type="submit" className="button button--ink" disabled={!online} data-testid="staff-sign-in">
        {t('staff.signIn')}
      </button>
    </form>
  );
}

interface PinFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fresh: boolean;
}

function PinField({ id, label, hint, value, onChange, fresh }: PinFieldProps) {
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="password"
        inputMode="numeric"
        autoComplete={fresh ? 'new-password' : 'current-password'}
        maxLength={12}
        value={value}
        data-testid="staff-pin"
        aria-describedby={hint === '' ? undefined : `${id}hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== '' && <small id={`${id}hint`}>{hint}</small>}
    </p>
  );
}
