"""The part of the acceptance script on checks that applies before there is a `lint` command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "shared" / "accept" / "checks.py"


@pytest.mark.skipif(not SCRIPT.exists(), reason="../shared/accept is absent: its scripts can't be run")
def test_the_real_document_reconciles_but_for_its_missing_page() -> None:
    tracker = f"{sys.executable} -m tracker"
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "--tracker", tracker], capture_output=True, text=True, check=False, timeout=120
    )
    lines = run.stdout.splitlines()
    assert [line for line in lines if line.startswith("FAULT")] == []
    assert len([line for line in lines if line.startswith("ok ")]) >= 7, run.stdout + run.stderr
