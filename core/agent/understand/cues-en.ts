import type { Cues } from './cues.ts';

/** English ways of asking, over tidied words. A cue says what was said, not yet what is wanted. */
export const CUES_EN: Cues = {
  greeting: /^(hi|hello|hey|hiya|good (morning|afternoon|evening|day)|greetings|howdy)( there| foyer| flora| everyone)?\b/,
  thanks: /\b(thanks|thank you|thank u|cheers|much appreciated|that is (all|great|perfect)|you have been (very )?helpful|great help)\b/,
  goodbye: /\b(goodbye|good bye|bye|see you|see ya|have a (nice|good) (day|one|evening)|good night)\b/,
  howAreYou: /\b(how are you|how is it going|how do you do)\b/,
  whoAreYou: /\b(who are you|what are you$|what is your name|are you (a |an )?(robot|human|person|real|ai|machine)|who (made|built) you)\b/,
  canDo:
    /\b(what can (you|i) (do|ask)|what do you (do|know)|how (can|could) you help|what (else )?can you help|how does this work|^(please )?help me$|^help$|^i need help$|^can you help( me)?$)/,
  repeat:
    /\b(repeat|say (that|it) again|pardon|come again|what did you say|once more|one more time|i did not (hear|catch|get|understand)|^sorry$|^what$|^again$)/,
  louder: /\b(louder|speak up|volume|turn it up|can not hear|too quiet)\b/,
  slower: /\b(slower|slow down|too fast|speak more slowly)\b/,
  nevermind: /\b(never ?mind|forget it|cancel|stop|leave it|do not bother|start over|no thanks|no thank you)\b/,
  yes: /^(yes|yeah|yep|yup|sure|ok|okay|please|please do|yes please|of course|go ahead|do it|correct|right|that is right|exactly|absolutely|definitely|sounds good|why not|alright|all right|i do|i would|that would be (great|nice|good|lovely))( please| thanks| thank you| yes| do| go ahead| do it| that is right| i do| i would| that would be (great|nice))*$/,
  no: /^(no|nope|nah|not now|not really|no thanks|no thank you|do not|rather not|not yet|wrong|that is wrong|no need)\b/,
  other:
    /\b(the other (one|place|talk|session|restaurant|room)|not that( one)?|another( one)?|a different( one)?|something else|anything else|any other|others|any more|what else)\b/,
  abuse:
    /\b(fuck(ing)?|fuck you|shit|bitch|asshole|arsehole|idiot|stupid (machine|robot|thing|kiosk)|you (are|re) (stupid|useless|dumb|crap)|shut up|bastard|wanker|cunt|moron|piece of (shit|crap|junk))\b/,
  staff:
    /\b((talk|speak|chat) (to|with) (a |an |some |the |someone|somebody)? ?(person|human|real person|member of staff|staff|someone|somebody|manager|receptionist|concierge|employee)?|real person|human being|call (someone|somebody|staff|a person|the manager|security|reception)|(get|send|fetch|need|want) (me )?(someone|somebody|staff|a person|a human|a real person|the manager|a manager|security|an? employee)|member of staff|someone (to )?(help|assist|come)|help from a person|can (someone|somebody|anyone|anybody) (help|come|assist)|make a complaint|complain)\b/,
  lost: /\b(i|we|my \w+) (have |has |had |think i |may have |just )?(lost|left|misplaced|forgot(ten)?|am missing|can not find)\b|\b(i|we) can not find my\b|\bmy \w+( \w+)? (is|are|got|was|were|has been|have been) (lost|missing|gone|stolen)\b|\b(somebody|someone) (has |have |just )?(stole|stolen|taken|took|nicked) (my|our)\b/,
  found: /\bi (have )?(just )?found (a|an|this|some|somebody|someone)\b/,
  where: /\b(where|which floor|what floor|which hall|which room|what room|looking for|look for|trying to find|locate|location|situated)\b/,
  near: /\b(nearest|closest|nearby|near (here|me|by)|close by|close to (here|me)|around here|next)\b/,
  exists:
    /\b(is there|are there|do you (guys )?have|have you got|does (the|this) (venue|hotel|place|building|house) have|any|somewhere|some place|anywhere|i need|need an?|i want|i would like|i am looking|can i (get|find|have|buy|use)|could i (get|have)|i have to|have to go|i need to|want to|wanna|gotta)\b/,
  way: /\b(how (do|can|could|would|should|to) (i|we|you|one)? ?(get|go|reach|come|walk|find my way|find|head)|way (to|there)|directions?|direct me|(take|bring) (me|us) (to|there|up|down)|guide me|lead me|navigate|route|show (me|us) (the way|how to get|where|on the map)|^(ok |okay |yes |please |can you |could you |just )*(show|guide|lead|take|bring) (me|us)( please| there| it| now)*$|(want|need|have|like|trying|supposed) to (get|go|be|head|walk) (to|in|at|up|down|over)|going to the|point me|get (to|there)|walk (to|there))\b/,
  far: /\b(how far|far away|is it far|how (long|much time|many minutes) (does it take|is the walk|to walk|to get|is it to walk)|within walking)\b/,
  opens: /\b(open|opens|opened|opening|start serving)\b/,
  closes:
    /\b(close|closes|closed|closing|shut|shuts|until when|till when|how late|how long|last orders|stop serving|end|ends|until what time|finish|finishes)\b/,
  hours:
    /\b(too late for|too early for|still serv\w+|opening (hours|times?)|business hours|hours|open(ing)?|opens|closes|closed|closing( time)?|close|shuts?|how late|until when|till when|when can i (get|have|use|go)|what times? (do|does|is|are)|served|serving|serve)\b/,
  begins: /\b(start|starts|starting|begin|begins|beginning|kick off|commence|take place|happen)\b/,
  when: /\b(when|what time|at what time|what day|which day|how soon|how long until)\b/,
  programme:
    /\b(what is on|what is (happening|going on|playing|running|there to see|scheduled|planned|the (programme|program|schedule|agenda))|happening|going on|on the (programme|program|schedule|agenda)|programme|program|schedule|agenda|timetable|line ?up|what can (i|we) (still |go )?(and )?(see|watch|attend)|what (should|would|could) (i|we|you) (see|attend|recommend|suggest|do|watch)|(can|could|would) you (recommend|suggest)|recommendations?)\b/,
  talk: /\b(talks?|sessions?|lectures?|presentations?|speech|speeches|keynotes?|workshops?|panels?|tutorials?|seminars?|events?|shows?(?! (me|us|the way)\b)|concerts?|devrooms?|tracks?|class|classes|demos?|meetups?|tours?|screenings?|performances?|readings?)\b/,
  speak:
    /\b(speak|speaks|speaking|talk|talks|talking|present|presents|presenting|give|gives|giving|perform|performs|performing|host|hosts|hosting|on stage|lecture|lectures|appear|appears)\b/,
  speaker:
    /\b(speakers?|presenters?|lecturers?|who (is|are|will be|will|does)? ?(the )?(speaking|talking|presenting|speaker|speakers|giving|hosting|leading|running|teaching|performing|playing|on stage|gives|presents|speaks|talks))\b/,
  who: /\b(who|whom)\b/,
  whoIs: /\b(who (is|are)|tell me (more )?about|what do you know about|information (about|on)|info (about|on)|bio)\b/,
  about:
    /\b(about|what is (it|that|this)( one)? about|topic|cover|covers|deal with|deals with|abstract|describe|description|summary|tell me more|more (info|information|details)|details)\b/,
  count: /\b(how many|number of|count)\b/,
  first: /\b(first|earliest)\b/,
  last: /\b(last|final|latest)\b/,
  menu: /\b(menu|dish|dishes|meals?|eat at|food (at|in|does)|serve|serves|served|serving|on the card|specials?|dessert|desserts|starters?|mains?|main course|what can (i|we|a \w+) (eat|have|drink|order)|what do (they|you) (have|serve|sell)|what (food|drinks) )\b/,
  eat: /\b(eat|eating|food|hungry|lunch|dinner|supper|dine|dining|meal|restaurants?|snack|bite|starving)\b/,
  options: /\b(options?|choices?|dishes|food|something|anything|meals?|menu|have|offer|serve|serves|get)\b/,
  price:
    /\b(how much|price|prices|priced|cost|costs|expensive|cheap|cheaper|cheapest|least expensive|(you|they) charge|charge for|pay for|fee|fees|free of charge|is .* free)\b/,
  contains: /\b(contain|contains|allergens?|allergy|allergic|ingredients|made with|is there .* in|have .* in it|in it|safe for)\b/,
  exhibitor: /\b(exhibitors?|exhibiting|booths?|stands?|companies|company|vendors?|sponsors?|who (makes|sells|offers|builds|shows|does))\b/,
  service: /\b(services?|what .*(hotel|house|venue) offer|amenities|facilities)\b/,
  request:
    /\b(i (need|want|would like|would love|require)|we (need|want|would like)|can (i|we|you)|could (i|we|you)|may i|please|order|book|bring|send|get me|arrange|reserve|request|call|organi[sz]e|have .* (sent|brought))\b/,
  stepFree:
    /\b(wheel ?chair|step ?free|no stairs|without (any )?(stairs|steps)|barrier ?free|accessible|disabled|avoid (the )?(stairs|steps)|with (a|the|my) (pram|stroller|buggy|pushchair|walker|crutches)|by (lift|elevator)|take the (lift|elevator)|push ?chair|stroller)\b/,
  there: /\b(there|it|that|this|that one|this one|them|they|its|their|he|she|him|her|his)\b/,
  and: /^(and|what about|how about|so|also|ok and|okay and)\b/,
  openNow:
    /\b(open (right )?now|still open|open (at the moment|currently|late|today|tonight)|currently open|open already|already open|already closed|is .* open|are .* open|is .* closed)\b/,
  forget:
    /\b(forget (that|what|everything|all|about|it all|me|my)|delete (my|everything|what|all)|erase (my|everything|me|all)|do not remember|i am not (a )?(vegetarian|vegan|allergic)( any ?more)?|no longer (a )?(vegetarian|vegan))\b/,
  aboutMe:
    /\b(what do you (know|remember|have)( stored| saved)? (about|of|on) me|do you (remember|know|recogni[sz]e) me|what (have|did) i (told|tell|say|said)( to)? you|my (data|preferences|profile)|what is my name|remember about me)\b/,
  openThreads:
    /\b((anything|something|what|things?) (is |was |are )?(still )?(open|pending|outstanding|unresolved|left|waiting)( for me| from (last time|before|yesterday|earlier))?$|(anything|any) (news|update|updates) (for|about|on) (me|my)|any (news|update)|last time|where (did|were) we (leave|left|stop)|pick up where|my (open )?(questions?|requests?|matters?))\b/,
  settled:
    /\b(i (have )?found (it|my|them)|it is (settled|solved|sorted|resolved|fine|done)|(is|are) (sorted|solved|resolved|settled)|got it back|turned up|has been found|no longer (missing|lost|needed))\b/,
  clock: /\b(what time is it|what is the time|current time|what is the (date|day)|what day is (it|today)|which day is it)\b/,
  deictic:
    /\b(this|that|the) (talk|session|place|restaurant|room|one|speaker|workshop|keynote|stand|person|dish|bar|cafe|company|exhibitor|service|event)\b/,
};
