import { describe, expect, it } from 'vitest';
import { demoTalks, sayAll } from '../../../fakes/demo-talks.ts';

const NOW = '2026-05-12T17:10';
const start = demoTalks(NOW);
const saying = (lines: readonly string[], locale = 'en') => sayAll(start({ locale }), lines, locale);

describe('a lead', () => {
  it('takes an address as it is spelled aloud, and the name beside it', async () => {
    const answer = await saying([
      "we're scouting for somewhere to hold an offsite for around 40 people in September",
      'about fifteen thousand',
      'Peter Marsh, peter dot marsh at brightco dot com',
    ]);
    expect(answer).toContain('40 people, 15000, in september');
    expect(answer).toContain('(Peter Marsh, peter.marsh@brightco.com)');
  });

  it('ends kindly where no contact is given', async () => {
    expect(await saying(['do you do weddings? my daughter is getting married', "I'd rather not leave my details"])).toContain(
      'I keep nothing of it',
    );
  });

  it.each(['is there a training on lighting tomorrow', 'where is the conference', 'I am looking for the reception for speakers'])(
    'is not: %s',
    async (line) => expect(await saying([line])).not.toMatch(/budget|How many people/),
  );
});

describe('a complaint', () => {
  it.each([
    ['en', "my bathroom was filthy when we got in, I'm really not happy"],
    ['en', 'the people above us were stomping about until three in the morning'],
    ['en', "I booked a double for tonight and your desk says there's no reservation"],
    ['en', 'my invoice is wrong'],
    ['it', 'il conto è sbagliato, mi avete messo una bottiglia che non ho bevuto'],
  ])('%s: %s', async (locale, line) => {
    expect(await saying([line], locale)).toMatch(/open a case|aprire un caso/);
  });

  it('is asked about and closed', async () => {
    const lines = ['my bathroom was filthy when we got in', 'yes', 'did anything come of my complaint?'];
    expect(await saying(lines)).toContain('still open');
    expect(await saying([...lines, "it's sorted, you can close it", 'yes'])).toContain('Closed');
  });
});

describe('a request by what is needed', () => {
  it.each([
    ['en', 'the shower only runs cold', /Repairs in your room.*pass on/s],
    ['en', "the telly won't switch on in room 412", /Repairs in your room.*pass on/s],
    ['en', "we've a baby with us and nothing for her to sleep in", /Baby cot.*pass on/s],
    ['en', "we've run out of loo roll in 119", /Toiletries.*pass on/s],
    ['en', 'I have to be up at six tomorrow', /Wake-up call.*pass on/s],
    ['de', 'bei uns im bad läuft das wasser nicht ab', /Reparatur im Zimmer.*weitergeben/s],
    ['it', 'potete portarmi una culla in camera 210', /cot.*trasmettere/s],
  ])('%s: %s', async (locale, line, answer) => {
    expect(await saying([line], locale)).toMatch(answer);
  });

  it('is none where it is asked about', async () => {
    expect(await saying(['is the water in the pool cold'])).not.toContain('Repairs');
  });

  it('is none where a person is wanted', async () => {
    expect(await saying(["this isn't helping, can I just speak to a human being"])).toContain('call a member of staff');
  });
});

describe('danger in odd words', () => {
  it.each([
    "my husband's gone all grey and he's clutching his chest",
    "a lady's gone down by the bar and she's not answering",
    "my mate's just keeled over",
    "there's a funny burning smell coming out of the lift",
  ])('%s', async (line) => expect(await saying([line])).toContain('112'));

  it('is none in cold soup', async () => {
    expect(await saying(['the soup is cold and the waiter is not answering'])).not.toContain('112');
  });
});
