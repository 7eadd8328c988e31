import { useState } from 'react';
import { analyticsViewSchema } from '../../../core/contract/operator-analytics.ts';
import { groupsViewSchema, kioskNamesSchema } from '../../../core/contract/operator-api.ts';
import { languageIn } from '../../i18n/format.ts';
import { Page } from '../../parts/page.tsx';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { LoadState, Panel } from '../parts/panel.tsx';
import { useLoaded } from '../use-loaded.ts';
import { CountCell } from './count-cell.tsx';
import { DayChart } from './day-chart.tsx';
import { KeyFigures } from './key-figures.tsx';
import { type Range, RangeForm, rangeOf } from './range-form.tsx';
import { TopicHours } from './topic-hours.tsx';
import { TopicTable } from './topic-table.tsx';
import { VisitChart } from './visit-chart.tsx';

/** How guests were served: counts only, small ones withheld. */
export function AnalyticsPage() {
  const t = useT();
  const { api } = useOperator();
  const [range, setRange] = useState<Range>(() => ({ ...rangeOf(28, new Date()), of: '' }));
  const places = useLoaded('places', async () => {
    const [{ groups }, { kiosks }] = await Promise.all([api.get(groupsViewSchema, 'groups'), api.get(kioskNamesSchema, 'kiosks/names')]);
    return { groups, kiosks };
  });
  const [kind, id] = range.of.split(' ');
  const query = { from: range.from, to: range.to, group: kind === 'group' ? id : undefined, kiosk: kind === 'kiosk' ? id : undefined };
  const { value, problem } = useLoaded(JSON.stringify(query), () => api.get(analyticsViewSchema, 'analytics', { query }));
  return (
    <Page title={t('nav.analytics')} lead={t('analytics.lead')} testId="page-analytics">
      <RangeForm range={range} onRange={setRange} groups={places.value?.groups ?? []} kiosks={places.value?.kiosks ?? []} />
      <LoadState problem={problem} loaded={value !== null} />
      {value !== null && value.kiosks === 0 && <p className="panel panel-empty">{t('analytics.none')}</p>}
      {value !== null && value.kiosks > 0 && (
        <>
          <p className="quiet small" data-testid="suppression">
            {t('analytics.suppressed', { smallest: value.smallest, kiosks: value.kiosks })}
          </p>
          <KeyFigures view={value} />
          <TopicHours view={value} />
          <TopicTable view={value} />
          <div className="two">
            <VisitChart view={value} />
            <Languages languages={value.languages} smallest={value.smallest} />
          </div>
          <DayChart view={value} />
        </>
      )}
    </Page>
  );
}

function Languages({
  languages,
  smallest,
}: {
  readonly languages: readonly { readonly language: string; readonly asked: number | null }[];
  readonly smallest: number;
}) {
  const t = useT();
  const { tag } = useLanguage();
  return (
    <Panel title={t('analytics.languages')}>
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">{t('language')}</th>
            <th scope="col" className="number">
              {t('measure.asked')}
            </th>
          </tr>
        </thead>
        <tbody>
          {languages.map(({ language, asked }) => (
            <tr key={language}>
              <th scope="row">{languageIn(tag, language)}</th>
              <CountCell count={asked} smallest={smallest} />
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
