import type { AnalyticsView } from '../../../core/contract/operator-analytics.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { percentText, secondsText } from '../parts/units.ts';

/** What is asked first of any venue. */
export function KeyFigures({ view: { totals, voiceToVoice, smallest } }: { readonly view: AnalyticsView }) {
  const t = useT();
  const { tag } = useLanguage();
  const number = new Intl.NumberFormat(tag);
  const count = (value: number | null) => (value === null ? null : number.format(value));
  const share = (value: number | null) => (value === null ? null : percentText(tag, value));
  const figures: readonly (readonly [string, string | null, string])[] = [
    [t('figure.firstVisit'), share(totals.resolvedAtFirstVisit), t('figure.firstVisit.of')],
    [t('figure.containment'), share(totals.containment), t('figure.containment.of')],
    [t('figure.repeat'), share(totals.repeatContacts), t('figure.repeat.of')],
    [t('measure.asked'), count(totals.asked), t('figure.asked.of', { sessions: count(totals.sessions) ?? '–' })],
    [t('measure.unanswered'), count(totals.unanswered), t('figure.unanswered.of')],
    [t('measure.handOffs'), count(totals.handOffs), t('figure.handOffs.of')],
    [t('measure.threadsClosed'), count(totals.threadsClosed), t('figure.threads.of')],
    [
      t('figure.voice'),
      voiceToVoice === null ? null : secondsText(tag, voiceToVoice.p50Ms),
      voiceToVoice === null ? t('figure.voice.none') : t('figure.voice.of', { p95: secondsText(tag, voiceToVoice.p95Ms) }),
    ],
  ];
  return (
    <dl className="figures" data-testid="figures">
      {figures.map(([name, value, of]) => (
        <div key={name} className="figure">
          <dt>{name}</dt>
          <dd className="numeric">
            {value ?? (
              <>
                <span aria-hidden="true">–</span>
                <span className="visually-hidden">{t('analytics.withheld', { smallest })}</span>
              </>
            )}
          </dd>
          <dd className="quiet small">{of}</dd>
        </div>
      ))}
    </dl>
  );
}
