"""Grammar evidence: closed lists of words and short rules over spaCy's parts of speech and dependencies.

A family of rules stays only if it is right four times in five on learners' text and hardly ever speaks up on
text that is right; `make quality` measures both.
"""
