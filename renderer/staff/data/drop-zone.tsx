import { FolderOpen, Upload, X } from 'lucide-react';
import { type DragEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useValue } from '../../parts/value.ts';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useStaff } from '../staff-context.ts';
import { failureText } from '../use-command.ts';
import { filesDropped, filesOf } from './picked-files.ts';
import type { UploadState } from './uploader.ts';

/** Takes files and folders by drag, or by dialog for whoever does not drag. */
export function DropZone({ large = false }: { readonly large?: boolean }) {
  const t = useT();
  const { uploader, notices } = useStaff();
  const state = useValue(uploader.state);
  const [over, setOver] = useState(false);
  const busy = state.step === 'sending' || state.step === 'reading';
  useNoStrayDrops();

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    filesDropped(event.dataTransfer).then(uploader.start, () => notices.show({ tone: 'bad', text: t('drop.unreadable') }));
  };
  return (
    <section
      className="drop"
      data-large={large}
      data-over={over}
      aria-label={t('drop.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-testid="drop-zone"
    >
      {busy ? <Progress state={state} /> : <Invitation large={large} />}
      {state.step === 'failed' && <Failed state={state} />}
    </section>
  );
}

function Invitation({ large }: { readonly large: boolean }) {
  const t = useT();
  const { uploader } = useStaff();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const picked = (input: RefObject<HTMLInputElement | null>) => () => {
    const chosen = filesOf(input.current?.files ?? null);
    // The same file, corrected, can be chosen again.
    if (input.current !== null) input.current.value = '';
    void uploader.start(chosen);
  };
  return (
    <>
      <Upload aria-hidden="true" className="drop-icon" />
      <div>
        <h3 className="drop-title">{t(large ? 'drop.title' : 'drop.more')}</h3>
        <p className="quiet small">{t('drop.formats')}</p>
      </div>
      <div className="line">
        <button type="button" className={`button ${large ? 'button--ink' : 'button--paper'}`} onClick={() => files.current?.click()}>
          <Upload aria-hidden="true" />
          {t('drop.files')}
        </button>
        <button type="button" className="button button--paper" onClick={() => folder.current?.click()}>
          <FolderOpen aria-hidden="true" />
          {t('drop.folder')}
        </button>
        <input ref={files} type="file" multiple hidden data-testid="file-input" onChange={picked(files)} />
        <input ref={folder} type="file" multiple hidden webkitdirectory="" onChange={picked(folder)} />
      </div>
    </>
  );
}

/** The kiosk says how far it is; until it does, what has been sent. */
function Progress({ state }: { readonly state: Extract<UploadState, { step: 'sending' | 'reading' }> }) {
  const t = useT();
  const { uploader } = useStaff();
  const said = useScreen((s) => s.staff.progress);
  const phase = state.step === 'sending' || said === null ? 'receiving' : said.phase;
  const [done, of] = state.step === 'sending' || said === null ? [state.sent, state.bytes] : [said.done, said.of];
  return (
    <div className="drop-progress" role="status">
      <p>
        <strong>{t(`phase.${phase}`)}</strong> <span className="quiet">{said?.file ?? state.files.slice(0, 3).join(', ')}</span>
      </p>
      {/* Nothing done yet of what cannot be measured: the bar moves by itself. */}
      <progress aria-label={t('drop.progress')} max={Math.max(1, of)} {...(done > 0 && { value: done })} />
      <button type="button" className="button button--paper" onClick={uploader.cancel} data-testid="upload-cancel">
        <X aria-hidden="true" />
        {t('cancel')}
      </button>
    </div>
  );
}

function Failed({ state }: { readonly state: Extract<UploadState, { step: 'failed' }> }) {
  const t = useT();
  const { uploader } = useStaff();
  return (
    <div className="callout callout--bad drop-failed" role="alert" data-testid="upload-failed">
      <X aria-hidden="true" />
      <div>
        <strong>{t('drop.failed', { files: state.files.slice(0, 3).join(', ') })}</strong>
        <p>{failureText(t, state.failure)}</p>
        <button type="button" className="button button--quiet" onClick={uploader.dismiss}>
          {t('dismiss')}
        </button>
      </div>
    </div>
  );
}

/** A file let go beside the zone would otherwise replace the console. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const stop = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', stop);
    window.addEventListener('drop', stop);
    return () => {
      window.removeEventListener('dragover', stop);
      window.removeEventListener('drop', stop);
    };
  }, []);
}

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Chooses a folder with all that is in it. Not standard, and in every browser. */
    webkitdirectory?: T extends HTMLInputElement ? '' : never;
  }
}
