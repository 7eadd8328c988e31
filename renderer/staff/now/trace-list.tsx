import type { TurnMetrics } from '../../../core/contract/index.ts';
import type { TurnTrace } from '../../store/screen-state.ts';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';

/** "How I got here": the steps of the last turns, newest first. */
export function TraceList() {
  const t = useT();
  const traces = useScreen((s) => s.staff.traces);
  return (
    <section className="panel" data-testid="staff-trace" aria-labelledby="staff-trace-title">
      <header>
        <h2 id="staff-trace-title">{t('trace')}</h2>
      </header>
      {traces.length === 0 && <p className="panel-empty">{t('noTrace')}</p>}
      {traces.toReversed().map((trace, i) => (
        <Trace key={trace.id} trace={trace} open={i === 0} />
      ))}
    </section>
  );
}

function Trace({ trace, open }: { readonly trace: TurnTrace; readonly open: boolean }) {
  const t = useT();
  const last = trace.steps.at(-1);
  return (
    <details className="trace" open={open}>
      <summary>
        {t('turn', { turn: trace.turn })}
        {last !== undefined && <span>{t('took', { ms: Math.round(last.atMs + last.tookMs) })}</span>}
      </summary>
      <ol>
        {trace.steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          <li key={i} data-stage={step.stage}>
            <p className="trace-line">
              <strong>{t(`stage.${step.stage}`)}</strong>
              <span>{step.title}</span>
              <span className="trace-ms">{t('took', { ms: Math.round(step.tookMs) })}</span>
            </p>
            {Object.keys(step.detail).length > 0 && <pre>{JSON.stringify(step.detail, null, 2)}</pre>}
          </li>
        ))}
      </ol>
      {trace.metrics !== null && <Metrics metrics={trace.metrics} />}
    </details>
  );
}

const METRICS = [
  'endOfTurnDelayMs',
  'transcriptionDelayMs',
  'timeToFirstSentenceMs',
  'timeToFirstByteMs',
  'voiceToVoiceMs',
] as const satisfies readonly (keyof TurnMetrics)[];

function Metrics({ metrics }: { readonly metrics: TurnMetrics }) {
  const t = useT();
  return (
    <dl className="metrics">
      {METRICS.map((name) => {
        const value = metrics[name];
        return (
          value !== null && (
            <div key={name}>
              <dt>{t(`metric.${name}`)}</dt>
              <dd>{t('took', { ms: Math.round(value) })}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}
