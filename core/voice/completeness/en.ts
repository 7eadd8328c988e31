import { type CompletenessWords, phrases, words } from './language.ts';

/** "I" is left out of the dangling words on purpose: "Where am I?" */
export const en: CompletenessWords = {
  fillers: words('um uh uhm umm erm er hmm hm mm'),
  openings: words('well like so also okay ok hi hello hey and but actually basically'),
  dangling: words(
    'and or but because if whether than unless although while since a an the my our their his its your every very really quite',
    'i’m i’d i’ll i’ve it’s we’re we’d there’s between into towards without past till until during per via some any this',
    'would could should might must will gonna wanna please’s',
  ),
  stranded: {
    prepositions: words('to for of in on at from with by about near'),
    openers: words('what which who whom what’s who’s where'),
  },
  beforeNumber: words('number half quarter'),
  numbered: { nouns: words('room stand booth hall gate floor level table platform'), after: words('is to in of from at on') },
  numbers: words(
    'zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    'twenty thirty forty fifty sixty seventy eighty ninety',
  ),
  modifiers: words(
    'around nearest closest next last main first second third other another same new old big small large little hot cold vegetarian vegan good best',
    'cheap cheapest quiet free opening closing double single many much more less few which what how when is are was does do did can has have',
  ),
  transitive: new Set([
    ...words('need want book find get give send bring take buy like reserve speak tell know looking go'),
    ...phrases('show me|tell me|give me|bring me|send me|call me|get me|help me find'),
  ]),
  questions: words('where what when who which how why whose where’s what’s when’s who’s how’s'),
  verbFirst: words('is are am do does did can could may will would should has have isn’t aren’t'),
  beginnings:
    phrases(`where is|where are|where’s|where can i|where can i find|where do i|what is|what are|what’s|what about|what time|what time is|who is
    |when is|when are|when does|how do i|how do i get|how can i|how about|how much|how much is|how many|how long|can i|can i get|can i have|can you
    |can you tell me|could you|could i|is there|is there an|are there|do you|do you have|do you have an|i want|i need|i need an|i would like|i’d like
    |i’m looking|i am looking|tell me|show me|i have|i am|i’m|please|my name is|my name|i would|we would like|we need|excuse me`),
  lacking: [
    /^(?:can|could|do|does|did|will|would|should|may|is|are|was|has|have|i|we|my)$/,
    /^(?:what|where|when|how|who|which|why)(?: \S+)? (?:can|could|do|does|did|is|are|was|will|would|should)$/,
    /(?:^| )(?:do|does|did|can|could|will|would|should|may|must) (?:i|you|he|she|it|we|they)$/,
    /(?:^| )(?:do|does|did) (?:the|a|an|my|your|our|this|that) \S+$/,
    /^(?:my|the|our|your|this|that) \S+(?: \S+)? (?:is|are|was|has|does)$/,
  ],
  closed:
    phrases(`yes|no|yeah|nope|yes please|no thanks|no thank you|thank you|thanks|thank you very much|help|help me|stop|cancel|goodbye|bye|okay thank you
    |that’s all|that is all|go back|repeat|repeat that|repeat that please|start over|never mind|neither|both|none`),
};
