import { useEffect, useState } from 'react';
import type { LocalDateTime } from '../../core/contract/index.ts';
import type { Guest } from '../guest/create-guest.ts';
import { GuestApp } from '../guest/guest-app.tsx';
import { useLocale } from '../i18n/i18n.tsx';
import { useTitle } from '../parts/use-title.ts';
import { useT } from '../staff/i18n/staff-i18n.ts';
import { useStaff } from '../staff/staff-context.ts';
import { failureText } from '../staff/use-command.ts';
import { useScreen } from '../store/use-screen.ts';
import { PreviewBar } from './preview-bar.tsx';
import { createPreviewDevices } from './preview-devices.ts';
import './preview.css';

/** The guests' own screen over the draft, at a time that staff choose, under a bar that says so. */
export function PreviewScreen() {
  const t = useT();
  const staff = useStaff();
  const locale = useLocale();
  const [now, setNow] = useState<LocalDateTime | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [guest, setGuest] = useState<Guest | null>(null);
  const hasDraft = useScreen((s) => (s.staff.draft ?? null) !== null);
  const signedIn = useScreen((s) => s.staff.signedIn);
  useTitle(t('preview.title'));

  useEffect(() => {
    if (!signedIn) return;
    const opened = staff.openPreview({
      now,
      createDevices: createPreviewDevices,
      onFailure: (failure) => setProblem(failureText(t, failure)),
      onOpened: () => setProblem(null),
    });
    setGuest(opened);
    return () => {
      setGuest(null);
      opened.close();
    };
  }, [staff, now, signedIn, t]);

  // The guest screen speaks the guests' language to screen readers; the console its own again.
  useEffect(
    () => () => {
      document.documentElement.lang = locale;
    },
    [locale],
  );

  return (
    <div className="preview" data-testid="preview">
      <PreviewBar draft={hasDraft} now={now} problem={problem} onNow={setNow} />
      <div className="preview-screen">{guest !== null && <GuestApp guest={guest} />}</div>
    </div>
  );
}
