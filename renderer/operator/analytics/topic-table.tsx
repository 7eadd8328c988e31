import type { AnalyticsView } from '../../../core/contract/operator-analytics.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { Panel } from '../parts/panel.tsx';
import { CountCell } from './count-cell.tsx';
import { topicText } from './topic-hours.tsx';

const MEASURES = ['asked', 'answered', 'unanswered', 'handOffs', 'followUps', 'threadsClosed'] as const;

/** What became of the questions of each topic. */
export function TopicTable({ view }: { readonly view: AnalyticsView }) {
  const t = useT();
  return (
    <Panel title={t('topics.title')} testId="topics">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" aria-label={t('table.region', { title: t('topics.title') })} tabIndex={0}>
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">{t('topic')}</th>
              {MEASURES.map((measure) => (
                <th key={measure} scope="col" className="number">
                  {t(`measure.${measure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.topics.map((topic) => (
              <tr key={topic.topic}>
                <th scope="row">{topicText(t, topic.topic)}</th>
                {MEASURES.map((measure) => (
                  <CountCell key={measure} count={topic[measure]} smallest={view.smallest} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
