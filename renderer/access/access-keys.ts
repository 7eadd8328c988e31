import type { AccessCommand, AccessKeys } from '../../core/contract/access.ts';

/** Keys of a usual keyboard or tactile keypad, as KeyboardEvent.key or .code says them. None of them types anything. */
export const USUAL_KEYS: AccessKeys = {
  next: ['ArrowDown', 'ArrowRight'],
  previous: ['ArrowUp', 'ArrowLeft'],
  help: ['F1', 'Help'],
  where: ['F2'],
  repeat: ['F3'],
  audio: ['F4'],
  slower: ['F6'],
  faster: ['F7'],
  softer: ['F8', 'AudioVolumeDown'],
  louder: ['F9', 'AudioVolumeUp'],
  panel: ['F10'],
  curtain: ['F12'],
};

export interface KeyMap {
  commandFor(event: Pick<KeyboardEvent, 'key' | 'code'>): AccessCommand | null;
  /** The first key of a command, as it is said to the guest. */
  keyFor(command: AccessCommand): string | null;
}

export function createKeyMap(own: AccessKeys = {}): KeyMap {
  const keys: AccessKeys = { ...USUAL_KEYS, ...own };
  const commands = new Map<string, AccessCommand>();
  for (const [command, names] of Object.entries(keys)) for (const name of names) commands.set(name, command as AccessCommand);
  return {
    commandFor: ({ key, code }) => commands.get(key) ?? commands.get(code) ?? null,
    keyFor: (command) => keys[command]?.[0] ?? null,
  };
}
