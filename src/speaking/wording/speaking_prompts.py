"""Prompts to talk about, by topic and CEFR level."""

import random
from dataclasses import dataclass

from pydantic import BaseModel

LEVELS = ("B1", "B2", "C1")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to talk about for a few minutes."""

    topic: str
    level: str
    text: str


_BY_TOPIC = {
    "Daily life": (
        ("B1", "Describe what you did from waking up to lunch yesterday."),
        ("B1", "Talk about a meal you cook well and how you make it."),
        ("B1", "Describe your home to someone who will stay there while you are away."),
        ("B2", "Talk about a habit you changed in the last few years. What made you change it?"),
        ("B2", "Describe a day that went very differently from what you had planned."),
        ("C1", "If you had only half as much time, which parts of your routine would you keep, and why?"),
        ("C1", "Explain how the place you live in shapes the way you spend your days."),
    ),
    "Work and study": (
        ("B1", "Describe your job or your studies to a ten-year-old child."),
        ("B1", "Talk about the best teacher or colleague you have had."),
        ("B2", "Talk about a problem at work or school that you helped to solve."),
        ("B2", "Is it better to do one thing very well or many things fairly well? Say why."),
        (
            "B2",
            "Describe a meeting or a lesson that you found a waste of time. What would have made it better?",
        ),
        ("C1", "What will your field look like in ten years, and who will gain or lose?"),
        ("C1", "Argue for or against working four days a week, and answer the strongest objection."),
    ),
    "Travel": (
        ("B1", "Tell the story of a trip that you remember well."),
        ("B1", "Recommend a place for a weekend and say what to do there."),
        ("B2", "Talk about a trip when something went wrong. What did you do?"),
        ("B2", "Would you rather return to a place you love or see a new one? Explain."),
        ("C1", "Does travel really broaden the mind? Use your own trips to decide."),
        ("C1", "What should a city do when more visitors come than it can hold?"),
    ),
    "People": (
        ("B1", "Describe a friend and how you met."),
        ("B1", "Talk about someone in your family you admire."),
        ("B2", "Talk about a disagreement with someone close to you and how it ended."),
        ("B2", "What makes a good neighbour? Give examples from your own street."),
        ("B2", "Describe someone who changed your mind about something."),
        ("C1", "Is it possible to be honest and kind at the same time? Think of a case where it was hard."),
        ("C1", "How have the friendships of your generation changed compared with your parents'?"),
    ),
    "Technology": (
        ("B1", "Talk about an app that you use every day."),
        ("B1", "Describe a device that you would like to own, and say why."),
        ("B2", "Talk about a time when technology let you down."),
        ("B2", "Should children have their own phones? At what age, and with what rules?"),
        ("C1", "What do we lose when machines remember everything for us?"),
        ("C1", "Who should decide what computers are allowed to decide? Give a real example."),
    ),
    "Food and health": (
        ("B1", "Describe the food that people eat in your region on special days."),
        ("B1", "What do you do to stay healthy?"),
        ("B2", "Talk about a dish from another country that surprised you."),
        ("B2", "Should the government care about what people eat? Say what you think and why."),
        ("C1", "Talk about some health advice that has changed over the years. What do you make of it?"),
        ("C1", "How would you persuade a friend to sleep more without sounding like a doctor?"),
    ),
    "Culture": (
        ("B1", "Talk about a film or a TV series that you enjoyed."),
        ("B1", "Describe a celebration in your country from morning to night."),
        ("B2", "Talk about a book, a song or a picture that means a lot to you."),
        ("B2", "What should visitors know about good manners in your country before they arrive?"),
        ("C1", "Can a work of art be separated from the person who made it?"),
        ("C1", "Which of your country's traditions would you give up, and which would you defend?"),
    ),
    "Nature and place": (
        ("B1", "Describe the weather in each season where you live."),
        ("B1", "Talk about an animal that you like or are afraid of."),
        ("B2", "Describe how the place where you grew up has changed."),
        ("B2", "What do you do for the environment, and what do you find too hard?"),
        ("C1", "Who should pay to protect a coast that the sea is washing away?"),
        ("C1", "Describe a landscape so that someone who cannot see it understands why you love it."),
    ),
    "Memories and plans": (
        ("B1", "Talk about a present that you gave or received."),
        ("B1", "What are your plans for next weekend?"),
        ("B1", "Talk about something that you want to learn."),
        ("B2", "Talk about a decision that you are glad you made."),
        ("B2", "If you could live one day again, which day would it be, and what would you do differently?"),
        ("B2", "Describe a skill that took you a long time to learn."),
        (
            "C1",
            "Tell a story from your childhood. What do you understand about it now that you did not then?",
        ),
        ("C1", "What advice would you give the person you were ten years ago, and would you have listened?"),
    ),
    "Opinions": (
        ("B1", "Is it better to live in a big city or in the country? Say which you prefer."),
        ("B1", "Do you like shopping online? Why or why not?"),
        ("B2", "Should museums be free? Who should pay for them?"),
        ("B2", "Are people happier when they have more choice?"),
        ("C1", "Describe an opinion that you have given up, and the argument that changed your mind."),
        ("C1", "When is it right to break a rule? Defend your answer with an example."),
    ),
}

PROMPTS = tuple(Prompt(topic, level, text) for topic, prompts in _BY_TOPIC.items() for level, text in prompts)
TOPICS = tuple(_BY_TOPIC)


class Choice(BaseModel):
    """Which prompts to choose from: of a `level`, of a `topic`, but not the text `unlike`."""

    level: str = ""
    topic: str = ""
    unlike: str = ""


def pick(choice: Choice) -> Prompt:
    """A random prompt; an unknown level or topic is ignored."""
    level = choice.level if choice.level in LEVELS else ""
    topic = choice.topic if choice.topic in TOPICS else ""
    fitting = [each for each in PROMPTS if level in ("", each.level) and topic in ("", each.topic)]
    others = [each for each in fitting or PROMPTS if each.text != choice.unlike]
    return random.choice(others or fitting)  # noqa: S311 - any prompt will do
