import { z } from 'zod';
import type { SessionView } from '../contract/index.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { defineTool } from './tool.ts';
import { sessionView } from './views.ts';

export const sessionDetailsInput = z.object({ session: z.string().min(1).max(300).describe('Id or title of the session') });

export interface SessionDetailsData {
  readonly session: SessionView | null;
  readonly asked: string;
}

export const sessionDetails = defineTool({
  name: 'session_details',
  description: 'One session: when and where it is, who speaks, what it is about, whether it is cancelled.',
  input: sessionDetailsInput,
  effect: 'none',
  run(context, { session: asked }) {
    const { know, ids } = context;
    const link = know.sessions.has(asked) ? undefined : know.names.link(foldedWords(asked), new Set(['session']))[0];
    const session = know.sessions.get(link !== undefined && link.ofName >= 0.5 ? link.id : asked);
    if (session === undefined) {
      const none: SessionDetailsData = { session: null, asked };
      return { found: false, data: none, cards: [] };
    }
    const view = sessionView(session, context);
    const data: SessionDetailsData = { session: view, asked };
    return { found: true, data, cards: [{ id: ids.next(), kind: 'session', session: view }] };
  },
});
