"""Work that goes on in another process while its results are used in this one."""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from corpora.errors import DuizhaoError, Unreadable

Item = TypeVar("Item")
Given = ParamSpec("Given")


def work_ahead(
    function: Callable[Given, Iterable[Item]], /, *args: Given.args, **kwargs: Given.kwargs
) -> Iterator[Item]:
    """What a function yields, made in a process of its own, an item or two ahead of their use.

    Worth it where an item is the work of many milliseconds: each is pickled, and the process takes a
    third of a second to begin.

    Args:
        function: of a module; its arguments and what it yields can be pickled.

    Raises:
        DuizhaoError: as the function raises it, after what it yielded before.
        Unreadable: the process ended before it was done.
    """
    # A fresh process: one that is forked would share the open memory.
    context = multiprocessing.get_context("spawn")
    results, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, function, args, kwargs), daemon=True)
    process.start()
    # While this process holds the end of the other one, too, it would never see that one end.
    sender.close()
    try:
        while True:
            try:
                items, error = results.recv()
            except EOFError:
                raise Unreadable("the process that read the file was ended", "Try again") from None
            if error is not None:
                raise error
            if not items:
                return
            yield from items
    finally:
        results.close()
        process.terminate()
        process.join()


def _work(
    sender: "Connection", function: Callable[..., Iterable[object]], args: tuple[object, ...], kwargs: dict[str, object]
) -> None:
    # Whoever stops the program stops the process that uses the results, and that one ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError), sender:
        try:
            for item in function(*args, **kwargs):
                sender.send(([item], None))
        except DuizhaoError as error:
            sender.send(([], error))
        else:
            sender.send(([], None))
