import type { TraceStep } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { type StageShare, toolsOf } from './trace-parts.ts';

/** Where the time of a turn went. */
export function StageBar({ shares }: { readonly shares: readonly StageShare[] }) {
  const t = useT();
  return (
    <ul className="stage-bar">
      {shares.map(({ stage, ms, share }) => (
        <li key={stage} data-stage={stage} style={{ flexGrow: Math.max(share, 0.02) }}>
          {t(`stage.${stage}`)} <span className="stage-ms">{t('took', { ms: Math.round(ms) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** One step of a turn: its tools as a table, anything else as it is. */
export function Step({ step }: { readonly step: TraceStep }) {
  const t = useT();
  const tools = toolsOf(step);
  return (
    <li data-stage={step.stage}>
      <p className="trace-line">
        <strong>{t(`stage.${step.stage}`)}</strong>
        <span>{step.title}</span>
        <span className="trace-ms">{t('took', { ms: Math.round(step.tookMs) })}</span>
      </p>
      {tools.map((tool, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tools of a step never change
        <dl className="trace-tool" key={i}>
          <dt>{t('trace.tool')}</dt>
          <dd>
            {tool.name}
            {tool.ms !== null && `, ${t('took', { ms: Math.round(tool.ms) })}`}
            {tool.found === false && `, ${t('trace.notFound')}`}
          </dd>
          <dt>{t('trace.input')}</dt>
          <dd>
            <pre>{tool.input}</pre>
          </dd>
          {tool.output !== '' && <dt>{t('trace.output')}</dt>}
          {tool.output !== '' && (
            <dd>
              <pre>{tool.output}</pre>
            </dd>
          )}
        </dl>
      ))}
      {tools.length === 0 && Object.keys(step.detail).length > 0 && <pre>{JSON.stringify(step.detail, null, 2)}</pre>}
    </li>
  );
}
