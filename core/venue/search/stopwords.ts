/** Words of a question that say nothing about what is looked for, in the languages guests use. */
const ENGLISH = `a an the this that these those is are was were be been am do does did done can could will would shall should may might must
 i me my mine we us our you your it its he him his she her they them their there here
 to of in on at by for from with without about into onto over near nearest closest next nearby around close
 and or but so if then than as not no yes please thanks thank hello hi hey ok okay um uh er erm well just maybe also too very really
 where wheres what whats when whens who whos whom which why how whys hows find finding found get getting got go going gone come coming take takes taking
 show tell give say see look looking want wanted need needed like know want have has had having any some something somewhere someone anything anyone anywhere
 much many long far more most little bit kind sort thing things place places one way directions direction
 now today tonight tomorrow currently right time happening called named name let lets im id ive youre whatre
 speak speaks speaking hear open opens opened close closes closed still until till start starts starting begin begins end ends
 available possible located location reach use using best good explain describe information info kiosk foyer venue`;
const GERMAN = `der die das den dem des ein eine einen einem einer eines ist sind war waren bin bist sein gibt gibts es ich mich mir mein meine wir uns unser
 du sie er ihr ihnen man und oder aber wenn dann als auch nicht kein keine keinen ja nein bitte danke hallo guten tag
 wo was wann wer wen wem wie warum welche welcher welches wohin woher finde finden findet komme kommen kommt gehe gehen geht zum zur zu von vom im in am an auf aus bei mit nach fur fuer uber ueber um bis
 kann konnen koennen konnte konnten mochte moechte will wollen brauche brauchen suche suchen haben habe hat etwas irgendwo hier da dort nachste nachsten naechste naechsten nahe
 spricht sprechen offen geoffnet geschlossen schliesst offnet beginnt anfangt endet
 viel viele lange weit mehr jetzt heute morgen gerade bitteschon sag sagen zeig zeige zeigen nenne sich so noch mal denn doch ort weg`;

export const STOPWORDS: ReadonlySet<string> = new Set(`${ENGLISH} ${GERMAN}`.split(/\s+/).filter((word) => word !== ''));
