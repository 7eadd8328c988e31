/** Calls back when someone allows the microphone in the browser's own settings. */
export function watchPermission(allowed: () => void): () => void {
  let status: PermissionStatus | null = null;
  const changed = () => {
    if (status?.state === 'granted') allowed();
  };
  let over = false;
  navigator.permissions
    ?.query({ name: 'microphone' as PermissionName })
    .then((found) => {
      if (over) return;
      status = found;
      found.addEventListener('change', changed);
    })
    .catch(() => {
      // Browsers that do not know this permission; devicechange still retries.
    });
  return () => {
    over = true;
    status?.removeEventListener('change', changed);
  };
}
