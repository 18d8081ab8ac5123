"""What every test starts from: an environment without our variables, and a folder of its own."""

import os
from pathlib import Path

import pytest

from speaking.settings import Settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in os.environ:
        if name.startswith(("OPENAI_", "ANTHROPIC_", "QSTASH_", "R2_", "AUTH_", "AWS_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
