import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';

const NO_CHIPS: readonly { readonly id: string; readonly text: string }[] = [];

/** What the guest could say next, to touch. */
export function Chips() {
  const t = useT();
  const { actions } = useGuest();
  const own = useScreen((s) => s.session?.chips ?? NO_CHIPS);
  const openers = useScreen((s) =>
    s.session !== null && s.session.turns.length === 0 ? (s.kiosk?.openers[s.locale] ?? NO_CHIPS) : NO_CHIPS,
  );
  const chips = own.length > 0 ? own : openers;
  if (chips.length === 0) return null;
  return (
    <ul className="chips" data-testid="chips" aria-label={t('talk.chips')}>
      {chips.slice(0, 6).map((chip) => (
        <li key={chip.id}>
          <button type="button" className="chip" data-testid="chip" onClick={() => actions.ask(chip.text, 'chip')}>
            <bdi>{chip.text}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
