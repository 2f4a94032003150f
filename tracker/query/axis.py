"""Along which axis two years are told apart: one that the forms of both can be split by."""

from __future__ import annotations

from ..model.errors import Message, NotFound, say
from ..tables.spec import Form, Partition


def axes_between(before: Form, after: Form) -> tuple[Partition, ...]:
    """The partitions that both forms support, in the order of the newer one."""
    return tuple(axis for axis in after.partitions if axis in before.partitions)


def axis_between(before: Form, after: Form, wanted: Partition | None) -> Partition:
    """The axis that is wanted, else the first that both forms support. Raises NotFound."""
    common = axes_between(before, after)
    if not common:
        raise NotFound(say("diff.no-axis", before=named(before), after=named(after)))
    if wanted is None:
        return common[0]
    if wanted not in common:
        form = after if wanted in before.partitions else before
        raise NotFound(say("diff.not-along", by=wanted, form=named(form), common=", ".join(common)))
    return wanted


def named(form: Form) -> Message:
    """A form's name in the reader's language."""
    return say("form.named", zh=form.name["zh"], en=form.name["en"])
