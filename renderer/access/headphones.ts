/** Outputs that only one person hears, in the languages in which systems name them. */
const PRIVATE =
  /head ?phone|head ?set|ear ?(phone|bud|piece)|kopfh(ö|oe)rer|casque|[ée]couteur|auricular|cuffi|سماع|ヘッドホン|ヘッドフォン|イヤホン/i;

type Outputs = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>;

export interface HeadphoneEvents {
  readonly onIn: () => void;
  readonly onOut: () => void;
}

/** Tells when headphones are plugged in or out while the page is open. Those there from the beginning tell nothing about a guest. */
export function watchHeadphones({ onIn, onOut }: HeadphoneEvents, devices: Outputs | undefined = navigator.mediaDevices): () => void {
  if (devices === undefined) return () => {};
  let known: ReadonlySet<string> | null = null;
  let closed = false;
  const look = async () => {
    const all = await devices.enumerateDevices().catch(() => []);
    if (closed) return;
    const now = new Set(
      all
        .filter(({ kind, label, deviceId }) => kind === 'audiooutput' && deviceId !== 'default' && PRIVATE.test(label))
        .map((one) => one.deviceId),
    );
    const before = known;
    known = now;
    if (before === null) return;
    if ([...now].some((id) => !before.has(id))) onIn();
    else if (before.size > 0 && now.size === 0) onOut();
  };
  const onChange = () => void look();
  void look();
  devices.addEventListener('devicechange', onChange);
  return () => {
    closed = true;
    devices.removeEventListener('devicechange', onChange);
  };
}
