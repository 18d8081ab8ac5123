"""What to say instead of a verb: its forms, put in the place of the words that are wrong."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from speaking.extras import needs

if TYPE_CHECKING:
    from speaking.analysis.text.language_model import Doc, Token

_IRREGULAR = {
    ("be", "VBP"): "are",
    ("be", "VBD"): "was",
    ("get", "VBN"): "got",  # rather than "gotten", which only some speakers say
}


@cache
def form(lemma: str, tag: str) -> str:
    """The form of a verb with this part of speech, such as "goes" for "go" and VBZ; "" if it is no verb."""
    if (lemma, tag) in _IRREGULAR:
        return _IRREGULAR[lemma, tag]
    if tag in {"VB", "VBP"}:
        return lemma
    with needs("local", enables="Finding habits of grammar"):
        from lemminflect import getInflection

    forms = getInflection(lemma, tag, inflect_oov=False)
    return str(forms[0]) if forms else ""


def base(verb: "Token") -> str:
    """The basic form of a verb."""
    return verb.lower_ if verb.tag_ in {"VB", "VBP"} and verb.lemma_ != "be" else verb.lemma_.lower()


def present(lemma: str, subject: str, *, singular: bool) -> str:
    """The present that agrees with a subject: "am", "is", "are", "go", "goes"."""
    if lemma == "be" and subject == "i":
        return "am"
    return form(lemma, "VBZ" if singular else "VBP")


def past(lemma: str, *, singular: bool) -> str:
    """The past that agrees: "was", "were", "went"."""
    return "were" if lemma == "be" and not singular else form(lemma, "VBD")


def wordings(doc: "Doc", start: int, end: int, verb: "Token", forms: tuple[str, ...]) -> tuple[str, ...]:
    """The words from `start` to `end` (exclusive) with each form of the verb that there is."""
    return tuple(wording(doc, start, end, {verb.i: each}) for each in forms if each)


def wording(doc: "Doc", start: int, end: int, instead: Mapping[int, str]) -> str:
    """The words from `start` to `end` (exclusive) with some of them replaced; "" leaves a word out."""
    said = []
    for token in doc[start:end]:
        word = instead.get(token.i, token.text)
        if word:
            kept = token.text_with_ws[len(token.text) :]
            said.append(word + (kept or (" " if " " in word and token.i in instead else "")))
        elif said:
            said[-1] = said[-1].rstrip() + " "
    text = "".join(said).strip()
    is_capital = doc[start].text[:1].isupper() and doc[start].lower_ != "i"
    return text[:1].upper() + text[1:] if is_capital and text else text
