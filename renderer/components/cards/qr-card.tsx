import type { CardOf, RouteView, VenueSummary } from '../../../core/contract/index.ts';
import type { Translate } from '../../../core/i18n/translate.ts';
import { type MessageKey, useLocale, useT } from '../../i18n/i18n.tsx';
import { routeToPhone } from '../../phone/route-to-phone.ts';
import { useScreen } from '../../store/use-screen.ts';
import { QrCode } from '../qr-code.tsx';
import { CardFrame } from './card-frame.tsx';

/** Something to take along on a phone: words, which any phone shows, or a way with its plan. */
export function QrCard({ card }: { readonly card: CardOf<'qr'> }) {
  const t = useT();
  const code = useCode(card);
  if (code === null) return null;
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <h2>{card.title}</h2>
      </header>
      <div className="card-body qr-body">
        <QrCode text={code} label={t('qr.label', { title: card.title })} />
        <div>
          <p className="card-text">{t('phone.scan')}</p>
          <p className="card-count">{t(card.route === undefined ? 'qr.inCode' : 'phone.private')}</p>
        </div>
      </div>
    </CardFrame>
  );
}

function useCode({ text, route }: CardOf<'qr'>): string | null {
  const t = useT();
  const locale = useLocale();
  const venue = useScreen((s) => s.kiosk?.venue ?? null);
  const pageUrl = useScreen((s) => s.kiosk?.phonePageUrl);
  if (route === undefined || venue === null) return text ?? null;
  return phoneCodeOf({ route, venue, locale, t, pageUrl });
}

/** The way as a code that the guest's phone takes along. */
export function phoneCodeOf(way: {
  readonly route: RouteView;
  readonly venue: VenueSummary;
  readonly locale: string;
  readonly t: Translate<MessageKey>;
  readonly pageUrl: string | undefined;
}): string {
  const { route, venue, locale, t, pageUrl } = way;
  return routeToPhone({
    route,
    venue,
    locale,
    title: t('phone.wayTo', { place: route.toName }),
    summary: t('phone.summary', { minutes: Math.round(route.durationS / 60), metres: Math.round(route.distanceM) }),
    ...(pageUrl === undefined ? {} : { pageUrl }),
  });
}
