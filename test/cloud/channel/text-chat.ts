/**
 * A text chat as an adapter in any language could be: it talks to `foyer cloud channel` over HTTP and knows nothing else of
 * Foyer. Its answers are simple; what it remembers is the companion's.
 */
export interface TextChat {
  /** One message of the guest; the answer. */
  say(text: string): Promise<string>;
}

export function createTextChat(options: { readonly url: string; readonly token: string; readonly session: string }): TextChat {
  let guest: string | null = null;

  async function post(path: string, body: object) {
    const headers = { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' };
    const response = await fetch(new URL(path, options.url), { method: 'POST', headers, body: JSON.stringify(body) });
    return { ok: response.ok, body: await response.json() };
  }

  async function greet(code: string): Promise<string> {
    const { ok, body } = await post('/v1/link', { code });
    if (!ok) return 'That code does not work. Please get a new one at the kiosk.';
    guest = body.guest;
    const { body: known } = await post('/v1/recall', { guest });
    const name = known.facts.find(({ kind }: { kind: string }) => kind === 'name')?.value;
    const open = known.threads.filter(({ status }: { status: string }) => status === 'open').map(({ topic }: { topic: string }) => topic);
    return [`Hello${name === undefined ? '' : `, ${name}`}.`, ...(open.length > 0 ? [`Still open: ${open.join('; ')}.`] : [])].join(' ');
  }

  return {
    async say(text) {
      if (guest === null) return greet(text);
      const recalled = await post('/v1/recall', { guest, question: text, k: 3 });
      if (!recalled.ok) return 'I do not know you any more. Please get a new code at the kiosk.';
      const [best] = recalled.body.turns;
      const diet = /\bI am (vegan|vegetarian)\b/i.exec(text)?.[1]?.toLowerCase();
      const answer = diet !== undefined ? `Noted: ${diet}.` : best === undefined ? 'I do not know.' : `You asked before: "${best.text}"`;
      await post('/v1/append', {
        guest,
        session: options.session,
        turns: [
          { role: 'guest', text },
          { role: 'companion', text: answer },
        ],
        ...(diet !== undefined && { facts: [{ kind: 'diet', value: diet }] }),
      });
      return answer;
    },
  };
}
