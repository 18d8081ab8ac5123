"""Choice of words: what is said wrongly, what to say instead, and what is right."""

import pytest

from speaking.analysis.engine import find_grammar

WRONG = [
    ("We know the important of sleep.", "important", "importance"),
    ("I am interest in music.", "am interest in", "am interested in"),
    ("They success in business.", "success", "succeed"),
    ("In today world, it is easy.", "today world", "today's world"),
    ("I did many mistakes.", "did many mistakes", "made many mistakes"),
    ("She is doing a big effort.", "doing a big effort", "making a big effort"),
    ("We made a party.", "made a party", "had a party"),
    ("I made sport every day.", "made sport", "did sports"),
    ("He makes his homework at night.", "makes his homework", "does his homework"),
    ("I made a photo of him.", "made a photo", "took a photo"),
    ("Can I make a question?", "make a question", "ask a question"),
    ("I want to win more money.", "win more money", "earn more money"),
    ("We passed a good time.", "passed a good time", "had a good time"),
    ("He said a lie.", "said a lie", "told a lie"),
    ("He said me the time.", "said me", "told me"),
    ("Please open the light.", "open the light", "turn on the light"),
    ("She closed the TV.", "closed the TV", "turned off the TV"),
    ("I know new people there.", "know new people", "meet new people"),
    ("I lost the bus today.", "lost the bus", "missed the bus"),
    ("Can you borrow me your pen?", "borrow me", "lend me"),
    ("My brother washed his teeth.", "washed his teeth", "brushed his teeth"),
    ("Every week I play ski.", "play ski", "go skiing"),
    ("I very like it.", "very like", "really like"),
    ("They study very hardly.", "study very hardly", "study very hard"),
    ("The price is very expensive.", "is very expensive", "is very high"),
    ("The traffic is very convenient.", "traffic is very convenient", "transportation is very convenient"),
    ("My brother is success.", "success", "successful"),
    ("She was very worry.", "very worry", "very worried"),
    ("It is the economy problem.", "economy problem", "economic problem"),
    ("In the other hand, it is cheap.", "In the other hand", "on the other hand"),
    ("How do you call this?", "How do you call", "what do you call"),
    ("According to me, it is fine.", "According to me", "in my opinion"),
    ("I met her today morning.", "today morning", "this morning"),
    ("I saw it before two years.", "before two years", "two years ago"),
    ("Although it was cold, but we went out.", "Although it was cold, but", "Although it was cold,"),
    ("He said to me about it.", "said to me about", "told me about"),
    ("These days I am very stressful.", "very stressful", "very stressed"),
    ("The film was very interested.", "very interested", "very interesting"),
    ("I am interesting in art.", "am interesting", "am interested"),
    ("From one side, it is cheap.", "From one side", "on the one hand"),
    ("I have 29 years.", "have 29 years", "am 29"),
    ("My sister has 12 years old.", "has 12 years old", "is 12 years old"),
    ("I want to learn to know them.", "learn to know", "get to know"),
    ("We do eye shopping.", "eye shopping", "window shopping"),
    ("Myself Rohit from Pune.", "Myself Rohit from", "I am Rohit from"),
    ("I passed out of college last year.", "passed out of college", "graduated from college"),
    ("I became a present from him.", "became a present", "got a present"),
    ("My chef said it.", "My chef", "My boss"),
    ("I assisted to a concert.", "assisted to a concert", "attended a concert"),
    ("We bought a book in the library.", "a book in the library", "a book in the bookstore"),
]

RIGHT = [
    "Did your plan work, and does his decision matter?",
    "She made me happy, and exercise makes life more fun.",
    "Make sport fun. We made the party better.",
    "He said, me and you. He said her name.",
    "I have five years left, and I have ten years of experience.",
    "It became a book, and he became a doctor.",
    "The actual situation is my problem. The chef is a woman.",
    "On the other hand, I hold it in one hand.",
    "I know how to say it. What do you call this?",
    "I went today, morning and night. I saw him yesterday, night after night.",
    "Although it was cold, we went out. He is nothing but a child, though.",
    "I did it myself, and so did John. I, myself, am happy.",
    "She is very much like her mother, and very well liked.",
    "It was a great success, and it is a difficulty for him.",
    "We won money in the lottery. He passed the time with a book.",
    "Open the window. Close the door. Turn on the light.",
    "Take part of it with you. He wore a tuxedo.",
    "Before two years were up he left.",
    "I was very interested, and the price is very high.",
    "We did not study, and we hardly worked at all.",
    "She is in the library. I work in a factory and live in an apartment.",
    "There have been many people. There has been a change.",
]


@pytest.mark.parametrize(("text", "quote", "wording"), WRONG)
def test_a_wrong_word_is_seen_with_what_to_say(text: str, quote: str, wording: str) -> None:
    """The place, and the words to say there instead."""
    told = [(found.quote(text), wordings) for found in find_grammar(text) for wordings in found.say_instead]
    assert (quote, wording) in told


@pytest.mark.parametrize(
    ("text", "language", "wording"),
    [
        ("I can stay eventually three months.", "de", "possibly three"),
        ("The actual situation is bad.", "es", "The current situation"),
        ("I pretend to study there.", "pt", "intend to"),
        ("I gave an exam last year.", "hi", "took an exam"),
        ("We lived in a small mansion.", "ja", "lived in a small apartment"),
    ],
)
def test_speakers_of_a_language_are_told_more(text: str, language: str, wording: str) -> None:
    """What only they get wrong is looked for if their language is known, and left alone if it is not."""
    (found,) = find_grammar(text, first_language=language)
    assert found.say_instead[0] == wording
    assert find_grammar(text) == find_grammar(text, first_language="sv") == []


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_word_is_left_alone(text: str) -> None:
    """The same words in another meaning raise no alarm."""
    assert [found.quote(text) for found in find_grammar(text) if found.pattern.key == "word-choice"] == []
