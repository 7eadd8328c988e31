import { nameOf, textOf } from './read-items.ts';

export interface ScreenWatch {
  /** Something on the screen is another; told when it has settled. */
  readonly onChange: () => void;
  /** A line that a screen reader would say by itself: a status, an alert. */
  readonly onNews: (text: string) => void;
  readonly onFocus: (element: HTMLElement) => void;
  /** A control was pressed, or a field holds something else. */
  readonly onPressed: (element: HTMLElement) => void;
}

/** What comes in within this time belongs together. */
const SETTLE_MS = 200;
const LIVE = '[role="alert"], [role="status"], output';
/** Said by the kiosk itself, or told by it without a pause. */
const NOT_NEWS = '.mic, .talk-words, [data-testid="mic-status"], [data-testid="idle-warning"]';

export function watchScreen({ onChange, onNews, onFocus, onPressed }: ScreenWatch): () => void {
  const told = new WeakMap<Element, string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const later = (work: () => void) => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      work();
    }, SETTLE_MS);
  };

  const news = () => {
    for (const element of document.querySelectorAll<HTMLElement>(LIVE)) {
      const text =
        element.matches('output') && element.parentElement !== null
          ? `${nameOf(element.parentElement)}: ${textOf(element)}`
          : textOf(element);
      const before = told.get(element);
      told.set(element, text);
      // What is there from the beginning is part of the picture.
      if (before !== undefined && before !== text && text !== '' && element.closest(NOT_NEWS) === null) onNews(text);
    }
  };

  const observer = new MutationObserver(() => {
    later(() => {
      onChange();
      news();
    });
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['open'] });
  news();

  const controller = new AbortController();
  const { signal } = controller;
  window.addEventListener('focusin', (event) => event.target instanceof HTMLElement && onFocus(event.target), { signal });
  for (const type of ['click', 'input'] as const) {
    window.addEventListener(
      type,
      ({ target }) => {
        const element = target instanceof Element ? target.closest<HTMLElement>('button, input') : null;
        if (element !== null) setTimeout(() => element.isConnected && element === document.activeElement && onPressed(element), SETTLE_MS);
      },
      { signal },
    );
  }
  return () => {
    if (timer !== null) clearTimeout(timer);
    observer.disconnect();
    controller.abort();
  };
}
