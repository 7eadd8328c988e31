import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { When } from '../parts/when.tsx';
import { goTo, pathOf } from '../route.ts';
import { Counts } from './counts.tsx';

/** What guests get while there is no draft. */
export function Published() {
  const t = useT();
  const current = useScreen((s) => s.staff.versions?.find((version) => version.current));
  const known = useScreen((s) => s.staff.versions !== undefined);
  if (!known) return null;
  return (
    <section className="panel" aria-labelledby="published-title">
      <header>
        <h2 id="published-title">{t('published.title')}</h2>
        {current !== undefined && (
          <a
            href={pathOf('versions')}
            onClick={(event) => {
              event.preventDefault();
              goTo('versions');
            }}
          >
            {t('published.all')}
          </a>
        )}
      </header>
      {current === undefined ? (
        <p className="panel-empty">{t('published.none')}</p>
      ) : (
        <div className="stack">
          <p className="quiet">
            {t('published.by', { version: current.version, who: current.createdBy })} <When at={current.createdAt} />
          </p>
          <Counts counts={current.counts} />
        </div>
      )}
    </section>
  );
}
