import { AudioLines, Ear, EarOff, LoaderCircle, Mic, MicOff, MoreHorizontal } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { micStatus, type MicStatus as Status } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';

export const MIC_ICONS = {
  listening: Mic,
  waiting: Mic,
  hearing: Ear,
  thinking: MoreHorizontal,
  speaking: AudioLines,
  muted: MicOff,
  starting: LoaderCircle,
  unavailable: EarOff,
} as const;

/** What the microphone is doing, in words, with a mute where there is something to mute. */
export function MicStatus() {
  const t = useT();
  const { actions } = useGuest();
  const status = useScreen(micStatus);
  const muted = useScreen((s) => s.ui.micMuted);
  const Icon = MIC_ICONS[status];
  const mutable = status !== 'unavailable' && status !== 'starting';
  const inside = (
    <>
      <span className="mic-disc">
        <Icon aria-hidden="true" />
      </span>
      <span className="mic-text">{t(`mic.${status}`)}</span>
      <LevelMeter live={status === 'listening' || status === 'hearing'} />
    </>
  );
  if (!mutable) {
    return (
      <div className="mic" data-testid="mic-status" data-state={status} role="status">
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      className="mic"
      data-testid="mic-status"
      data-state={status satisfies Status}
      aria-pressed={muted}
      aria-label={`${t(`mic.${status}`)}. ${t(muted ? 'mic.unmute' : 'mic.mute')}`}
      onClick={() => actions.setMuted(!muted)}
    >
      {inside}
    </button>
  );
}

const BARS = [0.55, 0.85, 1, 0.75, 0.5];

/** Often enough to follow speech; silence draws nothing. */
const METER_MS = 70;

export function LevelMeter({ live }: { readonly live: boolean }) {
  const guest = useGuest();
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = '';
    const show = (level: number) => {
      const next = level.toFixed(1);
      if (next === shown) return;
      shown = next;
      ref.current?.style.setProperty('--level', next);
    };
    show(0);
    if (!live) return;
    const timer = setInterval(() => show(guest.level()), METER_MS);
    return () => clearInterval(timer);
  }, [guest, live]);
  return (
    <span ref={ref} className="meter" aria-hidden="true">
      {BARS.map((share) => (
        <span key={share} style={{ '--share': share } as React.CSSProperties} />
      ))}
    </span>
  );
}
