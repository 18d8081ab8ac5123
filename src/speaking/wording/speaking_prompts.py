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


PROMPTS = (
    Prompt("Daily life", "B1", "Describe what you did from waking up to lunch yesterday."),
    Prompt("Daily life", "B1", "Talk about a meal you cook well and how you make it."),
    Prompt("Daily life", "B1", "Describe your home to someone who will stay there while you are away."),
    Prompt(
        "Daily life", "B2", "Talk about a habit you changed in the last few years. What made you change it?"
    ),
    Prompt("Daily life", "B2", "Describe a day that went very differently from what you had planned."),
    Prompt(
        "Daily life",
        "C1",
        "If you had only half as much time, which parts of your routine would you keep, and why?",
    ),
    Prompt("Daily life", "C1", "Explain how the place you live in shapes the way you spend your days."),
    Prompt("Work and study", "B1", "Describe your job or your studies to a ten-year-old child."),
    Prompt("Work and study", "B1", "Talk about the best teacher or colleague you have had."),
    Prompt("Work and study", "B2", "Talk about a problem at work or school that you helped to solve."),
    Prompt(
        "Work and study", "B2", "Is it better to do one thing very well or many things fairly well? Say why."
    ),
    Prompt(
        "Work and study",
        "B2",
        "Describe a meeting or a lesson that you found a waste of time. What would have made it better?",
    ),
    Prompt("Work and study", "C1", "What will your field look like in ten years, and who will gain or lose?"),
    Prompt(
        "Work and study",
        "C1",
        "Argue for or against working four days a week, and answer the strongest objection.",
    ),
    Prompt("Travel", "B1", "Tell the story of a trip that you remember well."),
    Prompt("Travel", "B1", "Recommend a place for a weekend and say what to do there."),
    Prompt("Travel", "B2", "Talk about a trip when something went wrong. What did you do?"),
    Prompt("Travel", "B2", "Would you rather return to a place you love or see a new one? Explain."),
    Prompt("Travel", "C1", "Does travel really broaden the mind? Use your own trips to decide."),
    Prompt("Travel", "C1", "What should a city do when more visitors come than it can hold?"),
    Prompt("People", "B1", "Describe a friend and how you met."),
    Prompt("People", "B1", "Talk about someone in your family you admire."),
    Prompt("People", "B2", "Talk about a disagreement with someone close to you and how it ended."),
    Prompt("People", "B2", "What makes a good neighbour? Give examples from your own street."),
    Prompt("People", "B2", "Describe someone who changed your mind about something."),
    Prompt(
        "People",
        "C1",
        "Is it possible to be honest and kind at the same time? Think of a case where it was hard.",
    ),
    Prompt(
        "People", "C1", "How have the friendships of your generation changed compared with your parents'?"
    ),
    Prompt("Technology", "B1", "Talk about an app that you use every day."),
    Prompt("Technology", "B1", "Describe a device that you would like to own, and say why."),
    Prompt("Technology", "B2", "Talk about a time when technology let you down."),
    Prompt("Technology", "B2", "Should children have their own phones? At what age, and with what rules?"),
    Prompt("Technology", "C1", "What do we lose when machines remember everything for us?"),
    Prompt(
        "Technology", "C1", "Who should decide what computers are allowed to decide? Give a real example."
    ),
    Prompt("Food and health", "B1", "Describe the food that people eat in your region on special days."),
    Prompt("Food and health", "B1", "What do you do to stay healthy?"),
    Prompt("Food and health", "B2", "Talk about a dish from another country that surprised you."),
    Prompt(
        "Food and health",
        "B2",
        "Should the government care about what people eat? Say what you think and why.",
    ),
    Prompt(
        "Food and health",
        "C1",
        "Talk about some health advice that has changed over the years. What do you make of it?",
    ),
    Prompt(
        "Food and health",
        "C1",
        "How would you persuade a friend to sleep more without sounding like a doctor?",
    ),
    Prompt("Culture", "B1", "Talk about a film or a TV series that you enjoyed."),
    Prompt("Culture", "B1", "Describe a celebration in your country from morning to night."),
    Prompt("Culture", "B2", "Talk about a book, a song or a picture that means a lot to you."),
    Prompt(
        "Culture", "B2", "What should visitors know about good manners in your country before they arrive?"
    ),
    Prompt("Culture", "C1", "Can a work of art be separated from the person who made it?"),
    Prompt(
        "Culture", "C1", "Which of your country's traditions would you give up, and which would you defend?"
    ),
    Prompt("Nature and place", "B1", "Describe the weather in each season where you live."),
    Prompt("Nature and place", "B1", "Talk about an animal that you like or are afraid of."),
    Prompt("Nature and place", "B2", "Describe how the place where you grew up has changed."),
    Prompt("Nature and place", "B2", "What do you do for the environment, and what do you find too hard?"),
    Prompt("Nature and place", "C1", "Who should pay to protect a coast that the sea is washing away?"),
    Prompt(
        "Nature and place",
        "C1",
        "Describe a landscape so that someone who cannot see it understands why you love it.",
    ),
    Prompt("Memories and plans", "B1", "Talk about a present that you gave or received."),
    Prompt("Memories and plans", "B1", "What are your plans for next weekend?"),
    Prompt("Memories and plans", "B1", "Talk about something that you want to learn."),
    Prompt("Memories and plans", "B2", "Talk about a decision that you are glad you made."),
    Prompt(
        "Memories and plans",
        "B2",
        "If you could live one day again, which day would it be, and what would you do differently?",
    ),
    Prompt("Memories and plans", "B2", "Describe a skill that took you a long time to learn."),
    Prompt(
        "Memories and plans",
        "C1",
        "Tell a story from your childhood. What do you understand about it now that you did not then?",
    ),
    Prompt(
        "Memories and plans",
        "C1",
        "What advice would you give the person you were ten years ago, and would you have listened?",
    ),
    Prompt("Opinions", "B1", "Is it better to live in a big city or in the country? Say which you prefer."),
    Prompt("Opinions", "B1", "Do you like shopping online? Why or why not?"),
    Prompt("Opinions", "B2", "Should museums be free? Who should pay for them?"),
    Prompt("Opinions", "B2", "Are people happier when they have more choice?"),
    Prompt(
        "Opinions",
        "C1",
        "Describe an opinion that you have given up, and the argument that changed your mind.",
    ),
    Prompt("Opinions", "C1", "When is it right to break a rule? Defend your answer with an example."),
)

TOPICS = tuple(dict.fromkeys(prompt.topic for prompt in PROMPTS))


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
