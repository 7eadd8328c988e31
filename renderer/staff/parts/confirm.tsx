import { ConfirmDialog, type ConfirmProps } from '../../parts/confirm-dialog.tsx';
import { useT } from '../i18n/staff-i18n.ts';

export function Confirm(props: ConfirmProps) {
  const t = useT();
  return <ConfirmDialog {...props} cancel={t('cancel')} buttons="even" />;
}
