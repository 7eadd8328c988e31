/** What is read out: said at a kiosk, in no test set and no fixture. `names` are names of the demo venue in it, as the venue spells them. */
export interface Sentence {
  readonly text: string;
  readonly names?: readonly string[];
}

const plain = [
  'is there somewhere quiet where i can make a phone call',
  'my suitcase has not arrived yet',
  'can you recommend something for children',
  'what is the soup today',
  'i would like to book a table for four',
  'how long does it take to walk to the river',
  'are there any seats left for the afternoon session',
  'please speak a little slower',
  'i think somebody took my umbrella',
  'does the bus stop in front of the hotel',
  'which lift goes to the second floor',
  'can i pay with my phone',
  'where do they hand out the badges',
  'is the water in the pool warm',
  'i cannot find my key card',
  'what languages do you speak',
  'is there a doctor in the building',
  'the light in the bathroom is broken',
  'how many people fit in the big hall',
  'could i have an extra blanket',
  'when is the next coffee break',
  'i am looking for a present for my daughter',
  'is the garden open in the evening',
  'tell me more about the second talk',
  'where can i charge my wheelchair',
  'what happens if it rains',
  'do you have oat milk',
  'i need a room with a projector',
  'who can help me with my microphone',
  'thank you that was very helpful',
  'can i leave my coat here',
  'how do i turn on the heating',
  'is it possible to stay one more night',
  'where did the tour start',
  'we are six adults and two children',
  'i forgot my password',
] as const;

const named: readonly Sentence[] = [
  { text: 'is there a table free at tideline', names: ['Tideline'] },
  { text: 'how do i find the lantern ballroom from here', names: ['Lantern Ballroom'] },
  { text: 'please take me to the sextant room', names: ['Sextant Room'] },
  { text: 'what is being shown at porter robotics', names: ['Porter Robotics'] },
  { text: 'i have a meeting with amara okafor', names: ['Amara Okafor'] },
  { text: 'which room is lena brandt in', names: ['Lena Brandt'] },
  { text: 'has david lindqvist already spoken', names: ['David Lindqvist'] },
  { text: 'i would love to hear priya raghunathan', names: ['Priya Raghunathan'] },
  { text: 'does the ember grill have fish', names: ['Ember Grill'] },
  { text: 'are dogs allowed in the green galley', names: ['Green Galley'] },
  { text: 'where can i meet the people from keyturn', names: ['Keyturn'] },
  { text: 'is ingrid solberg on stage after lunch', names: ['Ingrid Solberg'] },
];

export const SENTENCES: readonly Sentence[] = [...plain.map((text) => ({ text })), ...named];
