import type { KioskDetail } from '../../../core/contract/operator-api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { Panel } from '../parts/panel.tsx';
import { When } from '../parts/when.tsx';

const WIDTH = 480;
const HEIGHT = 34;
const SPAN_MS = 48 * 3_600_000;
const SLOT_MS = 5 * 60_000;
/** By height as well as by colour. */
const HEIGHTS = { green: 0.34, yellow: 0.67, red: 1 } as const;

/** The last two days: one bar for each five minutes that were reported; a gap is silence. */
export function HistoryChart({ history }: Pick<KioskDetail, 'history'>) {
  const t = useT();
  const last = history.at(-1);
  if (last === undefined) return null;
  const endMs = Date.parse(last.at) + SLOT_MS;
  const worst = history
    .filter(({ light }) => light !== 'green')
    .slice(-6)
    .reverse();
  const count = (light: keyof typeof HEIGHTS) => history.filter((beat) => beat.light === light).length;
  const summary = t('history.summary', { green: count('green'), yellow: count('yellow'), red: count('red') });
  return (
    <Panel title={t('history.title')} testId="history">
      <svg className="history" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary} preserveAspectRatio="none">
        {history.map(({ at, light }) => {
          const x = WIDTH * (1 - (endMs - Date.parse(at)) / SPAN_MS);
          const height = HEIGHT * HEIGHTS[light];
          return x < 0 ? null : (
            <rect key={at} data-light={light} x={x} y={HEIGHT - height} width={(WIDTH * SLOT_MS) / SPAN_MS} height={height} />
          );
        })}
      </svg>
      <p className="quiet small">{summary}</p>
      {worst.length > 0 && (
        <ul className="small bullets">
          {worst.map(({ at, light, problems }) => (
            <li key={at}>
              <When at={at} />: {t(`light.${light}`)}
              {problems.length > 0 && ` (${problems.join(', ')})`}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
