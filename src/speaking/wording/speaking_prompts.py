"""Prompts to speak about, by topic and level of the CEFR."""

import random
from dataclasses import dataclass

from pydantic import BaseModel

LEVELS = ("B1", "B2", "C1")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to speak about for a few minutes."""

    topic: str
    level: str
    text: str


PROMPTS = (
    Prompt("Daily life", "B1", "Describe what you did from waking up to lunch yesterday."),
    Prompt("Daily life", "B1", "Talk about a meal you cook well and how you make it."),
    Prompt("Daily life", "B1", "Describe your home to somebody who will stay there while you are away."),
    Prompt(
        "Daily life", "B2", "Talk about a habit you changed in the last few years. What made you change it?"
    ),
    Prompt("Daily life", "B2", "Describe a day that went completely differently from what you had planned."),
    Prompt(
        "Daily life",
        "C1",
        "Which parts of your routine would you keep if you had to live with half the time, and why?",
    ),
    Prompt("Daily life", "C1", "Explain how the place you live in shapes the way you spend your days."),
    Prompt("Work and study", "B1", "Describe your job or your studies to a child of ten."),
    Prompt("Work and study", "B1", "Talk about the best teacher or colleague you have had."),
    Prompt("Work and study", "B2", "Tell about a problem at work or school that you helped to solve."),
    Prompt(
        "Work and study", "B2", "Is it better to do one thing very well or many things fairly well? Say why."
    ),
    Prompt(
        "Work and study",
        "B2",
        "Describe a meeting or a lesson that you found a waste of time. What would have made it better?",
    ),
    Prompt("Work and study", "C1", "How will your field look in ten years, and who will gain or lose by it?"),
    Prompt(
        "Work and study",
        "C1",
        "Argue for or against working four days a week, and answer the strongest objection.",
    ),
    Prompt("Travel", "B1", "Tell the story of a journey that you remember well."),
    Prompt("Travel", "B1", "Recommend a place for a weekend and say what to do there."),
    Prompt("Travel", "B2", "Talk about a time when something went wrong on a journey and what you did."),
    Prompt("Travel", "B2", "Would you rather return to a place you love or see a new one? Explain."),
    Prompt("Travel", "C1", "Does travel really broaden the mind? Use your own journeys to decide."),
    Prompt("Travel", "C1", "What should a city do when more visitors come than it can hold?"),
    Prompt("People", "B1", "Describe a friend and how you met."),
    Prompt("People", "B1", "Talk about somebody in your family whom you admire."),
    Prompt("People", "B2", "Tell about a disagreement with somebody close to you and how it ended."),
    Prompt("People", "B2", "What makes a good neighbour? Give examples from your own street."),
    Prompt("People", "B2", "Describe somebody who changed your opinion about something."),
    Prompt(
        "People",
        "C1",
        "Is it possible to be honest and kind at the same time? Think of a case where it was hard.",
    ),
    Prompt(
        "People", "C1", "How have the friendships of your generation changed compared with your parents'?"
    ),
    Prompt("Technology", "B1", "Talk about an app that you use every day."),
    Prompt("Technology", "B1", "Describe something electronic that you would like to own and why."),
    Prompt("Technology", "B2", "Tell about a time when technology let you down."),
    Prompt(
        "Technology", "B2", "Should children have a phone of their own? At what age, and with which rules?"
    ),
    Prompt("Technology", "C1", "What do we lose when machines remember everything for us?"),
    Prompt("Technology", "C1", "Who should decide what a computer may decide? Give a concrete case."),
    Prompt("Food and health", "B1", "Describe the food that people eat in your region on special days."),
    Prompt("Food and health", "B1", "What do you do to stay healthy?"),
    Prompt("Food and health", "B2", "Talk about a dish from another country that surprised you."),
    Prompt(
        "Food and health", "B2", "Is it the state's business what people eat? Say what you think and why."
    ),
    Prompt(
        "Food and health",
        "C1",
        "Explain a piece of health advice that changed over the years, and what you make of it.",
    ),
    Prompt(
        "Food and health",
        "C1",
        "How would you persuade a friend to sleep more without sounding like a doctor?",
    ),
    Prompt("Culture", "B1", "Talk about a film or a series that you enjoyed."),
    Prompt("Culture", "B1", "Describe a celebration in your country from morning to night."),
    Prompt("Culture", "B2", "Tell about a book, a song or a picture that means something to you."),
    Prompt("Culture", "B2", "What should a visitor know about manners in your country before arriving?"),
    Prompt("Culture", "C1", "Can a work of art be separated from the person who made it?"),
    Prompt("Culture", "C1", "Which tradition of your country would you let go, and which would you defend?"),
    Prompt("Nature and place", "B1", "Describe the weather of each season where you live."),
    Prompt("Nature and place", "B1", "Talk about an animal that you like or are afraid of."),
    Prompt("Nature and place", "B2", "Describe how the place where you grew up has changed."),
    Prompt("Nature and place", "B2", "What do you do for the environment, and what do you find too hard?"),
    Prompt("Nature and place", "C1", "Who should pay for protecting a coast that the sea is taking away?"),
    Prompt(
        "Nature and place",
        "C1",
        "Describe a landscape so that somebody who cannot see it understands why you love it.",
    ),
    Prompt("Memories and plans", "B1", "Tell about a present that you gave or were given."),
    Prompt("Memories and plans", "B1", "What are your plans for next weekend?"),
    Prompt("Memories and plans", "B1", "Talk about something that you want to learn."),
    Prompt("Memories and plans", "B2", "Tell about a decision that you are glad you made."),
    Prompt(
        "Memories and plans",
        "B2",
        "If you could live one day again, which would it be and what would you do differently?",
    ),
    Prompt("Memories and plans", "B2", "Describe a skill that took you a long time to learn."),
    Prompt(
        "Memories and plans",
        "C1",
        "Tell a story from your childhood, and say what you understand about it now that you did not then.",
    ),
    Prompt(
        "Memories and plans",
        "C1",
        "What would you advise yourself of ten years ago, and would you have listened?",
    ),
    Prompt("Opinions", "B1", "Is it better to live in a big city or in the country? Say what you prefer."),
    Prompt("Opinions", "B1", "Do you like shopping on the internet? Why or why not?"),
    Prompt("Opinions", "B2", "Should museums be free? Who should pay for them?"),
    Prompt("Opinions", "B2", "Are people happier when they have more choice?"),
    Prompt("Opinions", "C1", "Describe an opinion that you gave up, and the argument that made you do it."),
    Prompt("Opinions", "C1", "When is it right to break a rule? Defend your answer with an example."),
)

TOPICS = tuple(dict.fromkeys(prompt.topic for prompt in PROMPTS))


class Choice(BaseModel):
    """Which prompts are wanted: of a `level`, of a `topic`, and not the text `unlike`."""

    level: str = ""
    topic: str = ""
    unlike: str = ""


def pick(choice: Choice) -> Prompt:
    """A prompt at random; a level or a topic that there is not counts as none."""
    level = choice.level if choice.level in LEVELS else ""
    topic = choice.topic if choice.topic in TOPICS else ""
    fitting = [each for each in PROMPTS if level in ("", each.level) and topic in ("", each.topic)]
    others = [each for each in fitting or PROMPTS if each.text != choice.unlike]
    return random.choice(others or fitting)  # noqa: S311 - any prompt will do
