"""The one thread that writes a case.

Bulk commands share a transaction of at most 64 items or one second, less where no more come:
nobody waits for a commit that nothing else will fill. A person's command commits that group
first and then has a transaction of its own. A future resolves after the
commit, never before. A command that fails takes nothing else down with it.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from triage.core.errors import BugError, CaseError
from triage.store.faults import shown, told
from triage.store.lanes import Lanes, Order

if TYPE_CHECKING:
    import sqlite3
    from concurrent.futures import Future
    from pathlib import Path

    from triage.store.commands.base import Changes, Command

GROUP_ITEMS = 64
GROUP_S = 1.0
QUIET_S = 0.1


class Writer:
    """Owns ``connection`` (autocommit mode) from now until :meth:`close`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._lanes = Lanes()
        self._transactions = _Transactions(connection, path)
        self._thread = threading.Thread(target=self._run, name="case-writer", daemon=False)
        self._thread.start()

    def send(self, command: Command, *, by_person: bool) -> Future[Changes]:
        """Queue a command; its future resolves after the commit, or bears what went wrong.

        Raises CaseError after :meth:`close`. A bulk command blocks while its lane is full.
        """
        order = Order(command, by_person)
        self._lanes.put(order)
        return order.future

    def close(self) -> None:
        """Finish everything that was accepted, then end the thread."""
        self._lanes.close()
        self._thread.join()

    def _run(self) -> None:
        work = self._transactions
        try:
            while True:
                order = self._lanes.take(work.seconds_left())
                if order is None:
                    work.commit()
                    if self._lanes.finished:
                        return
                    if not threading.main_thread().is_alive():
                        self._lanes.close()  # nobody will: the program is ending
                elif order.by_person:
                    work.commit()
                    work.alone(order)
                else:
                    work.join(order)
        finally:
            self._lanes.close()
            self._refuse_the_rest()

    def _refuse_the_rest(self) -> None:
        """Only ever busy when this thread dies of a bug: nobody may wait for ever."""
        while (order := self._lanes.take(0)) is not None:
            if order.start():
                order.future.set_exception(BugError("the writer of the case died"))


class _Transactions:
    """Groups orders into transactions and keeps each one's failure to itself."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._group: list[tuple[Order, Changes]] = []
        self._weight = 0
        self._since = 0.0
        self._newest = 0.0

    def seconds_left(self) -> float:
        """Time until the open group must be committed, a second when there is none."""
        if not self._connection.in_transaction:
            return GROUP_S
        due = min(self._since + GROUP_S, self._newest + QUIET_S)
        return max(0.0, due - time.monotonic())

    def alone(self, order: Order) -> None:
        """One order, one transaction."""
        if order.start():
            self._apply_alone(order)

    def join(self, order: Order) -> None:
        """Add an order to the open group, and commit the group once it is full."""
        if not order.start():
            return
        try:
            changes = self._apply_in_group(order)
        except BaseException as error:  # noqa: BLE001  the future carries it to the sender
            order.future.set_exception(told(error, self._path))
            self._leave_group()
        else:
            self._group.append((order, changes))
            self._weight += order.command.weight
        if self._weight >= GROUP_ITEMS or self.seconds_left() == 0.0:
            self.commit()

    def commit(self) -> None:
        """Make the group durable and tell its senders; on failure each order tries alone."""
        if not self._connection.in_transaction:
            return
        group = self._take_group()
        try:
            self._refuse_without_file()
            self._connection.execute("COMMIT")
        except BaseException:  # noqa: BLE001  each order meets the fault again, and tells it
            self._roll_back()
            self._one_by_one(group)
            return
        for order, changes in group:
            order.future.set_result(changes)

    def _apply_in_group(self, order: Order) -> Changes:
        execute = self._connection.execute
        if not self._connection.in_transaction:
            execute("BEGIN IMMEDIATE")
            self._since = time.monotonic()
        self._newest = time.monotonic()
        execute("SAVEPOINT one")
        changes = order.command.apply(self._connection)
        execute("RELEASE one")
        return changes

    def _leave_group(self) -> None:
        """Undo the failed order alone; where SQLite undid the whole group, do it again."""
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO one")
                self._connection.execute("RELEASE one")
                return
        except BaseException:  # noqa: BLE001  no savepoint is left: the whole group goes back
            self._roll_back()
        self._one_by_one(self._take_group())

    def _one_by_one(self, group: list[tuple[Order, Changes]]) -> None:
        for order, _ in group:
            self._apply_alone(order)

    def _apply_alone(self, order: Order) -> None:
        try:
            self._refuse_without_file()
            self._connection.execute("BEGIN IMMEDIATE")
            changes = order.command.apply(self._connection)
            self._connection.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001  the future carries it to the sender
            self._roll_back()
            order.future.set_exception(told(error, self._path))
            return
        order.future.set_result(changes)

    def _refuse_without_file(self) -> None:
        """An open file that has no name any more takes every write, and keeps none."""
        if not self._path.exists():
            raise CaseError(
                f"{shown(self._path)} is not in its place any more: it was moved or deleted while "
                "it was open. Nothing more is written; put it back and open it again."
            )

    def _take_group(self) -> list[tuple[Order, Changes]]:
        group = self._group
        self._group = []
        self._weight = 0
        return group

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
