import type { Policy } from './policy.ts';

/** What the kiosk does of its own; `policy.yaml` goes over it. */
export const DEFAULT_POLICY: Policy = {
  abuse: {
    actions: ['say', 'offer-staff'],
    say: {
      en: 'I’d like to help. If something went wrong, I can call a person for you.',
      de: 'Ich möchte gern helfen. Wenn etwas schiefgelaufen ist, kann ich jemanden für Sie rufen.',
      fr: 'J’aimerais vous aider. Si quelque chose s’est mal passé, je peux appeler quelqu’un.',
      es: 'Me gustaría ayudarle. Si algo ha salido mal, puedo llamar a una persona.',
      it: 'Vorrei aiutarla. Se qualcosa è andato storto, posso chiamare una persona.',
      ar: 'أود مساعدتكم. إن حدث خطأ ما فيمكنني استدعاء شخص لكم.',
      ja: 'お役に立ちたいと存じます。不都合がございましたら、スタッフをお呼びできます。',
    },
    also: {},
  },
  'abuse-again': {
    actions: ['say', 'end'],
    say: {
      en: 'I would rather stop here. At the desk there are people who will listen to you.',
      de: 'Ich möchte hier lieber aufhören. Am Empfang hört Ihnen jemand zu.',
      fr: 'Je préfère m’arrêter là. À l’accueil, quelqu’un vous écoutera.',
      es: 'Prefiero dejarlo aquí. En recepción hay personas que le escucharán.',
      it: 'Preferisco fermarmi qui. Alla reception c’è chi la ascolterà.',
      ar: 'أفضّل التوقف هنا. في مكتب الاستقبال من يستمع إليكم.',
      ja: 'ここまでとさせていただきます。受付のスタッフがお話を伺います。',
    },
    also: {},
  },
  'self-harm': { actions: ['call-staff', 'emergency-card'], say: {}, also: {} },
  'lost-child': {
    actions: ['say', 'call-staff'],
    say: {
      en: 'Please stay right here with me. We will find each other again.',
      de: 'Bleib bitte hier bei mir stehen. Wir finden einander wieder.',
      fr: 'Restez ici, près de moi. On va se retrouver.',
      es: 'Quédese aquí, junto a mí. Vamos a encontrarnos.',
      it: 'Resti qui vicino a me. Ci ritroveremo.',
      ar: 'ابقوا هنا بجانبي من فضلكم. سنعثر على من تبحثون عنه.',
      ja: 'ここでお待ちください。きっと会えますので、ご安心ください。',
    },
    also: {},
  },
  'child-and-alcohol': {
    actions: ['say'],
    say: {
      en: 'I can’t help with alcohol for anybody under age. There is plenty to drink without it: ask me for the menu.',
      de: 'Bei Alkohol für Minderjährige kann ich nicht helfen. Es gibt viel ohne: Frag mich nach der Karte.',
      fr: 'Je ne peux pas aider pour de l’alcool destiné à des mineurs. Il y a bien d’autres boissons : demandez-moi la carte.',
      es: 'No puedo ayudar con alcohol para menores. Hay muchas bebidas sin alcohol: pregúnteme por la carta.',
      it: 'Non posso aiutare con alcolici per minorenni. Ci sono molte bevande analcoliche: mi chieda il menu.',
      ar: 'لا أستطيع المساعدة في الكحول لمن هم دون السن القانونية. هناك مشروبات كثيرة من دونه: اسألوني عن القائمة.',
      ja: '未成年の方へのお酒のご案内はできません。お酒以外の飲み物も豊富にございます。メニューをお尋ねください。',
    },
    also: {},
  },
};
