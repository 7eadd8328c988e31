import { HandHelping, type LucideIcon, PersonStanding } from 'lucide-react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';

export function HelpButton() {
  const t = useT();
  const { actions } = useGuest();
  return <LowButton testId="help" Icon={HandHelping} text={t('dock.help')} onPress={() => actions.open('help')} />;
}

/** One touch to what makes the kiosk easier to use. */
export function AccessButton() {
  const t = useT();
  const { actions } = useGuest();
  return <LowButton testId="access-open" Icon={PersonStanding} text={t('access.open')} onPress={() => actions.access('panel')} />;
}

interface LowButtonProps {
  readonly testId: string;
  readonly Icon: LucideIcon;
  readonly text: string;
  readonly onPress: () => void;
}

/** Always low, always there. */
function LowButton({ testId, Icon, text, onPress }: LowButtonProps) {
  return (
    <button
      type="button"
      className="button button--help"
      data-testid={testId}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <Icon aria-hidden="true" />
      {text}
    </button>
  );
}
