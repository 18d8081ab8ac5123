"""Words that were broken off and then said whole: "I su support him", "from ja this January"."""

from collections.abc import Iterator

from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.repairs import FUNCTION_WORDS
from speaking.analysis.text.tokens import Tokens

_WHOLE_WORDS = word_set(
    "a act add age ago air all am an and any are arm art as ask at bad bag ball band bar bath be bed bee "
    "been beg best bet big bit black blue book box boy break bus but buy by can cap car care cat class "
    "close cook cut day did die do dog down drive dry due ear earth east eat egg end even ever every eye "
    "fair far farm fat fee few fire fish fit fix fly foot for fore form free fun gas gentle get girl go "
    "god gold got green guy had hair hand hard has hat he head hear heart her hero hey hi high him his "
    "hit home hot house how human i ice if ill in inn into is it its job jog joy key kid kind lab land "
    "last late law lay leg less let lie life light like long lot love low mad man map mark may me mean "
    "men met mid mind mix mom moon most my net never new news night no none nor not note now odd of off "
    "oil old on one or other our out over own paint pan park part pass past path pay pea pen per pet "
    "photo pick pin pine plan plane plant play pop port post pot press pub put rail rain ran read real "
    "red rest rid road room run sad same sand sat saw say sea see self set she shop short show side sign "
    "sing sit six skate skin sky sleep snow so soft some son sound speed star start state steam step "
    "stick stop store storm sun sunny table tail take talk tax tea team ten text the their them then "
    "there they thin thing think thunder tie to too tooth top toy try turn two under up us use van very "
    "video wait walk wall want war was wash water way we web wed week well what wheel when where while "
    "who whole why win wind with wood word work world worth yard year yes yet you your"
)
"""Short words that other words begin with; anything else that the next word begins with was broken off."""

_ENDINGS = word_set("s es 's n't n d ed r er ly ing y")


def broken_words(tokens: Tokens) -> Iterator[int]:
    """The position of each word that was broken off."""
    spoken = tokens.spoken
    for at, position in enumerate(spoken[:-1]):
        word, following = tokens.words[position], tokens.words[spoken[at + 1]]
        after_next = tokens.words[spoken[at + 2]] if at + 2 < len(spoken) else ""
        whole = after_next if following in FUNCTION_WORDS else following
        broken_off = is_broken_off(word, following) or is_broken_off(word, whole)
        if broken_off and not tokens.ends_sentence(position):
            yield position


def is_broken_off(word: str, whole: str) -> bool:
    """Whether a word is only the beginning of another: "brou brought"; "book bookshop" is not."""
    begins = 1 < len(word) < len(whole) and whole.startswith(word) and word not in _WHOLE_WORDS
    inflected = len(word) > 3 and whole.removeprefix(word) in _ENDINGS  # noqa: PLR2004 - no unknown word is so short
    return begins and word.isalpha() and not inflected
