import {
  CircleCheckBig,
  CircleDashed,
  Footprints,
  NotebookPen,
  PauseCircle,
  PencilLine,
  PlayCircle,
  Share2,
  Smartphone,
  Trash2,
  UserRound,
} from 'lucide-react';
import { useState } from 'react';
import type { MemoryItem, MemoryView } from '../../core/contract/index.ts';
import { CorrectDialog } from '../components/dialogs/correct-dialog.tsx';
import { HelpButton } from '../components/help-buttons.tsx';
import { Keyboard } from '../components/keyboard/keyboard.tsx';
import { MicStatus } from '../components/mic-status.tsx';
import { TalkButton } from '../components/talk-button.tsx';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { PrivacyButton } from '../privacy/privacy-button.tsx';
import { hasTalkButton, latestTurn } from '../store/selectors.ts';
import { useScreen } from '../store/use-screen.ts';

type Group = MemoryView['groups'][number];
const ICONS = { about: UserRound, wanted: CircleDashed, done: CircleCheckBig, visits: Footprints } as const satisfies Record<
  Group['id'],
  unknown
>;

/** The guest's own screen: everything known, each with where it came from, and what they can do about it. */
export function MemoryScreen() {
  const t = useT();
  const { actions } = useGuest();
  const view = useScreen((s) => s.memory);
  // Not left to read for the room: while the kiosk asks whether anybody is there, nor while codes are scanned.
  const covered = useScreen((s) => s.idleEndsAtMs !== null || s.link !== 'online' || s.memory?.codes != null || s.memory?.link != null);
  const typing = useScreen((s) => s.ui.panel === 'keyboard');
  const [correcting, setCorrecting] = useState<MemoryItem | null>(null);
  if (view === null) return null;
  const groups = view.groups.filter(({ items }) => items.length > 0);
  return (
    <div className="memory" data-testid="memory">
      <header className="memory-head">
        <h1>
          <NotebookPen aria-hidden="true" />
          {t('memory.title')}
        </h1>
        <HelpButton />
        <button type="button" className="button button--brass" data-testid="memory-close" onClick={actions.closeMemory}>
          {t('memory.close')}
        </button>
      </header>
      <main className="memory-sheet" aria-label={t('memory.title')} data-covered={covered}>
        {view.paused && (
          <p className="memory-paused" data-testid="memory-is-paused">
            <PauseCircle aria-hidden="true" />
            {t('memory.isPaused')}
          </p>
        )}
        {groups.length === 0 && <p className="memory-empty">{t('memory.empty')}</p>}
        {!covered && (
          <div className="memory-groups">
            {groups.map((group) => (
              <MemoryGroup key={group.id} group={group} onCorrect={setCorrecting} />
            ))}
          </div>
        )}
        <p className="memory-consent">
          {view.consent}
          <button type="button" data-testid="change-pin" onClick={actions.changePin}>
            {t('memory.changePin')}
          </button>
          <PrivacyButton kind="memory-privacy" />
        </p>
      </main>
      {typing ? <Keyboard /> : <MemoryFoot paused={view.paused} canLink={view.canLink === true} />}
      {correcting !== null && !covered && <CorrectDialog item={correcting} onClose={() => setCorrecting(null)} />}
    </div>
  );
}

function MemoryGroup({ group, onCorrect }: { readonly group: Group; readonly onCorrect: (item: MemoryItem) => void }) {
  const t = useT();
  const Icon = ICONS[group.id];
  const id = `memory-${group.id}`;
  return (
    <section className="memory-group" aria-labelledby={id}>
      <h2 id={id}>
        <Icon aria-hidden="true" />
        {t(`memory.group.${group.id}`)}
      </h2>
      <ul>
        {group.items.map((item) => (
          <Entry key={item.id} item={item} onCorrect={onCorrect} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ item, onCorrect }: { readonly item: MemoryItem; readonly onCorrect: (item: MemoryItem) => void }) {
  const t = useT();
  const { actions } = useGuest();
  return (
    <li className="memory-entry" data-testid="memory-entry" data-inferred={item.inferred}>
      <span className="memory-number" aria-hidden="true">
        {item.number}
      </span>
      <div className="memory-what">
        <p className="memory-text">{item.text}</p>
        <p className="memory-from">{item.from}</p>
      </div>
      {item.value !== undefined && (
        <button
          type="button"
          className="memory-act"
          data-testid="memory-correct"
          aria-label={t('memory.correctItem', { text: item.text })}
          onClick={() => onCorrect(item)}
        >
          <PencilLine aria-hidden="true" />
          <span>{t('memory.correct')}</span>
        </button>
      )}
      {item.deletable && (
        <button
          type="button"
          className="memory-act"
          data-testid="memory-delete"
          aria-label={t('memory.deleteItem', { text: item.text })}
          onClick={() => actions.deleteMemory(item.id)}
        >
          <Trash2 aria-hidden="true" />
          <span>{t('memory.delete')}</span>
        </button>
      )}
    </li>
  );
}

function MemoryFoot({ paused, canLink }: { readonly paused: boolean; readonly canLink: boolean }) {
  const t = useT();
  const { actions } = useGuest();
  const talkButton = useScreen(hasTalkButton);
  const said = useScreen((s) => latestTurn(s)?.sentences.at(-1)?.text ?? '');
  const Icon = paused ? PlayCircle : PauseCircle;
  return (
    <footer className="memory-foot">
      <div className="memory-voice">
        {talkButton ? <TalkButton /> : <MicStatus />}
        <p className="memory-said" role="log" aria-live="polite" data-testid="memory-said">
          {said !== '' ? said : t('memory.say')}
        </p>
      </div>
      <div className="memory-acts">
        <button type="button" className="button button--help" data-testid="memory-export" onClick={() => actions.exportMemory('text')}>
          <Smartphone aria-hidden="true" />
          {t('memory.export')}
        </button>
        {canLink && (
          <button type="button" className="button button--help" data-testid="memory-link" onClick={actions.linkElsewhere}>
            <Share2 aria-hidden="true" />
            {t('memory.link')}
          </button>
        )}
        <button
          type="button"
          className="button button--help"
          data-testid="memory-pause"
          aria-pressed={paused}
          onClick={() => actions.pauseMemory(!paused)}
        >
          <Icon aria-hidden="true" />
          {t(paused ? 'memory.resume' : 'memory.pause')}
        </button>
        <button type="button" className="button button--help" data-testid="memory-erase" onClick={actions.eraseMemory}>
          <Trash2 aria-hidden="true" />
          {t('memory.erase')}
        </button>
      </div>
    </footer>
  );
}
