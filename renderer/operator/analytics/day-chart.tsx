import type { AnalyticsView } from '../../../core/contract/operator-analytics.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { Panel } from '../parts/panel.tsx';
import { CountCell } from './count-cell.tsx';
import { Withheld } from './topic-hours.tsx';

const WIDTH = 960;
const HEIGHT = 150;
const WIDEST = 56;

/** Questions a day, and how many of them had no answer. */
export function DayChart({ view: { days, smallest } }: { readonly view: AnalyticsView }) {
  const t = useT();
  const { tag } = useLanguage();
  const most = Math.max(1, ...days.map(({ asked }) => asked ?? 0));
  const step = WIDTH / Math.max(1, days.length);
  const dayText = (day: string) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day));
  const every = Math.ceil(days.length / 10);
  const heightOf = (count: number) => (count * HEIGHT) / most;
  const summary = t('days.summary', { count: days.length, most });
  return (
    <Panel title={t('days.title')} lead={summary} testId="days">
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT + 28}`} role="img" aria-label={summary}>
        <Withheld />
        {days.map(({ day, asked, unanswered }, i) => {
          const width = Math.min(step * 0.76, WIDEST);
          const x = i * step + (step - width) / 2;
          return (
            <g key={day}>
              {asked === null ? (
                <rect className="cell-withheld" x={x} y={HEIGHT - 8} width={width} height={8} />
              ) : (
                <rect className="bar" x={x} y={HEIGHT - heightOf(asked)} width={width} height={heightOf(asked)} />
              )}
              {unanswered !== null && unanswered > 0 && (
                <rect className="bar" data-tone="bad" x={x} y={HEIGHT - heightOf(unanswered)} width={width} height={heightOf(unanswered)} />
              )}
              {i % every === 0 && (
                <text className="chart-value" x={x + width / 2} y={HEIGHT + 20} textAnchor="middle">
                  {dayText(day)}
                </text>
              )}
            </g>
          );
        })}
        <line className="chart-rule" x1={0} x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
      </svg>
      <p className="quiet small legend">
        <span className="legend-bar" aria-hidden="true" /> {t('measure.asked')}{' '}
        <span className="legend-bar" data-tone="bad" aria-hidden="true" /> {t('measure.unanswered')}
      </p>
      <details className="fold">
        <summary>{t('chart.asTable')}</summary>
        <div className="scroll">
          <table className="grid-table">
            <thead>
              <tr>
                <th scope="col">{t('days.day')}</th>
                <th scope="col" className="number">
                  {t('measure.asked')}
                </th>
                <th scope="col" className="number">
                  {t('measure.unanswered')}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, asked, unanswered }) => (
                <tr key={day}>
                  <th scope="row">{dayText(day)}</th>
                  <CountCell count={asked} smallest={smallest} />
                  <CountCell count={unanswered} smallest={smallest} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Panel>
  );
}
