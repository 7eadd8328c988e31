/**
 * What a lexicon has to say: every phrase here has its ways of being said in each language that is read through English.
 * The engine's cues work on these phrases, so that a further language is one more file and no further code.
 */
const ASKING = [
  'where is', 'where', 'where can i', 'how do i get to', 'how far is', 'way to', 'who is', 'who', 'who is speaking', 'what is', 'what', 'which',
  'when is', 'when', 'what time', 'until what time', 'from what time', 'how long', 'how long does it take', 'how many', 'how much is', 'why',
  'is there', 'do you have', 'can i', 'i am looking for', 'show me', 'show me the way', 'take me to', 'tell me more about', 'what is it about', 'what is on',
  'what is on now', 'what is next', 'which room', 'which floor', 'what about', 'what is the', 'what can i do', 'what time is it', 'where am i',
  'tell me', 'recommend', 'are you open', 'do you close', 'do you open', 'from which', 'in which language',
] as const; // biome-ignore format: a list
const VERBS = [
  'is', 'are', 'open', 'opens', 'closes', 'closed', 'starts', 'ends', 'speaks', 'gives', 'takes place', 'cost', 'eat', 'drink', 'buy', 'find', 'leave',
  'go', 'see', 'serve', 'need', 'i need', 'i want', 'contain', 'cancelled', 'leads', 'makes', 'sells', 'lasts', 'come', 'have', 'can', 'opening hours', 'on',
] as const; // biome-ignore format: a list
const TIMES = [
  'now', 'next', 'today', 'tomorrow', 'yesterday', 'day after tomorrow', 'this morning', 'this afternoon', 'this evening', 'tonight',
  'tomorrow morning', 'tomorrow afternoon', 'tomorrow evening', 'in the morning', 'in the afternoon', 'in the evening', 'at noon', 'midnight',
  'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'january', 'february', 'march', 'april', 'may', 'june', 'july',
  'august', 'september', 'october', 'november', 'december', 'after', 'before', 'until', 'from', 'between', 'later', 'soon', 'still', 'already',
  'in an hour', 'in half an hour', 'hour', 'hours', 'minutes', 'day', 'week', 'weekend', 'christmas', 'christmas eve', 'new years day', 'breakfast',
  'lunch', 'dinner', 'in the next hour',
] as const; // biome-ignore format: a list
const LISTS = [
  'first', 'second', 'third', 'last', 'all', 'other', 'longest', 'shortest', 'nearest', 'cheapest', 'the first one', 'the second one', 'the third one',
  'the last one', 'another one',
] as const; // biome-ignore format: a list
const PLACES = [
  'toilet', 'lift', 'stairs', 'without stairs', 'escalator', 'exit', 'emergency exit', 'entrance', 'parking', 'park my car', 'restaurant', 'something to eat',
  'something to drink', 'coffee', 'cafe', 'bar', 'shop', 'gift shop', 'cash machine', 'reception', 'registration', 'information desk', 'cloakroom',
  'my coat', 'luggage', 'lockers', 'first aid', 'defibrillator', 'prayer room', 'pray', 'quiet room', 'baby changing', 'nursing room', 'playground',
  'smoking area', 'smoke', 'charge my phone', 'power outlet', 'printer', 'print', 'gym', 'pool', 'swim', 'spa', 'drinking water', 'lost property',
  'exhibition', 'terrace', 'garden', 'bus stop', 'taxi', 'tram', 'room', 'rooms', 'hall', 'floor', 'ground floor', 'first floor', 'second floor', 'third floor',
  'basement', 'building', 'stand', 'hotel', 'museum', 'library', 'theatre', 'planetarium', 'ballroom', 'kitchen', 'meeting room', 'wheelchair', 'step free',
  'press room', 'airport', 'train station', 'doctor', 'roof', 'tower', 'children',
] as const; // biome-ignore format: a list
const PROGRAMME = [
  'talk', 'talks', 'workshop', 'workshops', 'keynote', 'panel', 'concert', 'concerts', 'tour', 'tours', 'show', 'film', 'event', 'events', 'session', 'sessions',
  'programme', 'speaker', 'speakers', 'exhibitor', 'exhibitors', 'companies', 'conference', 'conference dinner', 'opening ceremony', 
  'about', 'talk about', 'by', 'for beginners', 'for children', 'party',
] as const; // biome-ignore format: a list
const FOOD = [
  'vegetarian', 'vegan', 'halal', 'kosher', 'gluten free', 'lactose free', 'gluten', 'milk', 'nuts', 'peanuts', 'eggs', 'fish', 'meat', 'shellfish',
  'soya', 'sesame', 'celery', 'mustard', 'without', 'with', 'allergic to', 'allergens', 'alcohol', 'menu', 'dish', 'dishes', 'dessert', 'starter',
  'main course', 'beer', 'wine', 'tea', 'cake', 'soup', 'drinks', 'price', 'ticket', 'adults', 'child', 'students', 'free of charge', 'hungry',
] as const; // biome-ignore format: a list
const TALK = [
  'hello', 'thank you', 'goodbye', 'yes', 'no', 'please', 'help', 'repeat', 'louder', 'slower', 'never mind', 'excuse me', 'could you tell me', 'call someone',
  'i want to talk to a person', 'i lost my', 'i found a', 'i am', 'my name is', 'wifi', 'password', 'who are you', 'how are you', 'what can you do',
  'forget what i said', 'what do you know about me', 'dog', 'take pictures', 'i use a wheelchair', 'checkout', 'checkin', 'phone', 'key', 'bag', 'how do i get there',
] as const; // biome-ignore format: a list
const HOTEL = [
  'towels', 'pillow', 'blanket', 'toothbrush', 'soap', 'iron', 'ironing', 'cot', 'hairdryer', 'broken', 'shower',
  'heating', 'air conditioning', 'laundry', 'clean my room', 'wake me up', 'late checkout',
  'early checkin', 'bring me', 'room service', 'noise next door', 'bill', 'adapter', 'luggage collection',
] as const; // biome-ignore format: a list
const GLUE = ['the', 'a', 'of', 'to', 'in', 'at', 'for', 'my', 'it', 'that', 'this', 'here', 'there', 'i', 'you', 'not', 'and', 'or', 'also', 'more', 'anything', 'any'] as const; // biome-ignore format: a list

export type Pivot = (
  | typeof ASKING
  | typeof VERBS
  | typeof TIMES
  | typeof LISTS
  | typeof PLACES
  | typeof PROGRAMME
  | typeof FOOD
  | typeof TALK
  | typeof HOTEL
  | typeof GLUE
)[number];

/** What talks may be about; left as it was said where the venue's own names have the word. */
export const TOPICS = [
  'robots', 'security', 'privacy', 'accessibility', 'artificial intelligence', 'music', 'art', 'history', 'science', 'health', 'climate', 'energy', 'education',
  'language', 'languages', 'food', 'hotels', 'locks', 'signs', 'software', 'data', 'design', 'travel', 'nature', 'bees', 'eels', 'stars', 'moon', 'water clock',
  'bridges', 'games', 'networks', 'women', 'work', 'money', 'law', 'space', 'sleep', 'noise', 'voice', 'light', 'river', 'sea', 'engine', 'curator',
  'dinosaurs', 'ships', 'trains', 'painting', 'sculpture', 'photography', 'animals', 'birds', 'war', 'cities', 'water', 'democracy', 'economy', 'medicine',
  'writing', 'reading', 'cooking', 'theatre', 'fashion', 'dance', 'future', 'internet', 'hacking',
] as const; // biome-ignore format: a list
export type Topic = (typeof TOPICS)[number];
