"""Grammar evidence: closed lists of words and short rules over spaCy's parts of speech and dependencies.

A family of rules stays only if it is right four times in five on learners' text and almost silent on correct
text; `make quality` measures both.
"""
