import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainWords } from '../../../../core/agent/understand/languages/gloss.ts';
import { languageAsked, languageOf } from '../../../../core/agent/understand/languages/tell-language.ts';
import { throughEnglish } from '../../../../core/agent/understand/languages/through-english.ts';
import { dangerIn } from '../../../../core/agent/understand/safety.ts';
import { CATALOGUES, type MessageKey, translateTo } from '../../../../core/i18n/catalogues.ts';
import { kioskMessages } from '../../../../core/kiosk/messages.ts';
import type { Venue } from '../../../../core/venue/model.ts';
import { rollVenue } from '../../../../core/venue/rolling.ts';
import { fold } from '../../../../core/venue/search/fold.ts';
import { readDemo } from '../../../assets/demo-venue.ts';
import { type GuestTalk, startGuestTalk } from '../../../fakes/guest-talk.ts';

const NOW = '2026-05-12T10:40';
const LOCALES = ['ar', 'ja'] as const;
let venue: Venue;
const talks: GuestTalk[] = [];

beforeAll(() => {
  venue = rollVenue(readDemo().venue, NOW.slice(0, 10));
});
afterEach(() => {
  for (const talk of talks.splice(0)) talk.close();
});

function start(locale: string): GuestTalk {
  const talk = startGuestTalk({ venue, now: NOW, locale, locales: ['en', ...LOCALES] });
  talks.push(talk);
  return talk;
}

const read = (code: string, text: string) => throughEnglish(code)?.(text, null).join(' ');

describe('folding', () => {
  it.each([
    ['إِلى الأمتعة', 'الي الامتعه'],
    ['١٤:٣٠', '14:30'],
    ['ﾄｲﾚ２階', 'といれ2階'],
    ['ガラス', 'がらす'],
    ['カフェ', 'かふぇ'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('a question is cut into words and read', () => {
  it.each([
    ['ar', 'وأين المطعم؟', 'and where is restaurant'],
    ['ar', 'هل المسبح مفتوح الآن؟', 'is pool open now'],
    ['ar', 'الساعة الثالثة والنصف', 'at half past 3'],
    ['ar', 'الساعة السابعة إلا ربعًا مساءً', 'at 6:45 pm'],
    ['ar', 'بدون غلوتين', 'gluten free'],
    ['ja', 'トイレはどこですか', 'where is toilet'],
    ['ja', 'といれはどこ', 'where is toilet'],
    ['ja', '午後3時半に何がありますか', 'what is on at 3:30 pm'],
    ['ja', '15時以降のワークショップ', 'after 15:00 workshop'],
    ['ja', 'ロボットについての講演はありますか', 'is there talk about robots'],
    ['ja', 'レストランは今開いていますか', 'is restaurant open now'],
  ])('%s: %s', (code, said, english) => {
    expect(read(code, said)).toBe(english);
  });

  it('a katakana word is not cut at a letter that is a particle elsewhere', () => {
    expect(read('ja', 'ラケット')).toBe('らけっと');
  });
});

describe('the language is told by its script', () => {
  it.each([
    ['أين المخرج؟', 'ar'],
    ['كيف أصل إلى Compass Room؟', 'ar'],
    ['トイレはどこですか', 'ja'],
    ['Compass Roomへの行き方', 'ja'],
    ['Where is the トイレ please, I need it', 'en'],
    ['دستشویی کجاست؟', null],
    ['洗手间在哪里', null],
  ])('%s: %s', (text, code) => {
    expect(languageOf(plainWords(text), 'en')).toBe(code);
  });

  it.each([
    ['العربية', 'ar'],
    ['هل تتكلم العربية؟', 'ar'],
    ['日本語', 'ja'],
    ['日本語でお願いします', 'ja'],
    ['Do you speak Japanese?', 'ja'],
    ['日本語のツアーはありますか', null],
  ])('%s asks for %s', (text, code) => {
    expect(languageAsked(plainWords(text), fold(text))).toBe(code);
  });
});

describe.each(LOCALES)('in %s touch alone does everything', (locale) => {
  const chips = (Object.keys(CATALOGUES.en) as MessageKey[]).filter((key) => key.startsWith('chip.') && key !== 'chip.wayTo');

  it('what a chip says is read as its English is', async () => {
    const outcomes = async (said: (key: MessageKey) => string, session: string) => {
      const found: Record<string, unknown> = {};
      for (const key of chips) {
        const talk = start(session);
        await talk.say(said('ask.directions'));
        const { outcome, cards } = await talk.say(said(key));
        found[key] = { outcome, cards: cards.map(({ kind }) => kind) };
      }
      return found;
    };
    const place = { place: 'Tideline', person: '', exhibitor: '' };
    const own = await outcomes((key) => translateTo(locale)(key, place), locale);
    const english = await outcomes((key) => translateTo('en')(key, place), 'en');
    expect(own).toEqual(english);
  });

  it('a name from a card is understood in the question around it', async () => {
    const t = translateTo(locale);
    expect((await start(locale).say(t('ask.person', { person: 'Siobhan McCarthy' }))).answer).toContain('11:30');
    expect((await start(locale).say(t('ask.exhibitor', { exhibitor: 'Keyturn' }))).answer).toContain('B1');
    expect((await start(locale).say(t('chip.wayTo', { place: 'Tideline' }))).cards[0]?.kind).toBe('place');
  });

  it('help from a person is called after a yes', async () => {
    const talk = start(locale);
    await talk.say(kioskMessages(locale)('help.question'));
    expect(talk.requests.list()).toHaveLength(0);
    await talk.say(translateTo(locale)('chip.yes'));
    expect(talk.requests.list()).toHaveLength(1);
  });
});

describe('danger', () => {
  it.each([
    ['لا أستطيع التنفس', 'medical'],
    ['حريق في المطبخ!', 'fire'],
    ['معه سكين', 'threat'],
    ['أريد أن أموت', 'distress'],
    ['النجدة!', 'medical'],
    ['息ができません', 'medical'],
    ['火事です！', 'fire'],
    ['ナイフを持った人がいます', 'threat'],
    ['死にたい', 'distress'],
    ['助けて！', 'medical'],
  ])('%s is %s', (text, danger) => {
    expect(dangerIn(plainWords(text).join(' '))).toBe(danger);
  });

  it.each(['エアコンが動きません', 'المصعد لا يعمل', 'AEDはどこですか', 'أين أجد الإسعافات الأولية؟', 'المصعد لا يتحرك'])(
    '%s is none',
    (text) => {
      expect(dangerIn(plainWords(text).join(' '))).toBeNull();
    },
  );

  it.each([
    ['ar', 'ضاعت ابنتي'],
    ['ar', 'لا أجد ابني'],
    ['ja', '娘とはぐれてしまいました'],
    ['ja', '子供が迷子です'],
  ])('a lost child is nobody’s lost property: %s, %s', async (locale, text) => {
    const talk = start(locale);
    await talk.say(text);
    expect(talk.requests.list()).toHaveLength(1);
  });
});

it.each(['أين يمكنني إرضاع طفلي؟', 'هل يوجد مكان للأطفال؟'])('%s is about no lost child', async (text) => {
  const talk = start('ar');
  await talk.say(text);
  expect(talk.requests.list()).toHaveLength(0);
});

it.each([
  ['ar', 'أضعت محفظتي', 'محفظتي'],
  ['ja', '財布をなくしました', '財布'],
  ['ja', 'ラケットを忘れました', 'ラケット'],
])('in %s what was lost is read back in the guest’s own word', async (locale, said, own) => {
  expect((await start(locale).say(said)).answer).toContain(own);
});

describe('a house with names and entries of its own in the language', () => {
  const own = (): Venue => {
    const rename = new Map([
      ['harbour-hall', { ar: 'قاعة الميناء', ja: '港ホール' }],
      ['mast', { ar: 'غرفة الصاري', ja: 'マストの間' }],
    ]);
    const [first] = venue.faqs;
    if (first === undefined) throw new Error('the demo has no FAQ');
    const entry = {
      ...first,
      id: 'bicycles',
      questions: [{ en: 'Can I bring my bicycle inside?', ar: 'هل يمكن إدخال الدراجة؟', ja: '自転車を館内に持ち込めますか？' }],
      answer: { en: 'Bicycles stay outside.', ar: 'تبقى الدراجات في الخارج.', ja: '自転車は外に置いてください。' },
      tags: [],
    };
    return {
      ...venue,
      places: venue.places.map((place) => ({
        ...place,
        name: { ...(typeof place.name === 'string' ? { en: place.name } : place.name), ...rename.get(place.id) },
      })),
      faqs: [...venue.faqs, entry],
    };
  };

  it.each([
    ['ar', 'أين قاعة الميناء؟', 'قاعة الميناء'],
    ['ar', 'كيف أصل إلى غرفة الصاري', 'غرفة الصاري'],
    ['ar', 'هل أستطيع إدخال دراجتي؟', 'تبقى الدراجات'],
    ['ja', '港ホールはどこですか', '港ホール'],
    ['ja', 'マストの間への行き方を教えてください', 'マストの間'],
    ['ja', '自転車は持ち込めますか', '外に置いて'],
  ])('%s: %s', async (locale, question, answer) => {
    const talk = startGuestTalk({ venue: own(), now: NOW, locale, locales: ['en', ...LOCALES] });
    talks.push(talk);
    expect((await talk.say(question)).answer).toContain(answer);
  });
});
