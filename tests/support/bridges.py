"""What every bridge must keep, said once."""

from __future__ import annotations

from tracker.query.bridge import Bridge


def leads_on(found: Bridge, start_fen: int | None, end_fen: int | None) -> None:
    """The steps lead from the one to the other, folded at any length, and their causes add up to them."""
    assert (found.start_fen, found.end_fen) == (start_fen, end_fen)
    for most in (0, 1, 3):
        shown = found.folded(most)
        assert shown.start_fen + sum(step.delta_fen for step in shown.steps) == shown.end_fen
        assert sum(step.count if step.kind == "rest" else 1 for step in shown.steps) == len(found.steps)
        told = [step for step in shown.steps if step.kind not in ("rest", "rounding", "unexplained")]
        assert not most or len(told) <= most + 1
    for step in found.steps:
        if step.kind not in ("rounding", "unexplained"):
            assert sum(cause.amount_fen for cause in step.causes) == step.delta_fen
            assert step.delta_fen or step.causes
    sizes = [abs(step.delta_fen) for step in found.steps if step.kind not in ("rounding", "unexplained")]
    assert sizes == sorted(sizes, reverse=True)
