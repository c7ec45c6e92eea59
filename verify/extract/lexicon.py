"""Words that extraction leans on, as sets; English only. Verbs are given by their base form and inflected here."""

from __future__ import annotations

DETERMINERS = frozenset("the a an this that these those its their his her our my your any each every some no another".split())
ANAPHORIC = frozenset(("the", "this", "that", "its", "their", "our", "said", "these", "those"))
SUBORDINATORS = frozenset("that which who whom whose where when while after before because although though as".split())
RELATIVES = frozenset(("that", "which", "who", "whose", "where"))
CONJUNCTIONS = frozenset(("and", "but", "or", "nor", "then", "yet"))
PREPOSITIONS = frozenset(
    "of in on at by for from to with without under over between among against about into onto within during since until till "
    "through throughout after before beyond toward towards via per upon across around near like concerning regarding despite "
    "following including amid per than as".split()
)
PRONOUNS = frozenset("i we he she they it you".split())
NEGATIONS = frozenset("not never no neither nor n't without cannot hardly".split())
BE = frozenset("is are was were be been being am".split())
PASSIVE = BE | frozenset(("got", "gets", "getting", "get"))
MODALS = frozenset("will would shall should can could may might must".split())
AUXILIARIES = BE | MODALS | frozenset("has have had having do does did".split())
HYPOTHETICAL = frozenset("would could might may should if unless whether were".split())
PLANNED_WORDS = frozenset("will shall 'll".split())
PLANS = frozenset(
    "due scheduled expected planned plans plan set slated poised hopes hope hoping wants want intends intend aims aim seeks "
    "agreed promised pledged vowed ready prepared supposed going about refused".split()
)
DEADLINES = frozenset("by until till before after since from through beyond".split())
ADVERBS = frozenset(
    "just recently only also now then finally formally officially first later earlier jointly already still again once here "
    "there today successfully unanimously nearly almost about around exactly back late early provisionally solemnly initially "
    "originally simultaneously subsequently eventually ultimately even ever soon so far ceremonially".split()
)
JOINING = frozenset("decided decide join joined joining met meet gathered voted convened moved elected chose came returned".split())
NOT_VERBS = frozenset(
    "united need hundred indeed red bed speed seed feed exceed proceed succeed breed weed shed sacred hatred kindred alleged "
    "so-called aforementioned armed unprecedented detailed advanced limited related based rogue-led led-by ed ted fred".split()
)
NOUN_FOLLOWERS = frozenset(
    "talks negotiations review reviews conference conferences alliance obligations obligation summit meeting meetings commitments "
    "anniversary text signatories signatory members member partners partner parties states process negotiators implementation "
    "deadline deadlines organization organisation secretariat committee commission terms provisions area zone monitors monitoring "
    "violations violation center centre law period team body partnership ceremony depositary verification regime supporters "
    "opponents critics discussions dialogue series vote announcement".split()
)

_REGULAR_VERBS = (
    "accept accuse achieve act add address admit adopt affirm agree aim allow announce appeal appear apply appoint approve argue "
    "arrest arrive ask assert assess assume attack attend avoid back ban base believe blame block bomb broker call cancel carry "
    "cause cease celebrate challenge change charge claim close commemorate comment commit comply concern conclude condemn conduct "
    "confirm congratulate consider constitute continue control convene cooperate cover create criticise criticize deal debate "
    "declare decline defend define delay deliver demand demonstrate denounce deny deploy describe detain determine develop die "
    "direct discuss dismiss emphasise emphasize enable encourage end endorse engage enter establish evaluate expect expire explain "
    "express extend face fail finalise finalize fire follow force fund gather govern happen help host identify impose include "
    "increase indicate inform insist inspect intend introduce invite involve issue join kill launch lift limit live maintain mark "
    "mention move name negotiate note notify object observe obtain occur offer open oppose order organise organize pass permit "
    "place plan pledge point postpone praise prepare present press prevent proceed produce prohibit promise propose protest prove "
    "provide publish pull question raise ratify reach react reaffirm receive recall recognise recognize recommend refer reflect "
    "refuse register regret reject release remain remove renew repeat replace report represent request require resolve respond "
    "restore result resume return reveal review scrap seek seem serve settle sign stage start state stay stop stress submit suggest "
    "supersede support suspend take talk target terminate test test-fire threaten tie transfer transmit travel try unveil update "
    "urge use violate visit vote vow wait warn welcome withdraw work"
).split()
_IRREGULAR = {
    "be": "is are was were been being am",
    "begin": "begins began begun beginning",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "build": "builds built",
    "come": "comes came coming",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "fall": "falls fell fallen falling",
    "find": "finds found finding",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "hammer": "hammers hammered hammering",
    "have": "has had having",
    "hear": "hears heard",
    "hold": "holds held holding",
    "ink": "inks inked inking",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lay": "lays laid laying",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "lose": "loses lost losing",
    "make": "makes made making",
    "mean": "means meant meaning",
    "meet": "meets met",
    "pay": "pays paid paying",
    "put": "puts putting",
    "quit": "quits quitting",
    "read": "reads reading",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "sell": "sells sold selling",
    "send": "sends sent sending",
    "set": "sets setting",
    "show": "shows showed shown showing",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spending",
    "stand": "stands stood standing",
    "strike": "strikes struck striking",
    "take": "takes took taken taking",
    "tear": "tears tore torn tearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "win": "wins won winning",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "write": "writes wrote written writing",
}
_BOTH_NOUN_AND_VERB = frozenset(
    "act acts address aim attack attacks ban bans base bases call calls cause change changes charge charges claim claims comment "
    "comments concern concerns control cover deal deals debate debates delay delays demand demands end face fire force forces fund "
    "funds help host increase issue issues launch launches lift limit limits mark move moves name names note notes object objects "
    "offer offers order orders pass place places plan plans pledge pledges point points present press promise promises protest "
    "protests question questions release report reports request requests result results return review reviews stage stages start "
    "state states stay stop stress support talk talks target targets test tests transfer travel update updates use vote votes "
    "visit visits wait work works visit appeal appeals question matter back open live found run set sign pay lead cause".split()
)


def inflect(base: str) -> tuple[str, ...]:
    """The forms of a verb: base, third person, past, participles."""
    if base in _IRREGULAR:
        return (base, *_IRREGULAR[base].split())
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    plural = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
    doubled = base + base[-1] if base in ("commit", "ban", "stop", "plan", "scrap", "refer", "transfer", "admit", "permit") else base
    return (base, plural, doubled + "ed", doubled + "ing")


_BASE_OF: dict[str, str] = {}
for _base in (*_REGULAR_VERBS, *_IRREGULAR):
    for _form in inflect(_base):
        _BASE_OF.setdefault(_form, _base)

VERB_FORMS = frozenset(_BASE_OF) - _BOTH_NOUN_AND_VERB - AUXILIARIES - frozenset(("including", "concerning", "following", "regarding"))
NOUNS_IN_ING = frozenset("meeting building hearing ruling opening briefing morning evening beginning understanding king spring ring thing nothing something anything everything string during".split())


def verb_forms_of(word: str) -> tuple[str, ...]:
    """All forms of the verb that `word` is a form of; only the word itself if it is no verb known here."""
    base = _BASE_OF.get(word)
    if base is None and word.endswith("ed") and len(word) > 4:
        base = word[:-1] if word[-3] in "siuzgv" or word.endswith(("ated", "ced", "ped", "red")) else word[:-2]
    if base is None:
        return (word,)
    return tuple(dict.fromkeys((word, *inflect(base))))


def is_verb(word: str) -> bool:
    """Whether a lower-case word reads as a verb: a known form, or one in -ed."""
    return word in VERB_FORMS or (word.endswith("ed") and len(word) > 4 and word not in NOT_VERBS)
