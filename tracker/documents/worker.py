"""A function on a file in a process of its own, with an end to its time and its memory.

Libraries that take files apart can be led to run for ever, to fill the memory or to crash. The process is a plain one,
not of multiprocessing: it needs nothing of the main module and may be started from any thread or pool.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TypeVar

from ..model.errors import DocumentError, Message, say

SECONDS = 60.0
MEGABYTES = 1_500

T = TypeVar("T")
_at_work: set[subprocess.Popen[bytes]] = set()
_START = "import sys; sys.path[:] = sys.argv[3:]; from tracker.documents.worker import serve; serve()"


def bounded(
    function: Callable[[bytes, str], T], data: bytes, file: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> T:
    """What a function at the top of a module makes of a file's bytes and name, in at most so much time and memory.

    Raises DocumentError: with what the function finds wrong, or where it runs out of either, fails or crashes.
    """
    name = f"{function.__module__}:{function.__qualname__}"
    command = [sys.executable, "-c", _START, name, str(megabytes), *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        _at_work.add(process)
        try:
            answer, _ = process.communicate(pickle.dumps((data, file)), timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise DocumentError(say("document.takes-too-long", file=file, seconds=f"{seconds:g}")) from None
        except BaseException:
            process.kill()
            raise
        finally:
            _at_work.discard(process)
    if process.returncode or not answer:
        raise DocumentError(say("document.damaged", file=file, why=f"exit {process.returncode}"))
    result: T
    result, problems = pickle.loads(answer)
    if problems:
        raise DocumentError(*problems)
    return result


def give_up() -> None:
    """Ends every process that is at work on a file: nobody waits for its answer any more."""
    for process in tuple(_at_work):
        process.kill()


def serve() -> None:
    """The other side: limits itself, runs the function, answers (result, problems)."""
    module, _, function = sys.argv[1].partition(":")
    megabytes = int(sys.argv[2])
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    data, file = pickle.load(sys.stdin.buffer)
    _limit(megabytes * 1_000_000)
    answer = attempted(getattr(import_module(module), function), data, file, megabytes)
    out.write(pickle.dumps(answer))
    out.flush()


def attempted(
    function: Callable[[bytes, str], T], data: bytes, file: str, megabytes: int = MEGABYTES
) -> tuple[T | None, tuple[Message, ...]]:
    """The result or what is wrong. A library may raise anything on a file that is made to break it: whatever it is,
    the file cannot be read."""
    try:
        return function(data, file), ()
    except DocumentError as error:
        return None, error.problems
    except MemoryError:
        return None, (say("document.takes-too-much", file=file, megabytes=megabytes),)
    except Exception as error:
        return None, (fault(error, file),)


def fault(error: Exception, file: str) -> Message:
    """What went wrong with a file: with the library that takes it apart the file is damaged, in the tracker itself it
    is not."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    module = str(trace.tb_frame.f_globals.get("__name__", "")) if trace else ""
    if not module.startswith("tracker."):
        return say("document.damaged", file=file, why=type(error).__name__)
    place = f"{module}:{trace.tb_lineno}" if trace else module
    return say("document.not-understood", file=file, why=type(error).__name__, place=place)


def _limit(bytes: int) -> None:
    """Bounds the memory of this process where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (bytes, bytes))
