import type { GoalWords } from './goal-words.ts';

const BOOK =
  '(?:book|booked|booking|bookings|reserve|reserved|reserving|reservation|reservations|save|keep|hold|sign|put|register|enrol|get|have|join|want|need|like|squeeze)';
const OURS = '(?:my|our|the|that|this|it|a)';

export const GOAL_WORDS_EN: GoalWords = {
  wants: [
    [
      'cancel-booking',
      new RegExp(
        `\\b(?:cancel|call off|get rid of) (?:\\w+ ){0,2}?(?:booking|reservation|table|tour|seats?|places?|spots?|workshop|talk)\\b|\\b(?:take|strike|cross) (?:me|us) off\\b|\\bcan not (?:make|come to|attend) (?:it|${OURS} (?:table|tour|talk|workshop))\\b`,
      ),
    ],
    [
      'change-booking',
      /\b(?:change|move|shift|push|postpone|reschedule|rebook|amend|bring forward|make) (?:\w+ ){0,2}?(?:booking|reservation|table|tour|seats?|places?)\b|\b(?:postpone|reschedule|rebook)\b|\b(?:push|move|shift|bring) (?:it|that|us|this) (?:back|forward|up)\b|\b(?:change|move|shift|push|postpone|reschedule|make) (?:it|that|the booking)(?: back)? (?:to|for|later|earlier|four|\w+ people)\b/,
    ],
    [
      'support-case',
      /\b(?:open|file|raise|create) (?:a |an )?(?:case|ticket|complaint)\b|\b(?:charged|billed|invoiced) (?:me|us|my)\b|\b(?:charged|billed) (?:\w+ )?(?:twice|double|too much|wrong)|\b(?:report|have|got|is) (?:a |an )?(?:problem|issue|complaint)\b|\b(?:want|like|need|have) to (?:complain|make a complaint)\b|\b(?:second|third) (?:night|day|time)\b.*\b(?:noise|noisy|loud|broken|dirty)\b|\bmaking (?:so much |a lot of )?noise\b|\bnot (?:been )?cleaned\b|\bkeeps (?:dropping|failing|breaking|cutting)\b/,
    ],
    [
      'lead',
      /\b(?:hold|hosting|host|have|having|organi[sz]e|organi[sz]ing|plan|planning|run|throw|celebrate|celebrating|do) (?:\w+ ){0,3}?(?:wedding|conference|off ?site|retreat|seminar|company (?:\w+ )?party|christmas party|gala|congress|trade fair|corporate event|convention|banquet|summit|birthday party)\b|\b(?:plan|planning|organi[sz]e|organi[sz]ing|hold|host|hosting) (?:\w+ ){0,4}?(?:meeting|event|training|workshop|celebration|dinner party|reception)\b|\b(?:rent|renting|hire|hiring) (?:\w+ ){0,2}?(?:room|ballroom|hall|space|venue|house|place|stand|booth)\b|\bbook (?:\w+ )?(?:whole|entire) (?:place|house|hotel|venue|restaurant)\b|\b(?:exhibit|sponsor|advertise|become a partner|become an exhibitor)\b(?=.*\b(?:here|next|your|with you|touch|like|want|interested)\b)|\b(?:get|want|need|like|send me) (?:\w+ )?(?:quote|quotation|proposal)\b|\b(?:talk|speak) to (?:\w+ )?(?:sales|events team|event team)\b|\binterested in (?:buying|a partnership|partnering|becoming|hosting|exhibiting|sponsoring|renting|hiring)\b/,
    ],
    [
      'book-tour',
      new RegExp(
        `\\b${BOOK}\\b.*\\b(?:tours?|guided (?:walk|visit)|tasting)\\b|\\b(?:for|on) (?:the )?[\\w ]{0,30}tour\\b.*\\bplease\\b|\\b(?:tickets?|places?|spots?) (?:for|on) .*tour\\b`,
      ),
    ],
    [
      'book-table',
      /\b(?:squeeze|fit|get) us in for (?:dinner|lunch|supper|brunch)\b|^(?:(?:hi|hello|a|we would like|i would like|we want) )*(?:dinner|lunch|supper) (?:for|tonight|tomorrow)\b|\b(?:have|got) (?:you )?(?:got )?(?:any )?(?:room|space) for (?:\w+ ){1,2}?(?:tonight|tomorrow|today|at|this|on|for dinner|for lunch)\b/,
    ],
    [
      'book-seat',
      new RegExp(
        `\\b${BOOK}\\b.*\\b(?:seats?|spots?|places?)\\b|\\b(?:seats?|places?|spots?) (?:for|in|at|on) \\w|\\b(?:sign|put|book|squeeze) (?:me|us|\\w+ and my \\w+|myself)(?: and \\w+(?: \\w+)?)? (?:up|down|in|into|on)\\b|\\b(?:join|register for|enrol (?:in|for)|get into|attend) (?:the |that |this )?\\w|\\b(?:spots?|places?|seats?|space|tickets?) (?:still )?(?:left|free|available) (?:on|in|for|at)\\b|\\b(?:is|are) there (?:still )?(?:a |any )?(?:seats?|places?|spots?|space|room)\\b`,
      ),
    ],
    [
      'book-table',
      /\btables? (?:for|at|in|tonight|tomorrow|today|free|by)\b|\b(?:book|reserve|get|have|want|need|like|find|arrange|organi[sz]e)\b.*\btables?\b|\b(?:book|reserve)\b.*\b(?:dinner|lunch|breakfast|brunch|restaurant)\b|\bmake (?:a |an )?(?:dinner |lunch |restaurant )?(?:reservation|booking)\b|\b(?:is|are) there (?:\w+ )?tables?\b/,
    ],
  ],
  book: /\b(book|booking|reserve|reservation)\b/,
  bookOnly:
    /^(?:(?:i|we|would|like|want|need|to|can|could|may|a|an|please|make|something|you|hi|hello|for|me|us|book|booking|reserve|reservation|d) ?)+$/,
  cancels: /\b(cancel\w*|call it off)\b/,
  names: {
    'book-table': /\b(tables?|restaurant|dinner|lunch|reservation|booking)\b/,
    'book-seat': /\b(seats?|spots?|place|workshop|talk|session|booking|reservation)\b/,
    'book-tour': /\b(tours?|booking|reservation)\b/,
    'change-booking': /\b(change|changing|booking|reservation|table|seat|tour)\b/,
    'cancel-booking': /\b(cancel\w*|booking|reservation|table|seat|tour)\b/,
    'hotel-request': /\b(request|service|towels?|taxi|cab|luggage|bags?|wake up|check ?out|pillows?|room)\b/,
    'lost-item': /\b(lost|report|thing|item)\b/,
    'found-item': /\b(found|report|thing|item)\b/,
    lead: /\b(event|enquiry|inquiry|offer|quote|wedding|conference|party|stand|meeting)\b/,
    'support-case': /\b(case|ticket|complaint|problem|issue)\b/,
  },
  leave:
    /\b(never ?mind|forget (it|that|about (it|that)|the|my|our)|leave it|drop (it|that|the)|scrap (it|that|the)|cancel (it|that|this|everything)$|do not (want|need|bother|book|do) (it|that|the|a|any)|no longer (want|need)|changed my mind|stop (it|that)|skip (it|that|the)|not any ?more|let us not|i will (ring|call|ask) (them|you|someone|myself))\b|^(cancel|stop|abort)$/,
  back: /\b(back to (the|my|our|it|that|what)|where were we|where was i|(go|carry) on( with| then|$)|continue( with|$)|as i was saying|(let us|now) (finish|get back|go on|continue)|pick up where)\b/,
  yes: /^(?:(?:oh|ok|okay|um|uh|hm+|well|great|alright|all right|perfect|lovely|good|cool|right|actually|then|fine|and) )*(?:yes|yeah|yea|yep|yup|ya|aye|sure|ok|okay|of course|go (?:on|ahead|for it)|do (?:it|that|so)|please do|please|book (?:it|that|me in)|reserve it|order it|confirm(?:ed)?|correct|right|exactly|absolutely|definitely|alright|all right|sounds (?:good|great|perfect|fine)|perfect|great|lovely|fine|that(?: is)? (?:all|it)|that is (?:right|correct|it|fine|good|great|perfect|ok)|that works|that one|that would be \w+|report (?:it|that)|send it|i do|i would|why not|by all means|yes)\b/,
  yesBut: /\b(but|not|no|wait|what|how|when|where|which|why|who|instead|rather|maybe|later|do not|first|though|if|unless|think about)\b/,
  change:
    /\b(no|nope|actually|instead|rather|make (it|that|this)|change (it|that)|i mean|i meant|i said|sorry|wait|correction|not|better|switch|could we (do|say|make)|let us (do|say|make))\b/,
  swap: /\b(make (it|that|this)|instead|rather|change|move|switch|better|(could|can) we (do|say|have)|let us (do|say|have)|i meant|i said)\b/,
  asks: /^(?:(?:ok|okay|so|and|but|wait|hold on|one moment|oh|um|hang on|before that|first|quick question|also|by the way|sorry|thanks|thank you) )*(where|what|when|which|who|why|how|is|are|do|does|did|can|could|may|will|would|has|have|show|tell|take)\b/,
  numbers: { sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
  partyBefore:
    /\b(?:for|party of|table of|group of|we are|we will be|there (?:are|is|will be|would be)|bringing) (?:about |around |just |only )?$/,
  partyAfter:
    /^ (?:of us|people|persons?|guests?|adults?|seats?|places?|spots?|tickets?|pax|heads|covers|in total|altogether|instead|diners|friends)\b/,
  notParty:
    /^ (?:oclock|pm|am|minutes?|hours?|days?|nights?|weeks?|euros?|dollars?|pounds?|percent|thirty|fifteen|forty|\d\d|floor|past|to|square|k|thousand|th|of (?:may|june|july|august|march|april|october|november|december|january|february|september)|january|february|march|april|may|june|july|august|september|october|november|december)\b/,
  alone: /\b(just me|only me|just myself|on my own|by myself|myself only|alone|for me|for myself|me only)\b/,
  couple: /\b(two of us|both of us|us two|me and (my|a) \w+|my \w+ and (me|i|myself)|the pair of us|a couple)\b/,
  not: /\b(?:not|no longer) (?:for |at |on )?(?:today|tonight|tomorrow|this evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d+(?::\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/g,
  morning: /\b(morning|breakfast|brunch|am)\b/,
  declines:
    /\b(rather not|do not (want|know|wish)|no idea|not sure|would not say|do not care|does not matter|skip|no contact|prefer not|none|no thanks|no thank you|anything)\b/,
};
