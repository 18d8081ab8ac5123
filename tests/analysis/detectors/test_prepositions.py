"""Prepositions: what is said wrongly, what to say instead, and what is right."""

import pytest

from speaking.analysis.engine import find_grammar

WRONG = [
    ("It depends of the price.", "depends of", "depends on"),
    ("I was waiting to him.", "waiting to", "waiting for"),
    ("We arrived to the station.", "arrived to", "arrived at"),
    ("He was worried of his exam.", "worried of", "worried about"),
    ("She is afraid from dogs.", "afraid from", "afraid of"),
    ("My bag is different of yours.", "different of", "different from"),
    ("My town is famous of its wine.", "famous of", "famous for"),
    ("I am the responsible of sales.", "the responsible of", "responsible for"),
    ("I am proud about my team.", "proud about", "proud of"),
    ("He is married with a doctor.", "married with", "married to"),
    ("I prefer coffee than tea.", "prefer coffee than", "prefer coffee to"),
    ("She complained for the noise.", "complained for", "complained about"),
    ("We took photos in Friday.", "in Friday", "on Friday"),
    ("I study in the weekend.", "in the weekend", "on the weekend"),
    ("I get up early on the morning.", "on the morning", "in the morning"),
    ("At the night we slept.", "At the night", "at night"),
    ("I was born on July.", "on July", "in July"),
    ("I moved here on 2015.", "on 2015", "in 2015"),
    ("We stayed there since five years.", "since five years", "for five years"),
    ("He started in the age of six.", "in the age", "at the age"),
    ("I read it in the internet.", "in the internet", "on the internet"),
    ("We went there with the train.", "with the train", "by train"),
    ("We waited under the rain.", "under the", "in the"),
    ("On my opinion it is too late.", "On my opinion", "in my opinion"),
    ("According with the news, it will rain.", "According with", "According to"),
    ("From this reason I left.", "From this reason", "for this reason"),
    ("We discussed about the plan.", "discussed about", "discussed"),
    ("I entered in the room.", "in the room", "the room"),
    ("She wants to marry with him.", "marry with", "marry"),
    ("I will call to my mother.", "call to", "call"),
    ("I want to go to abroad.", "go to abroad", "go abroad"),
    ("We went to shopping.", "went to shopping", "went shopping"),
    ("I came back to home.", "came back to home", "came back home"),
    ("We will move in next month.", "in next month", "next month"),
    ("It snowed in last winter.", "in last winter", "last winter"),
    ("They live near from the sea.", "near from", "near"),
    ("I reached to home late.", "reached to home", "reached home"),
    ("I will travel in the next summer.", "in the next summer", "next summer"),
    ("I spend much time for studying English.", "spend much time for studying", "spend much time studying"),
    ("He came for one week ago.", "for one week ago", "one week ago"),
    ("I lived there during two years.", "during two years", "for two years"),
    ("I have been here from April.", "from April", "since April"),
    ("She works like a nurse.", "works like a nurse", "works as a nurse"),
    ("He is good in cooking.", "good in cooking", "good at cooking"),
    ("I work at Tokyo.", "at Tokyo", "in Tokyo"),
    ("They crashed each other.", "crashed each other", "crashed into each other"),
    ("I listen music at home.", "listen music", "listen to music"),
    ("We traveled for China.", "traveled for China", "traveled to China"),
    ("I agree the idea.", "agree the idea", "agree with the idea"),
    ("Please wait me.", "wait me", "wait for me"),
    ("We went the museum.", "went the museum", "went to the museum"),
    ("Last year I went Kyoto.", "went Kyoto", "went to Kyoto"),
    ("They talk each other.", "talk each other", "talk to each other"),
    ("She looked me and smiled.", "looked me", "looked at me"),
    ("I stood in front the house.", "in front the", "in front of the"),
    ("According my teacher, it is easy.", "According my", "According to my"),
]

RIGHT = [
    "It depends in part on him, and it depends on the weather.",
    "I was interested at that time, and I am afraid at night.",
    "He has been married with two children for ten years.",
    "We arrived home late, and we arrived in Paris on Sunday.",
    "I was capable and famous to some people.",
    "It's different to say that, and I prefer to go.",
    "In the last year I went to the last week of the show.",
    "In this day and age we work in the morning and at night.",
    "On the morning of the wedding we got up at six.",
    "I was born on July 5th, in July, on a Friday in May.",
    "Since two years ago I have lived here. I came two years ago.",
    "He went to home games, and she came home to a home made meal.",
    "Wait a minute, wait all day, listen, the news is on.",
    "Go the other way. It goes the same way every time.",
    "I think you are right, and we look the same.",
    "We were discussing, about an hour ago, what to do.",
    "I was called to the office. I was called to my mother's bed.",
    "The train with the bus station near it is by the river.",
    "We put him in the car, and we talked to each other on the phone.",
    "What she mentioned about two weeks ago was true.",
    "He lives in the first house, and I saw it on TV.",
    "The room is full of people, and I am tired from the walk.",
    "I looked at her, I looked for him, and she looked it up.",
    "That happened in front of me, next to the bank.",
    "We got married with a lot of children around.",
    "The lack of time is the cause of it and the reason for it.",
    "She's good at tennis and kind to me.",
    "They called for help, waited on tables and listened in.",
    "I agree with you on that, and I agreed to it.",
    "I have been from April to June in the hills. During the two years I slept.",
    "She cried like a baby, and he works like a dog.",
    "He is good in the morning. It was good in many ways.",
    "In the next room I spent time with my friends.",
    "The party was on the Friday of that week.",
]


@pytest.mark.parametrize(("text", "quote", "wording"), WRONG)
def test_a_wrong_preposition_is_seen_with_what_to_say(text: str, quote: str, wording: str) -> None:
    """The place, and the words to say there instead."""
    told = [(found.quote(text), wordings) for found in find_grammar(text) for wordings in found.say_instead]
    assert (quote, wording) in told


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_preposition_is_left_alone(text: str) -> None:
    """Other meanings of the same words, particles, times and manners raise no alarm."""
    assert [found.quote(text) for found in find_grammar(text) if found.pattern.key == "prepositions"] == []
