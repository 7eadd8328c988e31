import type { Language } from './language.ts';

/** English; read by cues-en.ts. */
export const EN: Language = {
  code: 'en',
  names: ['english', 'englisch', 'anglais', 'ingles', 'inglese'],
  marks: {
    plain:
      'i is where how the and not a an there when with on please can me my have has who which for to at in of do does what are it this that english am you need next today tomorrow thanks hello about show get',
    sure: '',
  },
  speak: '(speak|in|talk|use|switch to|change to|do you speak)',
  emergency: {
    dangers: {
      distress:
        'kill myself|killing myself|end my life|ending my life|suicid\\w*|want to die|wanna die|hurt myself|harm myself|self harm|do not want to live|no reason to live|end it all|take my own life|cutting myself|better off dead',
      medical:
        'clutch\\w* (at )?(his|her|my|their|the) (chest|heart|throat|stomach)|(gone|going|went|turned|turning|looks?) (all |very |so |completely )*(grey|gray|white|purple|limp)\\b(?= (and|in the face|all)|$)|(man|woman|lady|guy|gentleman|person|someone|somebody|he|she|husband|wife|mum|mother|dad|father|child|kid|boy|girl|baby|friend|colleague) (has |have |s |is |just )*(gone down|keeled over|dropped to the (floor|ground)|blacked out|out cold)|(gone|went|fell|fallen|lying|is|was) (down|over|on the (floor|ground))\\b.*\\bnot (answering|waking|talking|conscious|coming round)|keel(ed|ing) over|(white|grey|gray|pale|blue)\\b.*\\bnot (answering|waking|talking|conscious|coming round)|can not wake (him|her|them)( up)?|(struggling|gasping) (to breathe|for (breath|air))|blood everywhere|lost consciousness|face (is |has |s )?(\\w+ )?(drooping|dropped)|(throat|tongue|face|lips?|airways?) (\\w+ )?(is|are|has|have|keeps?)? ?(\\w+ )?(swelling|swollen|swelled|closing)( up)?|heart attack|cardiac|chest pains?|can not breathe|cannot breathe|cant breathe|not breathing|stopped breathing|unconscious|passed out|fainted|collapsed|having a (stroke|seizure|fit)|seizure|is choking|am choking|choking|overdose|anaphyla\\w*|allergic (reaction|shock)|bleeding|(call|need|get) (an |a )?(ambulance|paramedics?|doctor|medic)|ambulance|medical emergency|(broke|broken) (my|his|her) (leg|arm|hip)|(is|am) (badly |seriously )?(hurt|injured)|someone (is )?(hurt|injured|fell|has fallen|is sick|is ill)|going into labou?r|had a stroke|waters? (have |has |just )*(broken|broke)|call (911|112|999|9 1 1|1 1 2|9 9 9|nine one one|nine nine nine|one one two)|(is|are|am|does|do) not (moving|responding|respond|waking up|wake up)|unresponsive|(can not|cannot) get up|turn(ing|ed) blue|swallowed (something|a |an |the |some |bleach|poison|pills|batter\\w+)|(someone|somebody|he|she|they|kid|child|boy|girl|man|woman|son|daughter|husband|wife|friend|baby|person) (is |are |s )?drowning|drowning in the (pool|sea|lake|water|river|spa|bath)|too many (pills|tablets)|poisoned|(man|woman|person|someone|somebody|guy|lady|child|kid|boy|girl|he|she) (is |was |s |just )*(lying|laying|lies) (\\w+ ){0,2}(floor|ground)|had a (bad|nasty|terrible|serious) (fall|accident)|(fell|fallen) (down|off) (the |a |some )?(stairs|escalator|steps|balcony|stage|ladder)',
      fire: '(funny|strange|weird|odd|bad|horrible|strong) (burning|burnt|smoky|gas) smell|burning smell|smell of (smoke|gas|burning)|(smoke|sparks|flames) (is |are )?(pouring|coming|billowing)|(bins?|curtains?|kitchen|car|lift|room|bed|oven) (is|are) (on fire|in flames)|something (is )?smoulder\\w*|there is a fire|(there is|there are|i see|i can see|we see|so much) (\\w+ ){0,2}(smoke|flames)\\b|(smoke|flames) (in|from|coming|everywhere|on)\\b|fire in the|(?<!\\b(band|party|talk|dj|show|concert|crowd|team|singer|speaker|atmosphere|mood) (is|was|are|were) )on fire(?! tonight)|building is burning|something is burning|(i|we|you) (can |could )?smell (smoke|gas|burning|fire)|smells? (of|like) (smoke|gas|burning)|^fire( fire)*$|gas leak',
      threat:
        '(he|she|they|someone|somebody|man|men|woman|guy|person|boy|girl|teenager) (\\w+ ){0,3}(has|have|had|with|got|pulled|holding|carrying|waving) (\\w+ ){0,2}(gun|knife|weapon|bomb|pistol|rifle|machete)|there is a bomb|bomb threat|(is|are|being|am|was|were|got|been) (being |just |almost )*(attacked|assaulted|threatened|robbed|mugged|stabbed|stalked|followed|harassed|raped|beaten up)|(attacked|assaulted|robbed|mugged|threatening|threatened|following|followed|stalking|harassing|groped|touching|punched|slapped|strangled|kicked|raped|stabbed) (me|us)|(hit|hits|hitting|beat|beats|beating) me(?! (with|up|again|to it))|(someone|somebody|he|they|man|guy) (is|are|s) shooting|active shooter|gunshots?|shots fired|started shooting|stabbed (someone|somebody|him|her)|someone is (fighting|threatening)|call (the )?(police|cops)',
    },
    bare: '(help )*(emergency|this is an emergency|it is an emergency|help help( help)*)( help)*',
    only: {
      asks: 'where|what|is there|do you have|in case|how do i (report|call)',
      about:
        'defibrillator|aed|first aid|in an emergency|in case of|evacuation|assembly|ambulance (entrance|bay|cost\\w*|exhibition)|fire exit|emergency exit',
    },
    ahead:
      '(what happens|what (should|do|can) (i|we|you) (do )?(in|if|when|for)|who (do|should|can) (i|we) (call|contact|ask)|how do (i|we) (report|reach)|is there (a|an) (doctor|nurse|paramedic|medic)|do you have (a|an) (doctor|nurse|paramedic|medic|first aider)|where (is|can i find) (the|a|an) (doctor|nurse|medic|first aid))',
    happening:
      'help|hurry|quick|quickly|now|right away|breathing|collapsed|unconscious|bleeding|dying|my (wife|husband|child|son|daughter|friend|mother|father)',
    information:
      'what (do|should) (i|we) do (in|if)|in case of|in an emergency|emergency (number|exit|information|plan|contact)s?|evacuat\\w*|assembly (point|area)|fire alarm',
  },
  lexicon: null,
};
