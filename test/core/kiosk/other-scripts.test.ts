import { describe, expect, it } from 'vitest';
import { consentWord } from '../../../core/kiosk/guest-words/consent-words.ts';
import { memoryCommand } from '../../../core/kiosk/guest-words/memory-words.ts';
import { pinWord } from '../../../core/kiosk/guest-words/pin-words.ts';

describe('a guest’s own memory, in Arabic and Japanese', () => {
  it.each([
    ['ماذا تعرف عني؟', { do: 'show' }],
    ['انسَني', { do: 'erase' }],
    ['تذكَّر من جديد', { do: 'resume' }],
    ['لا تسجل شيئًا', { do: 'pause' }],
    ['أريد تغيير رمزي السري', { do: 'pin' }],
    ['私について何を知っていますか', { do: 'show' }],
    ['私のことを忘れてください', { do: 'erase' }],
    ['また覚えてください', { do: 'resume' }],
    ['暗証番号を変更したいです', { do: 'pin' }],
    ['أريد أن أتابع المحادثة على هاتفي', { do: 'link' }],
    ['هل يمكنني المتابعة على الجوال؟', { do: 'link' }],
    ['اربط هاتفي من فضلك', { do: 'link' }],
    ['أعطني رمز الربط', { do: 'link' }],
    ['スマホで続けたいです', { do: 'link' }],
    ['携帯電話で会話を続けてもいいですか', { do: 'link' }],
    ['別のチャネルで続きを話したい', { do: 'link' }],
    ['スマートフォンと連携してください', { do: 'link' }],
    ['連携コードをください', { do: 'link' }],
    ['أين أشحن هاتفي؟', null],
    ['كيف يمكنني ربط هاتفي بالواي فاي؟', null],
    ['أضعت هاتفي في المطعم', null],
    ['携帯を充電できる場所はどこですか', null],
    ['スマホをなくしました', null],
    ['携帯に接続できるWi-Fiはありますか', null],
    ['電話で予約できますか', null],
    ['أين الحمام؟', null],
    ['トイレはどこですか', null],
  ])('%s', (text, command) => {
    expect(memoryCommand(text, false)).toEqual(command);
  });

  it.each([
    ['احذف رقم 2', { do: 'delete', number: 2 }],
    ['احذف الثاني', { do: 'delete', number: 2 }],
    ['غيّر 3 إلى نباتي صرف', { do: 'correct', number: 3, value: 'نباتي صرف' }],
    ['اقرأه لي', { do: 'read' }],
    ['تم', { do: 'close' }],
    ['2番を削除してください', { do: 'delete', number: 2 }],
    ['三を消して', { do: 'delete', number: 3 }],
    ['1をビーガンに変更してください', { do: 'correct', number: 1, value: 'ビーガン' }],
    ['閉じてください', { do: 'close' }],
  ])('on the screen: %s', (text, command) => {
    expect(memoryCommand(text, true)).toEqual(command);
  });
});

it.each([
  ['تذكرني من فضلك', false, 'remember'],
  ['هذه الزيارة فقط', false, 'visit'],
  ['لا تتذكرني', false, 'visit'],
  ['ماذا ستحتفظ؟', false, 'what'],
  ['نعم', true, 'remember'],
  ['نعم', false, null],
  ['覚えておいてください', false, 'remember'],
  ['今回だけでお願いします', false, 'visit'],
  ['覚えないでください', false, 'visit'],
  ['何を保存しますか', false, 'what'],
  ['いいえ', true, 'visit'],
  ['トイレはどこですか', true, null],
])('consent: %s', (text, bare, word) => {
  expect(consentWord(text, bare)).toBe(word);
});

it.each(['أريد أن أقول رمزي', '暗証番号を声で伝えます'])('a PIN that is to be spoken: %s', (text) => {
  expect(pinWord(text, false)).toBe('speak');
});
