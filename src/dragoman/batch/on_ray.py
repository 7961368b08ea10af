"""The engine of a cluster: the same tasks on Ray. Nothing else of Dragoman knows Ray."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from dragoman.batch.child import SINGLE_THREAD
from dragoman.batch.driver import BatchError
from dragoman.batch.job import Job
from dragoman.batch.work import Outcome, Task
from dragoman.batch.worker import perform
from dragoman.errors import SettingsError

__all__ = ["RayEngine"]

_AHEAD = 2  # tasks handed out for each core, so that none waits for the driver
_RETRIES = 5  # for workers and machines that are lost; what they had finished is not done again


_PATIENCE = 10.0  # seconds that a cluster may take to answer; Ray itself would ask again for minutes


class RayEngine:
    """Tasks of one core each on a cluster: at `address`, else one of this machine's."""

    def __init__(self, address: str | None = None) -> None:
        try:
            import ray
        except ImportError as error:
            raise SettingsError("--engine ray", "Ray is not installed", "Install dragoman[cluster]") from error
        _reach(address)
        self._ray: Any = ray
        self._ours = not ray.is_initialized()
        if self._ours:
            path = os.pathsep.join(filter(None, sys.path))
            env = {"env_vars": SINGLE_THREAD if address else SINGLE_THREAD | {"PYTHONPATH": path}}
            try:
                ray.init(
                    address=address, runtime_env=env, log_to_driver=False, include_dashboard=None if address else False
                )
            except (ConnectionError, RuntimeError, ValueError) as error:
                raise SettingsError("--address", str(error), "Name a cluster that runs, such as auto") from error
        remote = ray.remote(num_cpus=1, max_retries=_RETRIES, scheduling_strategy="SPREAD")
        self._perform = remote(perform)

    def run(self, job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Do tasks on the cluster; they come back as they are done. BatchError where one cannot be done."""
        waiting = iter(tasks)
        told = self._ray.put(job)
        running: dict[Any, Task] = {}
        while True:
            for task in islice(waiting, max(0, self._wanted() - len(running))):
                running[self._perform.remote(told, task)] = task
            if not running:
                return
            done, _ = self._ray.wait(list(running), num_returns=1)
            for one in done:
                task = running.pop(one)
                yield task, self._outcome(one, task)

    def close(self) -> None:
        """Leave the cluster; tasks that run are given up."""
        if self._ours:
            self._ray.shutdown()

    def _wanted(self) -> int:
        return max(1, int(self._ray.cluster_resources().get("CPU", 1))) * _AHEAD

    def _outcome(self, one: Any, task: Task) -> Outcome:
        try:
            found: Outcome = self._ray.get(one)
        except self._ray.exceptions.RayTaskError as error:
            raise BatchError.of(task, str(error.cause or error)) from error
        except self._ray.exceptions.RayError as error:
            raise BatchError.of(task, str(error)) from error
        return found


def _reach(address: str | None) -> None:
    """SettingsError where nobody answers at the host and port of an address; names such as "auto" are left to Ray."""
    try:
        told = urlsplit(address if address and "://" in address else f"//{address or ''}")
        if told.hostname and told.port:
            socket.create_connection((told.hostname, told.port), _PATIENCE).close()
    except (OSError, ValueError) as error:
        raise SettingsError("--address", f"{address}: {error}", "Name a cluster that runs, such as auto") from error
