import { MIN_PASSWORD } from '../../../core/contract/operator.ts';
import { Field } from '../../parts/field.tsx';
import { useT } from '../i18n/operator-i18n.tsx';

interface NewPasswordProps {
  /** Whose, for password managers. */
  readonly username: string;
  readonly testId?: string;
}

/** The fields "password" and "again" of a form. */
export function NewPassword({ username, testId }: NewPasswordProps) {
  const t = useT();
  return (
    <>
      <input
        className="visually-hidden"
        name="username"
        autoComplete="username"
        value={username}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <Field label={t('password.new')} hint={t('password.hint', { min: MIN_PASSWORD })}>
        {(control) => (
          <input {...control} {...CONTROL} name="password" minLength={MIN_PASSWORD} data-testid={testId && `${testId}-password`} />
        )}
      </Field>
      <Field label={t('password.again')}>
        {(control) => <input {...control} {...CONTROL} name="again" data-testid={testId && `${testId}-again`} />}
      </Field>
    </>
  );
}

const CONTROL = { className: 'control', type: 'password', autoComplete: 'new-password', required: true, maxLength: 200 } as const;

/** Null where the two fields differ. */
export function newPasswordOf(given: FormData): string | null {
  const password = String(given.get('password'));
  return password === given.get('again') ? password : null;
}
