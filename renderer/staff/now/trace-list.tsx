import type { TurnMetrics } from '../../../core/contract/index.ts';
import type { TurnTrace } from '../../store/screen-state.ts';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { gistOf, stageShares } from './trace-parts.ts';
import { StageBar, Step } from './trace-step.tsx';

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
  const { wanted, planner } = gistOf(trace.steps);
  return (
    <details className="trace" open={open}>
      <summary>
        {t('turn', { turn: trace.turn })}
        <em>{wanted}</em>
        {planner !== '' && <small>{t('trace.planner', { planner })}</small>}
        {last !== undefined && <span>{t('took', { ms: Math.round(last.atMs) })}</span>}
      </summary>
      <StageBar shares={stageShares(trace.steps)} />
      <ol>
        {trace.steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          <Step key={i} step={step} />
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
