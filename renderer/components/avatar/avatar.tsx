import { useT } from '../../i18n/i18n.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { BlossomFace } from './blossom-face.tsx';
import { VrmFace } from './vrm/vrm-face.tsx';

/** The kiosk's presence: a face that listens, thinks and speaks. The blossom, or the venue's own model. */
export function Avatar({ size }: { readonly size: 'hero' | 'stage' }) {
  const t = useT();
  const activity = useScreen((s) => s.activity);
  const name = useScreen((s) => s.kiosk?.companionName ?? '');
  const model = useScreen((s) => s.kiosk?.look?.theme?.avatar.model);
  const label = t('avatar.label', { name, activity: t(`activity.${activity}`) });
  return (
    <div className={`avatar avatar--${size}`} data-testid="activity" data-activity={activity} role="img" aria-label={label}>
      {model === undefined ? (
        <BlossomFace />
      ) : (
        <VrmFace key={model} url={model}>
          <BlossomFace />
        </VrmFace>
      )}
    </div>
  );
}
