import { CircleCheck, CircleHelp, CircleX, Clock } from 'lucide-react';
import type { PlaceView } from '../../../core/contract/index.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Badge } from './card-frame.tsx';

const LOOK = {
  open: { tone: 'good', icon: CircleCheck },
  'closing-soon': { tone: 'soon', icon: Clock },
  closed: { tone: 'bad', icon: CircleX },
  unknown: { tone: 'plain', icon: CircleHelp },
} as const;

export function OpenBadge({ place }: { readonly place: PlaceView }) {
  const t = useT();
  if (place.openState === 'unknown' && place.hoursText === undefined) return null;
  const { tone, icon: Icon } = LOOK[place.openState];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {place.hoursText ?? t(`open.${place.openState}`)}
    </Badge>
  );
}
