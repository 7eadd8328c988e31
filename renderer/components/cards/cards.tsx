import { ChevronDown } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { shownCards } from '../../store/selectors.ts';
import { useScreen } from '../../store/use-screen.ts';
import { prefersReducedMotion } from '../use-reduced-motion.ts';
import { AnswerCard } from './answer-card.tsx';

/** The cards of the answer. Where they do not fit, a button says so: nobody guesses that a screen scrolls. */
export function Cards() {
  const t = useT();
  const turn = useScreen((s) => shownCards(s).turn);
  const cards = useScreen((s) => shownCards(s).cards);
  const ref = useRef<HTMLElement>(null);
  const more = useHidesMore(ref);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn begins at its top
  useEffect(() => {
    // In braces: newer Chromium returns a promise from scrollTo, which is no clean-up.
    ref.current?.scrollTo({ top: 0 });
  }, [turn]);
  const scrollOn = () => {
    const element = ref.current;
    element?.scrollBy({ top: element.clientHeight * 0.8, behavior: prefersReducedMotion() ? 'instant' : 'smooth' });
  };
  return (
    <div className="cards-frame" data-more={more}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable with keys */}
      <section ref={ref} className="cards" data-count={cards.length} aria-label={t('talk.cards')} tabIndex={0}>
        {cards.map((card) => (
          <AnswerCard key={`${turn}:${card.id}`} card={card} />
        ))}
      </section>
      {more && (
        <button type="button" className="button button--brass cards-more" data-testid="more" onClick={scrollOn}>
          <ChevronDown aria-hidden="true" />
          {t('talk.more')}
        </button>
      )}
    </div>
  );
}

/** A sliver is not worth a button. */
const SLIVER_PX = 24;

function useHidesMore(ref: RefObject<HTMLElement | null>): boolean {
  const [more, setMore] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const look = () => setMore(element.scrollHeight - element.scrollTop - element.clientHeight > SLIVER_PX);
    const sizes = new ResizeObserver(look);
    const children = new MutationObserver(() => {
      for (const child of element.children) sizes.observe(child);
      look();
    });
    sizes.observe(element);
    for (const child of element.children) sizes.observe(child);
    children.observe(element, { childList: true, subtree: true });
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      children.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [ref]);
  return more;
}
