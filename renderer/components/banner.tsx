import { CircleAlert, EarOff, MicOff, RefreshCw, ScanLine, VolumeX, X } from 'lucide-react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { type GuestBanner, guestBanner } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { VenueNotice } from './venue-notice.tsx';

const ICONS = {
  lost: RefreshCw,
  replaced: RefreshCw,
  'no-venue': CircleAlert,
  fault: CircleAlert,
  badge: ScanLine,
  'mic-denied': MicOff,
  'mic-absent': MicOff,
  'no-hearing': EarOff,
  'no-voice': VolumeX,
} as const;

/** The notice of staff, and one kind line about what does not work just now. */
export function Banner() {
  const banner = useScreen(guestBanner);
  return (
    <div className="banner-slot" role="status">
      <VenueNotice />
      {banner !== null && <BannerLine banner={banner} />}
    </div>
  );
}

function BannerLine({ banner }: { readonly banner: NonNullable<GuestBanner> }) {
  const t = useT();
  const { actions } = useGuest();
  const badgeHint = useScreen((s) => s.badgeHint);
  const faultHint = useScreen((s) => s.faultHint);
  const Icon = ICONS[banner];
  const said = banner === 'badge' ? badgeHint : banner === 'fault' ? faultHint : null;
  const dismissable = banner === 'badge' || banner === 'fault';
  return (
    <div className={`banner banner--${banner}`} data-testid={`banner-${banner}`}>
      <Icon aria-hidden="true" />
      <p>{said ?? (dismissable ? '' : t(`banner.${banner}`))}</p>
      {banner === 'replaced' && (
        <button type="button" className="button button--paper" onClick={actions.reconnect}>
          {t('banner.useHere')}
        </button>
      )}
      {dismissable && (
        <button type="button" className="button button--quiet" onClick={actions.dismissHint} aria-label={t('banner.dismiss')}>
          <X aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
