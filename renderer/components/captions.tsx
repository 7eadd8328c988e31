import { useEffect, useState } from 'react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import type { AnswerSentence, Turn } from '../store/screen-state.ts';
import { latestTurn } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';
import { type SpokenAt, wordIndexAt } from './spoken-word.ts';

/** What the guest said: live while they speak, then as the kiosk took it. */
export function GuestCaption() {
  const t = useT();
  const partial = useScreen((s) => s.partial);
  const hint = useScreen((s) => s.hearingHint);
  const question = useScreen((s) => latestTurn(s)?.question ?? null);
  const text = partial !== '' ? partial : question;
  return (
    <div className="caption-guest" data-testid="captions-guest" data-live={partial !== ''} role="status">
      {hint !== null ? (
        <p>{hint}</p>
      ) : (
        text !== null && (
          <p>
            <span className="caption-who">{t('talk.youAsked')}</span>
            <q>{text}</q>
          </p>
        )
      )}
    </div>
  );
}

/** What the kiosk says, sentence by sentence, the word on its lips marked. */
export function KioskCaption() {
  const turn = useScreen(latestTurn);
  const shown = useScreen((s) => s.ui.captionsOn);
  const length = turn?.sentences.reduce((sum, one) => sum + one.text.length, 0) ?? 0;
  const size = length < 90 ? 'short' : length < 170 ? 'medium' : length < 420 ? 'long' : 'longest';
  return (
    <div className="caption-kiosk" data-testid="captions-kiosk" data-size={size} data-shown={shown}>
      {shown && turn !== null && <SpokenText key={turn.turn} turn={turn} />}
      <div className="visually-hidden" role="log" aria-live="polite">
        {turn?.sentences.map((one) => (
          <p key={one.sentence}>{one.text}</p>
        ))}
      </div>
    </div>
  );
}

function SpokenText({ turn }: { readonly turn: Turn }) {
  const at = useSpokenAt(turn);
  const speaking = at !== null;
  return (
    <p aria-hidden="true" data-speaking={speaking}>
      {turn.sentences.map((one) => (
        <Sentence key={one.sentence} sentence={one} state={stateOf(one.sentence, at)} word={at?.sentence === one.sentence ? at.word : -1} />
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
  const words = sentence.text.split(/\s+/).filter((one) => one !== '');
  return (
    <span className="sentence">
      {words.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one sentence never reorder
        <span key={i}>
          <span className="word" data-state={state === 'now' ? wordState(i, word) : state}>
            {text}
          </span>{' '}
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
