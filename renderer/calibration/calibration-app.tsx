import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { createTranslate, type Translate } from '../../core/i18n/translate.ts';
import { toDb } from '../../core/voice/frame-level.ts';
import { LanguageProvider, useLocale } from '../i18n/i18n.tsx';
import { PinForm } from '../staff/pin-form.tsx';
import { isKioskScreen } from '../staff/touch/kiosk-screen.ts';
import { ReturnWhenIdle } from '../staff/touch/return-when-idle.tsx';
import { WayBack } from '../staff/touch/way-back.tsx';
import { StoreContext, useScreen } from '../store/use-screen.ts';
import './calibration.css';
import type { CalibrationPage, CalibrationView } from './create-calibration-page.ts';
import de from './i18n/de.json' with { type: 'json' };
import en from './i18n/en.json' with { type: 'json' };

type T = Translate<keyof typeof en>;

export function CalibrationApp({ page }: { readonly page: CalibrationPage }) {
  // The console's look, of which the PIN form is a part.
  useEffect(() => {
    document.documentElement.dataset.theme = 'staff';
  }, []);
  return (
    <StoreContext value={page.store}>
      <Localised>
        <Screen page={page} />
      </Localised>
    </StoreContext>
  );
}

function Localised({ children }: { readonly children: React.ReactNode }) {
  const locale = useScreen((s) => s.locale);
  return <LanguageProvider locale={locale}>{children}</LanguageProvider>;
}

function useT(): T {
  const locale = useLocale();
  return useMemo(() => createTranslate({ en, de }, locale), [locale]);
}

function Screen({ page }: { readonly page: CalibrationPage }) {
  const t = useT();
  const signedIn = useScreen((s) => s.staff.signedIn);
  const view = useSyncExternalStore(page.subscribe, page.view);
  return (
    <main className="calibration" data-testid="calibration">
      <header>
        <h1>{t('title')}</h1>
        {isKioskScreen() ? <WayBack /> : <a href="/staff">{t('back')}</a>}
      </header>
      <ReturnWhenIdle signedIn={signedIn} />
      {signedIn ? <Measuring page={page} view={view} t={t} /> : <PinForm onPin={page.signIn} />}
    </main>
  );
}

interface PartProps {
  readonly view: CalibrationView;
  readonly t: T;
}

function Measuring({ page, view, t }: PartProps & { readonly page: CalibrationPage }) {
  const { reading, mic } = view;
  return (
    <>
      <p>{t('intro')}</p>
      <p role="status" className="calibration-mic" data-state={mic} data-testid="calibration-mic">
        {t(`mic.${mic}`)}
      </p>
      <section className="calibration-panel" aria-label={t('level')}>
        <LevelMeter view={view} t={t} />
        <Figures view={view} t={t} />
        <p className="calibration-verdict" role="status" data-verdict={reading.verdict} data-testid="calibration-verdict">
          <span aria-hidden="true">{reading.verdict === 'good' ? '✓' : reading.verdict.startsWith('need') ? '…' : '!'}</span>
          {t(`verdict.${reading.verdict}`)}
        </p>
      </section>
      <TestPhrase view={view} t={t} />
      <Gate page={page} view={view} t={t} />
    </>
  );
}

/** The meter shows this many decibels below full scale. */
const RANGE_DB = 96;
const place = (db: number) => Math.max(0, Math.min(100, 100 * (1 + db / RANGE_DB)));

function LevelMeter({ view: { reading, minRms }, t }: PartProps) {
  const { levelDb, noiseFloorDb, speechDb } = reading;
  const gateDb = minRms === null || minRms === 0 ? null : toDb(minRms);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <meter> cannot carry marks
    <div
      className="calibration-meter"
      role="meter"
      aria-label={t('level')}
      aria-valuemin={-RANGE_DB}
      aria-valuemax={0}
      aria-valuenow={Math.round(Math.max(-RANGE_DB, levelDb))}
    >
      <span className="calibration-level" style={{ width: `${place(levelDb)}%` }} />
      <Mark row="above" db={noiseFloorDb} text={t('noise')} />
      <Mark row="below" db={speechDb} text={t('speech')} />
      <Mark row="lowest" db={gateDb} text={t('gate')} />
    </div>
  );
}

interface MarkProps {
  readonly db: number | null;
  readonly text: string;
  /** Marks may lie close together; each kind has a line of its own. */
  readonly row: 'above' | 'below' | 'lowest';
}

function Mark({ db, text, row }: MarkProps) {
  if (db === null) return null;
  return (
    <span className="calibration-mark" data-row={row} style={{ left: `${place(db)}%` }}>
      <span>{text}</span>
    </span>
  );
}

function Figures({ view: { reading }, t }: PartProps) {
  const figures = [
    ['noise', reading.noiseFloorDb],
    ['speech', reading.speechDb],
    ['apart', reading.snrDb],
  ] as const;
  return (
    <dl className="calibration-figures">
      {figures.map(([name, db]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd data-testid={`calibration-${name}`}>{db === null ? t('unknown') : t('decibels', { value: db })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Below this mean log-probability of its words the recogniser has been guessing. */
const UNSURE_LOGPROB = -0.6;

function TestPhrase({ view: { heard }, t }: PartProps) {
  return (
    <section className="calibration-panel" aria-label={t('say')}>
      <h2>{t('say')}</h2>
      <p className="calibration-phrase">
        <q lang="en">{t('phrase')}</q>
      </p>
      <h2>{t('heard')}</h2>
      <p role="status" data-testid="calibration-heard">
        {heard === null ? t('heardWaiting') : heard.text === '' ? t('heardNothing') : <q>{heard.text}</q>}
        {heard !== null && heard.text !== '' && <> ({t(heard.avgLogprob < UNSURE_LOGPROB ? 'unsure' : 'sure')})</>}
      </p>
    </section>
  );
}

function Gate({ page, view, t }: PartProps & { readonly page: CalibrationPage }) {
  const { minRms, reading, saving, problem } = view;
  const show = (rms: number | null) => (rms === null ? t('unknown') : rms === 0 ? t('gateLearned') : t('decibels', { value: toDb(rms) }));
  const { suggestedMinRms } = reading;
  const busy = saving === 'under-way';
  return (
    <section className="calibration-panel" aria-label={t('gate')}>
      <h2>{t('gate')}</h2>
      <p>{t('gateText')}</p>
      <dl className="calibration-figures">
        <div>
          <dt>{t('gateNow')}</dt>
          <dd data-testid="calibration-gate">{show(minRms)}</dd>
        </div>
        <div>
          <dt>{t('gateSuggested')}</dt>
          <dd>{show(suggestedMinRms)}</dd>
        </div>
      </dl>
      <div className="calibration-buttons">
        <button
          type="button"
          className="button button--ink"
          data-testid="calibration-save"
          disabled={busy || suggestedMinRms === null || reading.verdict !== 'good'}
          onClick={() => suggestedMinRms !== null && page.save(suggestedMinRms)}
        >
          {t('save')}
        </button>
        <button type="button" className="button button--paper" disabled={busy} onClick={() => page.save(0)}>
          {t('learn')}
        </button>
        <button type="button" className="button button--paper" data-testid="calibration-again" onClick={page.again}>
          {t('again')}
        </button>
      </div>
      <p role="status" data-testid="calibration-saved">
        {saving === 'saved' && t('saved')}
        {busy && t('saving')}
        {saving === 'failed' && t('failed', { problem: problem ?? '' })}
      </p>
    </section>
  );
}
