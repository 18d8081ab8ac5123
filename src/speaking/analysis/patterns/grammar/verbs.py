"""Agreement, verb forms, tense and aspect."""

from collections.abc import Iterator
from typing import TYPE_CHECKING


from speaking.analysis.patterns.grammar import words

if TYPE_CHECKING:
    from speaking.analysis.patterns.language_model import Doc, Token

Span = tuple[int, int]

_THIRD = frozenset(
    {
        "he",
        "she",
        "it",
        "everyone",
        "everybody",
        "someone",
        "somebody",
        "nobody",
        "everything",
        "something",
        "nothing",
    }
)
_OTHERS = frozenset({"i", "you", "we", "they"})
_SINGULAR_VERBS = frozenset({"is", "was", "has", "does"})
_BE = frozenset({"am", "is", "are", "was", "were", "'m", "'re"})
_ADVERBS = frozenset(
    {
        "not",
        "n't",
        "also",
        "always",
        "never",
        "only",
        "just",
        "really",
        "often",
        "usually",
        "even",
        "still",
        "already",
    }
)


def _before(token: "Token", *, skip: frozenset[str] = _ADVERBS) -> "Token | None":
    at = token.i - 1
    while at >= 0 and token.doc[at].lower_ in skip:
        at -= 1
    return token.doc[at] if at >= 0 else None


def _after(token: "Token", *, skip: frozenset[str] = _ADVERBS) -> "Token | None":
    at = token.i + 1
    while at < len(token.doc) and token.doc[at].lower_ in skip:
        at += 1
    return token.doc[at] if at < len(token.doc) else None


def _subject_before(token: "Token") -> "Token | None":
    at = token.i - 1
    while at >= 0 and token.doc[at].pos_ == "ADV" and token.doc[at].lower_ not in {"not", "n't"}:
        at -= 1
    return token.doc[at] if at >= 0 else None


def third_person(doc: "Doc") -> Iterator[Span]:
    """He, she or it without its -s: "she go", "it depend", "he have"."""
    for token in doc:
        if token.tag_ not in {"VBP", "VB"} or token.lower_ in {"'s", "let"}:
            continue
        subject = _subject_before(token)
        if subject is None or subject.lower_ not in _THIRD or subject.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        before = _before(subject)
        if before is not None and (
            before.pos_ in {"AUX", "VERB"}
            or before.lower_ in {"if", "that", "let", "and", "or", "than", "as", "whether", "lest"}
            and token.lower_ == "be"
            or before.lower_ in {"let", "that"}
            and token.tag_ == "VB"
        ):
            continue
        if token.i + 1 < len(doc) and token.nbor().lower_ in {"'d", "'ll"}:
            continue
        yield subject.i, token.i + 1


def no_third_person(doc: "Doc") -> Iterator[Span]:
    """An -s where none belongs: "they goes", "we was", "people has"."""
    for token in doc:
        if token.lower_ not in _SINGULAR_VERBS and token.tag_ != "VBZ" or token.lower_ == "'s":
            continue
        subject = _before(token, skip=_ADVERBS - {"not", "n't"})
        if subject is None:
            continue
        if subject.lower_ in _OTHERS and subject.dep_ in {"nsubj", "nsubjpass"}:
            before = _before(subject)
            if subject.lower_ == "i" and token.lower_ == "was":
                continue
            if before is not None and before.lower_ in {"and", "or", "of", "than", "between", "for", "with"}:
                continue
            yield subject.i, token.i + 1


def plural_subject(doc: "Doc") -> Iterator[Span]:
    """A plural noun with a singular verb: "the people is", "my friends likes"."""
    for token in doc:
        if token.lower_ not in _SINGULAR_VERBS and token.tag_ != "VBZ" or token.lower_ == "'s":
            continue
        subject = next((child for child in token.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None and token.dep_ in {"aux", "auxpass"}:
            subject = next(
                (
                    child
                    for child in token.head.lefts
                    if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i
                ),
                None,
            )
        if subject is None or token.i - subject.i > 2:
            continue
        plural = (
            subject.tag_ == "NNS" and subject.text.islower() and subject.lower_ not in words.PLURAL_SINGULARS
        )
        if not plural and subject.lower_ != "people":
            continue
        between = doc[subject.i + 1 : token.i]
        if any(each.tag_ in {"IN", "CC", "NN", ",", "TO", "VBG"} for each in between):
            continue
        if subject.i and doc[subject.i - 1].text.endswith("ing"):
            continue
        left = list(subject.lefts)
        if (
            any(each.tag_ in {"CD", "$", "VBG"} for each in left)
            or subject.i
            and doc[subject.i - 1].lower_ in {"of", "and", "or", "with", "in", "for"}
        ):
            continue
        yield subject.i, token.i + 1


def singular_subject(doc: "Doc") -> Iterator[Span]:
    """A singular noun with a plural verb: "my brother live", "the city are"."""
    for token in doc:
        if (
            token.lower_ not in {"are", "have", "do", "were"}
            and token.tag_ != "VBP"
            or token.lower_ in {"'ve", "'re"}
        ):
            continue
        subject = next((child for child in token.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None and token.dep_ in {"aux", "auxpass"}:
            subject = next(
                (
                    child
                    for child in token.head.lefts
                    if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i
                ),
                None,
            )
        if subject is None or subject.tag_ != "NN" or token.i - subject.i != 1:
            continue
        determined = any(each.lower_ in words.SINGULAR_DETERMINERS for each in subject.lefts)
        if (
            not determined
            or subject.lower_ in words.COLLECTIVES
            or any(child.dep_ in {"cc", "conj"} for child in subject.children)
        ):
            continue
        start = min(each.i for each in subject.lefts)
        before = doc[start - 1] if start else None
        if before is not None and (
            before.lower_
            in {"of", "and", "or", "with", "in", "for", "to", "about", "on", "by", "if", "whether", "that"}
            and before.lower_ not in {"that", "if"}
            or before.pos_ in {"AUX"}
            or before.lemma_ in {"let", "make", "help", "see", "have"}
        ):
            continue
        yield start, token.i + 1


def modal_form(doc: "Doc") -> Iterator[Span]:
    """A finite form or "to" after a modal or "do": "can went", "didn't came", "must to go"."""
    for token in doc[:-1]:
        modal = token.lower_ in words.MODALS and token.tag_ == "MD"
        doing = token.lower_ in {"do", "does", "did"} and token.dep_ == "aux"
        if not modal and not doing:
            continue
        verb = _after(token)
        if verb is None or verb.text.istitle():
            continue
        if (
            verb.tag_ in {"VBD", "VBZ", "VBN"}
            and verb.lower_ not in {"has", "been", "'s"} | words.SAME_PAST
            and verb.dep_ not in {"amod", "nsubj"}
        ):
            if verb.tag_ == "VBN" and any(c.lower_ in {"have", "be", "get"} for c in doc[token.i : verb.i]):
                continue
            yield token.i, verb.i + 1
        elif (
            modal
            and verb.lower_ == "to"
            and verb.i + 1 < len(doc)
            and verb.nbor().tag_ == "VB"
            and token.lower_ not in {"will", "might"}
        ):
            yield token.i, verb.i + 2


def to_form(doc: "Doc") -> Iterator[Span]:
    """A past form after "to": "to went", "to developed"."""
    for token in doc[:-1]:
        verb = token.nbor()
        if (
            token.tag_ == "TO"
            and verb.tag_ in {"VBD", "VBZ"}
            and verb.lower_ not in words.SAME_PAST
            and not verb.text.istitle()
        ):
            yield token.i, verb.i + 1


def perfect_form(doc: "Doc") -> Iterator[Span]:
    """A past form where the participle belongs: "have went", "had wrote"."""
    for token in doc[:-1]:
        if token.lemma_ != "have" and token.lower_ not in {"'ve"}:
            continue
        verb = _after(token)
        if verb is not None and verb.lower_ in words.IRREGULAR_PAST_ONLY and verb.pos_ in {"VERB", "AUX"}:
            yield token.i, verb.i + 1


def be_and_verb(doc: "Doc") -> Iterator[Span]:
    """A form of be before a bare verb: "I am agree", "it is depend", "they are go"."""
    for token in doc[:-1]:
        if token.lower_ not in _BE:
            continue
        verb = _after(token)
        if (
            verb is None
            or verb.tag_ not in {"VB", "VBP"}
            or verb.lower_ in {"be", "do", "have", "been"} | words.SAME_PAST
        ):
            if verb is None or verb.lower_ not in words.AGREEING:
                continue
        subject = _before(token)
        if (
            subject is None
            or subject.dep_ not in {"nsubj", "nsubjpass", "expl"}
            or subject.lower_ in {"what", "all", "thing"}
        ):
            continue
        if verb.dep_ in {"ccomp", "advcl", "csubj"} and verb.lower_ not in words.AGREEING:
            continue
        yield token.i, verb.i + 1


def preposition_and_verb(doc: "Doc") -> Iterator[Span]:
    """A bare verb after a preposition: "for improve", "without know", "instead of go"."""
    for token in doc[:-1]:
        verb = _after(token, skip=frozenset({"not"}))
        if token.lower_ not in {"for", "of", "by", "without", "from", "about", "at"} or token.pos_ not in {
            "ADP",
            "SCONJ",
        }:
            continue
        if verb is not None and verb.tag_ == "VB" and verb.i - token.i <= 2:
            yield token.i, verb.i + 1


def gerund_wanted(doc: "Doc") -> Iterator[Span]:
    """An infinitive after a verb that takes -ing: "enjoy to read", "suggest to go"."""
    for token in doc[:-2]:
        if (
            token.lemma_ in words.TAKES_GERUND
            and token.pos_ == "VERB"
            and token.nbor().tag_ == "TO"
            and token.nbor(2).tag_ == "VB"
        ):
            if not any(
                child.dep_ in {"nsubjpass", "auxpass"} for child in token.children
            ) and token.tag_ not in {"VBN", "VBG"}:
                yield token.i, token.i + 3


def infinitive_wanted(doc: "Doc") -> Iterator[Span]:
    """A bare verb where "to" is missing: "want go", "able do", "need improve"."""
    for token in doc[:-1]:
        verb = token.nbor()
        if verb.tag_ not in {"VB", "VBP"} or verb.text.istitle():
            continue
        if (
            token.lower_
            in {
                "want",
                "wants",
                "wanted",
                "able",
                "decide",
                "decided",
                "tend",
                "hope",
                "plan",
                "tried",
                "order",
                "needs",
            }
            and token.pos_ != "PROPN"
        ):
            if token.lower_ == "order" and (token.i == 0 or token.nbor(-1).lower_ != "in"):
                continue
            if verb.dep_ not in {"nsubj", "dobj", "compound", "amod"}:
                yield token.i, verb.i + 1


def forward_to(doc: "Doc") -> Iterator[Span]:
    """An infinitive after "look forward to": "look forward to see"."""
    for token in doc[:-2]:
        if token.lower_ == "forward" and token.nbor().lower_ == "to" and token.nbor(2).tag_ == "VB":
            yield token.i, token.i + 3


def object_and_to(doc: "Doc") -> Iterator[Span]:
    """A verb that takes no person and infinitive: "suggest me to", "make me to", "let him to", "explain me"."""
    for token in doc[:-1]:
        following = token.nbor()
        if following.tag_ != "PRP" or following.lower_ in {"it", "i", "he", "she", "we", "they"}:
            continue
        to = following.i + 1 < len(doc) and following.nbor().lower_ == "to"
        if (
            token.lemma_ in {"suggest", "explain", "recommend"}
            and following.lower_ in {"me", "us", "him", "them", "you"}
            and token.lemma_ != "recommend"
            or token.lemma_ in {"make", "let", "suggest", "recommend"}
            and to
            and token.pos_ == "VERB"
            and token.tag_ != "VBN"
        ):
            if token.lemma_ in {"make", "let"} and not (
                following.i + 2 < len(doc) and following.nbor(2).tag_ == "VB"
            ):
                continue
            yield token.i, following.i + 1 + to


def want_that(doc: "Doc") -> Iterator[Span]:
    """A clause after "want": "I want that he comes"."""
    for token in doc[:-2]:
        if (
            token.lemma_ == "want"
            and token.pos_ == "VERB"
            and token.nbor().lower_ == "that"
            and token.nbor(2).tag_ in {"PRP", "DT", "PRP$"}
            and token.nbor().dep_ == "mark"
        ):
            yield token.i, token.i + 2


def there_is(doc: "Doc") -> Iterator[Span]:
    """A "there is" before a plural and "there are" before a singular; "there's" is normal in speech."""
    for token in doc[:-2]:
        if token.lower_ not in {"there"} or token.dep_ != "expl":
            continue
        verb = token.nbor()
        at = verb.i + 1
        while at < len(doc) and doc[at].lower_ in _ADVERBS:
            at += 1
        if at >= len(doc):
            continue
        first = doc[at]
        if verb.lower_ in {"is", "was"} and (
            first.lower_
            in {"many", "several", "some", "two", "three", "four", "few", "various", "these", "those"}
            or first.tag_ == "NNS"
        ):
            noun = first if first.tag_ == "NNS" else _noun_to(first)
            if noun is not None and (noun.tag_ == "NNS" or noun.lower_ == "people"):
                yield token.i, noun.i + 1
        elif verb.lower_ in {"are", "were"} and first.lower_ in {"a", "an"}:
            noun = _noun_to(first)
            if (
                noun is not None
                and noun.tag_ == "NN"
                and noun.lower_
                not in {
                    "lot",
                    "number",
                    "couple",
                    "variety",
                    "few",
                    "range",
                    "bunch",
                    "group",
                    "series",
                    "handful",
                    "ton",
                    "plethora",
                    "multitude",
                    "great",
                    "majority",
                }
            ):
                yield token.i, noun.i + 1


def _noun_to(first: "Token") -> "Token | None":
    at = first.i + 1
    while at < len(first.doc) and first.doc[at].tag_ in {"JJ", "JJR", "JJS", "RB"}:
        at += 1
    return first.doc[at] if at < len(first.doc) and first.doc[at].pos_ == "NOUN" else None


def since_present(doc: "Doc") -> Iterator[Span]:
    """The present for what began in the past: "I live here since 2010", "I work there for ten years"."""
    for token in doc:
        if token.lower_ != "since" or token.dep_ not in {"prep", "mark"}:
            continue
        verb = token.head
        if (
            verb.tag_ in {"VBP", "VBZ"}
            and verb.i < token.i
            and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
            and token.dep_ == "prep"
            and verb.lower_ not in {"'s"}
        ):
            yield verb.i, token.i + 1


def past_time_present_verb(doc: "Doc") -> Iterator[Span]:
    """The present with a finished time: "yesterday I go"."""
    for token in doc:
        if token.lower_ != "yesterday" or token.dep_ not in {"npadvmod", "advmod", "nmod"}:
            continue
        verb = token.head
        if (
            verb.tag_ in {"VBP", "VBZ"}
            and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
            and abs(verb.i - token.i) < 8
            and verb.lower_ not in words.SAME_PAST
        ):
            yield min(verb.i, token.i), max(verb.i, token.i) + 1


def will_after_if(doc: "Doc") -> Iterator[Span]:
    """A "will" in the condition itself: "if I will have time"."""
    for token in doc[:-2]:
        if (
            token.lower_ in {"if", "when"}
            and token.dep_ in {"mark", "advmod"}
            and token.nbor().tag_ == "PRP"
            and token.nbor(2).lower_ in {"will", "'ll"}
        ):
            if token.lower_ == "if" and token.head.dep_ == "advcl":
                yield token.i, token.i + 3


def indirect_question(doc: "Doc") -> Iterator[Span]:
    """A question's word order inside a sentence: "I don't know where is it"."""
    for token in doc[:-2]:
        if token.lower_ not in {"what", "where", "why", "how", "when", "who"} or token.i == 0:
            continue
        before = token.nbor(-1)
        if (
            before.lemma_ in {"know", "understand", "wonder", "remember", "ask", "explain", "see"}
            and before.pos_ == "VERB"
        ):
            verb, subject = token.nbor(), token.nbor(2)
            if (
                verb.lower_ in {"is", "are", "was", "were", "can", "do", "does", "did", "should", "will"}
                and (
                    subject.tag_ in {"PRP", "PRP$"}
                    or (subject.lower_ in {"the"} and token.lower_ in {"where"})
                )
                and subject.lower_ not in {"it"} | frozenset()
            ):
                yield token.i, subject.i + 1


def relative_clause(doc: "Doc") -> Iterator[Span]:
    """A relative clause whose verb does not fit its noun: "people who has", "a man who live"."""
    for token in doc[1:-1]:
        if token.lower_ not in {"who", "that"} or token.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        noun, verb = doc[token.i - 1], _after(token)
        if verb is None or verb.i - token.i > 2:
            continue
        plural = noun.tag_ == "NNS" or noun.lower_ in {"people", "those", "children"}
        if (
            plural
            and (verb.tag_ == "VBZ" or verb.lower_ in _SINGULAR_VERBS)
            and verb.lower_ != "'s"
            and noun.lower_ not in words.PLURAL_SINGULARS
        ):
            start = doc[noun.i - 1] if noun.i else None
            if (
                start is not None
                and start.lower_ in {"of", "and", "in", "with", "for", "to", "about", "from"}
                or noun.lower_ == "those"
                or any(each.lower_ in {"of", "one"} for each in doc[max(0, noun.i - 4) : noun.i])
            ):
                continue
            yield noun.i, verb.i + 1
        elif (
            noun.tag_ == "NN"
            and noun.lower_ in words.COUNT_NOUNS | {"person", "someone", "somebody", "everyone"}
            and (verb.tag_ == "VBP" or verb.lower_ in {"are", "have", "do"})
            and token.lower_ == "who"
        ):
            if any(each.lower_ in {"of", "and"} for each in doc[max(0, noun.i - 4) : noun.i]):
                continue
            yield noun.i, verb.i + 1


def time_to_spend(doc: "Doc") -> Iterator[Span]:
    """An infinitive after spending time: "I spend time to read"."""
    for token in doc[:-3]:
        if token.lemma_ == "spend" and token.pos_ == "VERB":
            for to in doc[token.i + 2 : token.i + 7]:
                if (
                    to.tag_ == "TO"
                    and to.i + 1 < len(doc)
                    and to.nbor().tag_ == "VB"
                    and doc[to.i - 1].lower_ in {"time", "hours", "days"}
                ):
                    yield token.i, to.i + 2
                    break
