import type { Owner } from '../tools/tool.ts';

/** Whose records a guest may see: those of this session and, where they are remembered, their own. */
export function ownersOf({ owner, sessionId }: { readonly owner: Owner; readonly sessionId: string }): readonly Owner[] {
  const session: Owner = { kind: 'session', id: sessionId };
  return owner.kind === 'session' ? [session] : [session, owner];
}
