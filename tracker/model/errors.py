"""What can go wrong, by name. An error carries a message id and parameters; shells render it in a language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for a reader: an id of the message catalogue with its parameters."""

    id: str
    params: dict[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.id, *self.params.items()))


def say(id: str, /, **params: object) -> Message:
    return Message(id, params)


class TrackerError(Exception):
    """Base of everything that the tracker raises on purpose. `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Message) -> None:
        super().__init__(message.id, message.params)
        self.message = message

    @property
    def messages(self) -> tuple[Message, ...]:
        return (self.message,)


class NotFound(TrackerError):
    """A point, year, table, row, document or book that the request names is not there, or is not unique."""


class DocumentError(TrackerError):
    """A file that cannot be read, with everything wrong with it at once."""

    def __init__(self, *problems: Message) -> None:
        super().__init__(problems[0])
        self.problems = problems

    @property
    def messages(self) -> tuple[Message, ...]:
        return self.problems


class Refused(TrackerError):
    """A budget rule says no; nothing was written. `rule` is its id in domain.md 1.6 (continued in docs/rules.md)."""

    exit_code = 3

    def __init__(self, rule: str, message: Message) -> None:
        super().__init__(message)
        self.rule = rule


class Conflict(TrackerError):
    """Somebody appended first: the log is not where the writer believed it to be."""

    exit_code = 3


class CorruptBook(TrackerError):
    """Chain, journal, snapshot or projection does not hold. The message says where and why."""

    exit_code = 4
