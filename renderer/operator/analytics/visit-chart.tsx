import type { AnalyticsView } from '../../../core/contract/operator-analytics.ts';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { Panel } from '../parts/panel.tsx';
import { percentText, secondsText } from '../parts/units.ts';
import { CountCell } from './count-cell.tsx';
import { Withheld } from './topic-hours.tsx';

const LABEL = 104;
const WIDTH = 130;
const GAP = 14;
const ROW = 34;
const SIDE = 52;

/** Whether guests who come back are served better: resolution and time to an answer by which visit it was. */
export function VisitChart({ view }: { readonly view: AnalyticsView }) {
  const t = useT();
  const { tag } = useLanguage();
  const { visits, smallest } = view;
  const slowest = Math.max(1, ...visits.map(({ timeToAnswer }) => timeToAnswer?.p50Ms ?? 0));
  return (
    <Panel title={t('visits.title')} lead={t('visits.lead')} testId="visits">
      <svg
        className="chart"
        viewBox={`0 0 ${LABEL + 2 * (WIDTH + SIDE) + GAP} ${28 + visits.length * ROW}`}
        role="img"
        aria-label={t('visits.lead')}
      >
        <Withheld />
        <text className="chart-head" x={LABEL} y={16}>
          {t('visits.resolution')}
        </text>
        <text className="chart-head" x={LABEL + WIDTH + SIDE + GAP} y={16}>
          {t('visits.time')}
        </text>
        {visits.map(({ band, resolution, timeToAnswer }, row) => {
          const y = 28 + row * ROW;
          return (
            <g key={band}>
              <text className="chart-label" x={0} y={y + 20}>
                {t(`visits.band.${band}`)}
              </text>
              <Bar x={LABEL} y={y} share={resolution} text={resolution === null ? '·' : percentText(tag, resolution)} tone="good" />
              <Bar
                x={LABEL + WIDTH + SIDE + GAP}
                y={y}
                share={timeToAnswer === null ? null : timeToAnswer.p50Ms / slowest}
                text={timeToAnswer === null ? '·' : secondsText(tag, timeToAnswer.p50Ms)}
                tone="note"
              />
            </g>
          );
        })}
      </svg>
      <details className="fold">
        <summary>{t('chart.asTable')}</summary>
        <div className="scroll">
          <table className="grid-table">
            <thead>
              <tr>
                <th scope="col">{t('visits.band')}</th>
                <th scope="col" className="number">
                  {t('visits.sessions')}
                </th>
                <th scope="col" className="number">
                  {t('visits.resolved')}
                </th>
                <th scope="col" className="number">
                  {t('visits.resolution')}
                </th>
                <th scope="col" className="number">
                  {t('visits.timeBoth')}
                </th>
              </tr>
            </thead>
            <tbody>
              {visits.map(({ band, sessions, resolved, resolution, timeToAnswer }) => (
                <tr key={band}>
                  <th scope="row">{t(`visits.band.${band}`)}</th>
                  <CountCell count={sessions} smallest={smallest} />
                  <CountCell count={resolved} smallest={smallest} />
                  <td className="number numeric">{resolution === null ? '–' : percentText(tag, resolution)}</td>
                  <td className="number numeric">
                    {timeToAnswer === null ? '–' : `${secondsText(tag, timeToAnswer.p50Ms)} · ${secondsText(tag, timeToAnswer.p95Ms)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Panel>
  );
}

interface BarProps {
  readonly x: number;
  readonly y: number;
  /** 0 to 1; null: withheld. */
  readonly share: number | null;
  readonly text: string;
  readonly tone: 'good' | 'note';
}

function Bar({ x, y, share, text, tone }: BarProps) {
  return (
    <g>
      <rect className="bar-ground" x={x} y={y + 6} width={WIDTH} height={ROW - 14} rx={4} />
      {share === null ? (
        <rect className="cell-withheld" x={x} y={y + 6} width={WIDTH} height={ROW - 14} rx={4} />
      ) : (
        <rect className="bar" data-tone={tone} x={x} y={y + 6} width={Math.max(2, WIDTH * share)} height={ROW - 14} rx={4} />
      )}
      <text className="chart-value" x={x + WIDTH + 8} y={y + 21}>
        {text}
      </text>
    </g>
  );
}
