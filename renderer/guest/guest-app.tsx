import { useEffect } from 'react';
import { Curtain } from '../access/curtain.tsx';
import { useAccess } from '../access/use-access.ts';
import { GuestDialogs } from '../components/dialogs/guest-dialogs.tsx';
import { useMotionLevel } from '../components/motion/use-motion-level.ts';
import { LanguageProvider, useT } from '../i18n/i18n.tsx';
import { OperatorMenu } from '../operator-menu/operator-menu.tsx';
import { Attract } from '../screens/attract.tsx';
import { Conversation } from '../screens/conversation.tsx';
import { MemoryScreen } from '../screens/memory.tsx';
import { SoundCaptions } from '../sounds/sound-captions.tsx';
import { StoreContext, useScreen } from '../store/use-screen.ts';
import { useLook } from '../theme/use-look.ts';
import type { Guest } from './create-guest.ts';
import { GuestContext } from './guest-context.ts';
import { useGuestKeys } from './use-guest-keys.ts';

export function GuestApp({ guest }: { readonly guest: Guest }) {
  return (
    <GuestContext value={guest}>
      <StoreContext value={guest.store}>
        <Localised>
          <GuestScreen guest={guest} />
        </Localised>
      </StoreContext>
    </GuestContext>
  );
}

function Localised({ children }: { readonly children: React.ReactNode }) {
  const locale = useScreen((s) => s.locale);
  return <LanguageProvider locale={locale}>{children}</LanguageProvider>;
}

function GuestScreen({ guest }: { readonly guest: Guest }) {
  const operated = useScreen((s) => s.operator !== null);
  const talking = useScreen((s) => s.session !== null);
  const known = useScreen((s) => s.kiosk !== null);
  const remembers = useScreen((s) => s.memory !== null && s.memory.groups.length > 0);
  useMotionLevel();
  useLook();
  useGuestKeys(guest);
  useAccess(guest);
  const { reach, contrast, text, curtain } = useScreen((s) => s.ui.access);
  useSignsOfLife(guest);
  return (
    <div
      className="screen"
      data-screen={talking ? 'talk' : known ? 'attract' : 'connecting'}
      data-reach={reach}
      data-contrast={contrast}
      data-text={text}
      data-curtain={curtain}
    >
      <div className="backdrop" aria-hidden="true" />
      {known ? talking ? remembers ? <MemoryScreen /> : <Conversation /> : <Attract /> : <Connecting />}
      {!operated && <GuestDialogs />}
      <OperatorMenu />
      {!operated && <SoundCaptions />}
      {curtain && <Curtain />}
    </div>
  );
}

function Connecting() {
  const t = useT();
  return (
    <main className="connecting" data-testid="connecting">
      <span className="connecting-light" aria-hidden="true" />
      <p role="status">{t('connecting')}</p>
    </main>
  );
}

/** Touching and scrolling keep a session alive; the first of them also lets sound out. */
function useSignsOfLife({ actions }: Guest): void {
  useEffect(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal, passive: true, capture: true };
    const gesture = () => {
      actions.gesture();
      actions.touched();
    };
    window.addEventListener('pointerdown', gesture, options);
    window.addEventListener('keydown', gesture, options);
    window.addEventListener('wheel', actions.touched, options);
    window.addEventListener('touchmove', actions.touched, options);
    return () => controller.abort();
  }, [actions]);
}
