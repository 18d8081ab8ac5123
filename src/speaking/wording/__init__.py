"""Every sentence that a learner reads, one module per subject.

The templates and scripts of the pages hold their own text, and the tree of errors its default sentences.
"""
