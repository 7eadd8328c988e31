import type { AnalyticsView } from '../../../core/contract/operator-analytics.ts';
import { type T, useLanguage, useT, wordsFor } from '../i18n/operator-i18n.tsx';
import { Panel } from '../parts/panel.tsx';
import { CountCell } from './count-cell.tsx';

const LABEL = 170;
const CELL = 30;
const ROW = 30;
const TOTAL = 70;
const HEAD = 96;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SHOWN_TOPICS = 12;

export function topicText(t: T, topic: string): string {
  return wordsFor(t, 'topic', topic, topic.replaceAll(/[_-]/g, ' '));
}

/** Questions by topic and hour of the day: bars for all above, and below how they fall on each topic. */
export function TopicHours({ view }: { readonly view: AnalyticsView }) {
  const t = useT();
  const { tag } = useLanguage();
  const topics = view.topics.slice(0, SHOWN_TOPICS);
  const busiest = view.hours.reduce<number>((best, count, hour) => ((count ?? 0) > (view.hours[best] ?? 0) ? hour : best), 0);
  const summary = t('hours.summary', {
    topic: topics[0] === undefined ? '–' : topicText(t, topics[0].topic),
    hour: busiest,
    count: view.hours[busiest] ?? 0,
  });
  const height = HEAD + topics.length * ROW + 24;
  return (
    <Panel title={t('hours.title')} lead={summary} testId="topic-hours">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll chart-scroll" aria-label={t('chart.region', { title: t('hours.title') })} tabIndex={0}>
        <svg className="chart" viewBox={`0 0 ${LABEL + 24 * CELL + TOTAL} ${height}`} role="img" aria-label={summary}>
          <Withheld />
          <HourBars hours={view.hours} />
          <TopicRows topics={topics} t={t} tag={tag} />
          <g className="chart-axis">
            {HOURS.filter((hour) => hour % 3 === 0).map((hour) => (
              <text key={hour} x={LABEL + hour * CELL + CELL / 2} y={height - 7} textAnchor="middle">
                {t('hour', { hour })}
              </text>
            ))}
          </g>
        </svg>
      </section>
      <p className="quiet small legend">
        <span className="legend-withheld" aria-hidden="true" /> {t('analytics.withheld', { smallest: view.smallest })}
      </p>
      <HourTable view={view} />
    </Panel>
  );
}

/** The hatching of what is withheld. */
export function Withheld() {
  return (
    <defs>
      <pattern id="withheld" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="hatch-ground" />
        <rect width="2" height="6" className="hatch-line" />
      </pattern>
    </defs>
  );
}

function HourBars({ hours }: { readonly hours: AnalyticsView['hours'] }) {
  const most = Math.max(1, ...hours.map((count) => count ?? 0));
  return (
    <g>
      {hours.map((count, hour) => {
        const height = count === null ? 8 : Math.round(((HEAD - 34) * count) / most);
        const x = LABEL + hour * CELL;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour of the day is its place
          <g key={hour}>
            <rect
              className={count === null ? 'cell-withheld' : 'bar'}
              x={x + 3}
              y={HEAD - 12 - height}
              width={CELL - 6}
              height={height}
              rx={3}
            />
            {count !== null && count > 0 && (
              <text className="chart-value" x={x + CELL / 2} y={HEAD - 16 - height} textAnchor="middle">
                {count}
              </text>
            )}
          </g>
        );
      })}
      <line className="chart-rule" x1={LABEL} x2={LABEL + 24 * CELL} y1={HEAD - 11.5} y2={HEAD - 11.5} />
    </g>
  );
}

function TopicRows({ topics, t, tag }: { readonly topics: AnalyticsView['topics']; readonly t: T; readonly tag: string }) {
  const most = Math.max(1, ...topics.flatMap(({ hours }) => hours.map((count) => count ?? 0)));
  return topics.map(({ topic, hours, asked }, row) => {
    const y = HEAD + row * ROW;
    return (
      <g key={topic}>
        <text className="chart-label" x={LABEL - 10} y={y + ROW / 2 + 4} textAnchor="end">
          {topicText(t, topic)}
        </text>
        {hours.map((count, hour) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour of the day is its place
            key={hour}
            className={count === null ? 'cell-withheld' : count === 0 ? 'cell-none' : 'cell'}
            x={LABEL + hour * CELL + 1.5}
            y={y + 1.5}
            width={CELL - 3}
            height={ROW - 3}
            rx={3}
            {...(count !== null && count > 0 && { fillOpacity: 0.15 + (0.85 * count) / most })}
          />
        ))}
        <text className="chart-value" x={LABEL + 24 * CELL + 10} y={y + ROW / 2 + 4}>
          {asked === null ? '·' : new Intl.NumberFormat(tag).format(asked)}
        </text>
      </g>
    );
  });
}

function HourTable({ view }: { readonly view: AnalyticsView }) {
  const t = useT();
  return (
    <details className="fold">
      <summary>{t('chart.asTable')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" aria-label={t('table.region', { title: t('hours.title') })} tabIndex={0}>
        <table className="grid-table" data-testid="hours-table">
          <thead>
            <tr>
              <th scope="col">{t('topic')}</th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col" className="number">
                  {t('hour', { hour })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[{ topic: '', hours: view.hours }, ...view.topics].map(({ topic, hours }) => (
              <tr key={topic}>
                <th scope="row">{topic === '' ? t('topic.all') : topicText(t, topic)}</th>
                {hours.map((count, hour) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an hour of the day is its place
                  <CountCell key={hour} count={count} smallest={view.smallest} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
