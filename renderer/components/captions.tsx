import { EarOff } from 'lucide-react';
import { Fragment, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { directionOfText } from '../../core/i18n/tags.ts';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import type { AnswerSentence, Turn } from '../store/screen-state.ts';
import { latestTurn } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { isCalm } from './motion/motion-level.ts';
import { CAPTION_SPACES, type SpokenAt, wordIndexAt } from './spoken-word.ts';

/** What the guest said: live while they speak, then as the kiosk took it. */
export function GuestCaption() {
  const t = useT();
  const partial = useScreen((s) => s.partial);
  const settledWords = useScreen((s) => s.settledWords);
  const hint = useScreen((s) => s.hearingHint);
  const question = useScreen((s) => latestTurn(s)?.question ?? null);
  const text = partial !== '' ? partial : question;
  return (
    <>
      <div className="caption-guest" data-testid="captions-guest" data-live={partial !== ''} aria-hidden="true">
        {hint !== null ? (
          <p className="caption-hint">
            <EarOff aria-hidden="true" />
            {hint}
          </p>
        ) : (
          text !== null && (
            <p>
              <span className="caption-who">{t('talk.youAsked')}</span>
              <q>{partial === '' ? text : <GrowingText text={partial} settledWords={settledWords} />}</q>
            </p>
          )
        )}
      </div>
      {/* Read out once it is settled, not while it grows word by word. */}
      <p className="visually-hidden" role="status">
        {hint ?? (partial === '' && question !== null ? t('talk.youSaid', { text: question }) : '')}
      </p>
    </>
  );
}

/** Words that may still change are drawn as such: slanted and dotted under, not only paler. */
function GrowingText({ text, settledWords }: { readonly text: string; readonly settledWords: number }) {
  const words = text.split(' ');
  const tentative = words.slice(settledWords).join(' ');
  return (
    <>
      {words.slice(0, settledWords).join(' ')}
      {tentative !== '' && (
        <>
          {settledWords > 0 && ' '}
          <span className="tentative" data-testid="tentative">
            {tentative}
          </span>
        </>
      )}
    </>
  );
}

const SIZES = ['short', 'medium', 'long', 'longest'] as const;

function sizeFor(length: number): number {
  return length < 90 ? 0 : length < 170 ? 1 : length < 420 ? 2 : 3;
}

/** What the kiosk says, sentence by sentence, the word on its lips marked. */
export function KioskCaption() {
  const turn = useScreen(latestTurn);
  return <TurnCaption key={turn?.turn ?? -1} turn={turn} />;
}

function TurnCaption({ turn }: { readonly turn: Turn | null }) {
  const t = useT();
  const name = useScreen((s) => s.kiosk?.companionName ?? '');
  const ref = useRef<HTMLElement>(null);
  const length = turn?.sentences.reduce((sum, one) => sum + one.text.length, 0) ?? 0;
  // Whoever asked for large text wants it large, and scrolls.
  const fits = useScreen((s) => s.ui.access.text === 1);
  const { steps, overflows } = useFit(ref, sizeFor(length), length, fits);
  return (
    <section
      ref={ref}
      className="caption-kiosk"
      data-testid="captions-kiosk"
      data-size={SIZES[steps]}
      data-overflows={overflows}
      aria-label={t('talk.kioskSaid', { name })}
      // A scrolling region has to be reachable with keys.
      tabIndex={overflows ? 0 : undefined}
    >
      {turn !== null && <SpokenText turn={turn} scroller={ref} />}
      <div className="visually-hidden" role="log" aria-live="polite">
        {turn?.sentences.map((one) => (
          <p key={one.sentence}>{one.text}</p>
        ))}
      </div>
    </section>
  );
}

/**
 * The largest size in which the words fit; what does not fit in the smallest scrolls. Looked for anew from the largest whenever the
 * words or their room are others, so that a font that comes late, or cards that go, leave nothing smaller than it has to be.
 */
function useFit(ref: RefObject<HTMLElement | null>, atLeast: number, length: number, shrinks: boolean) {
  const [fit, setFit] = useState({ steps: atLeast, overflows: false });
  const [room, setRoom] = useState('');
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const words = element.firstElementChild ?? element;
    const sizes = new ResizeObserver(() => setRoom([element.clientHeight, words.clientWidth, words.clientHeight].join(' ')));
    for (const one of [element, words]) sizes.observe(one);
    return () => sizes.disconnect();
  }, [ref]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words and another room are measured anew
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const last = shrinks ? SIZES.length - 1 : atLeast;
    const overflows = () => element.scrollHeight > element.clientHeight + 4;
    const show = (steps: number) => {
      element.dataset.size = SIZES[steps];
      return steps;
    };
    let steps = show(atLeast);
    while (steps < last && overflows()) steps = show(steps + 1);
    const over = overflows();
    setFit((before) => (before.steps === steps && before.overflows === over ? before : { steps, overflows: over }));
  }, [ref, atLeast, length, room, shrinks]);
  return fit;
}

interface SpokenTextProps {
  readonly turn: Turn;
  readonly scroller: RefObject<HTMLElement | null>;
}

function SpokenText({ turn, scroller }: SpokenTextProps) {
  const at = useSpokenAt(turn);
  const sentence = at?.sentence ?? -1;
  useEffect(() => {
    const frame = scroller.current;
    const said = frame?.querySelector<HTMLElement>(`[data-sentence="${sentence}"]`);
    if (frame === null || said === null || said === undefined || frame.scrollHeight <= frame.clientHeight) return;
    frame.scrollTo({ top: said.offsetTop - frame.clientHeight / 4, behavior: isCalm() ? 'instant' : 'smooth' });
  }, [scroller, sentence]);
  const speaking = at !== null;
  return (
    <p aria-hidden="true" data-speaking={speaking} dir={directionOfText(turn.sentences.map((one) => one.text).join(' '))}>
      {turn.sentences.map((one) => (
        <Fragment key={one.sentence}>
          <Sentence sentence={one} state={stateOf(one.sentence, at)} word={at?.sentence === one.sentence ? at.word : -1} />
          {!/[。！？]$/u.test(one.text) && ' '}
        </Fragment>
      ))}
    </p>
  );
}

type SentenceState = 'said' | 'now' | 'next';

function stateOf(sentence: number, at: SpokenAt | null): SentenceState {
  if (at === null || sentence < at.sentence) return 'said';
  return sentence === at.sentence ? 'now' : 'next';
}

interface SentenceProps {
  readonly sentence: AnswerSentence;
  readonly state: SentenceState;
  readonly word: number;
}

function Sentence({ sentence, state, word }: SentenceProps) {
  const words = sentence.text.split(CAPTION_SPACES).filter((one) => one !== '');
  return (
    <span className="sentence" data-sentence={sentence.sentence}>
      {words.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one sentence never reorder
        <span key={i}>
          <span className="word" data-state={state === 'now' ? wordState(i, word) : state}>
            {text}
          </span>
          {i < words.length - 1 && ' '}
        </span>
      ))}
    </span>
  );
}

function wordState(index: number, current: number): SentenceState {
  if (index < current) return 'said';
  return index === current ? 'now' : 'next';
}

/** A spoken word takes three times as long. */
const LOOK_MS = 60;

/** Follows the loudspeaker; renders again only when another word begins. */
function useSpokenAt(turn: Turn): SpokenAt | null {
  const guest = useGuest();
  const [at, setAt] = useState<SpokenAt | null>(null);
  useEffect(() => {
    const look = () => {
      const position = guest.position();
      const sentence = position?.turn === turn.turn ? turn.sentences.find((one) => one.sentence === position.sentence) : undefined;
      const now =
        sentence === undefined || position === null ? null : { sentence: sentence.sentence, word: wordIndexAt(sentence, position.ms) };
      setAt((old) => (old?.sentence === now?.sentence && old?.word === now?.word ? old : now));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [guest, turn]);
  return at;
}
