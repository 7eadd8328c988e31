import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

interface ConsoleProps {
  readonly testId: string;
  /** The link over the navigation, for keyboards. */
  readonly skip: string;
  readonly heading: ReactNode;
  readonly under: ReactNode;
  readonly nav: ReactNode;
  readonly foot: ReactNode;
  /** Another one is another page. */
  readonly pageKey: string;
  readonly children: ReactNode;
}

/** Navigation on the left (above, on narrow screens), one page beside it. */
export function Console({ testId, skip, heading, under, nav, foot, pageKey, children }: ConsoleProps) {
  const work = useRef<HTMLElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top, and is announced
  useEffect(() => {
    if (!first.current) work.current?.focus({ preventScroll: true });
    first.current = false;
    work.current?.scrollTo(0, 0);
    // On a narrow screen the navigation scrolls sideways.
    document.querySelector('.side-nav [aria-current="page"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pageKey]);
  return (
    <div className="console" data-testid={testId}>
      <a className="skip" href="#work">
        {skip}
      </a>
      <header className="side">
        <div className="side-brand">
          <span className="side-light" aria-hidden="true" />
          <div>
            <h1>{heading}</h1>
            <p>{under}</p>
          </div>
        </div>
        {nav}
        {foot}
      </header>
      <main className="work" id="work" ref={work} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

export interface SideEntry<Id extends string> {
  readonly id: Id;
  readonly text: string;
  readonly href: string;
  readonly Icon: LucideIcon;
  /** What waits there. */
  readonly count?: SideCount | undefined;
}

export interface SideCount {
  readonly shown: string;
  readonly spoken: string;
  /** Somebody has to do something. */
  readonly alert: boolean;
}

interface SideNavProps<Id extends string> {
  readonly label: string;
  readonly entries: readonly SideEntry<Id>[];
  readonly current: string;
  readonly onGo: (id: Id) => void;
}

export function SideNav<Id extends string>({ label, entries, current, onGo }: SideNavProps<Id>) {
  return (
    <nav className="side-nav" aria-label={label}>
      <ul>
        {entries.map(({ id, text, href, Icon, count }) => (
          <li key={id}>
            <a
              href={href}
              aria-current={id === current ? 'page' : undefined}
              data-testid={`nav-${id}`}
              data-alert={count?.alert === true ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault();
                onGo(id);
              }}
            >
              <Icon aria-hidden="true" />
              {text}
              {count !== undefined && (
                <span className="side-count">
                  <span aria-hidden="true">{count.shown}</span>
                  <span className="visually-hidden">{count.spoken}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
