"""What an engine runs: one task, wherever that is, with the child process that this worker keeps."""

from __future__ import annotations

import atexit
import os
from collections.abc import Hashable

from dragoman.batch import linking, merging, reading, sifting
from dragoman.batch.child import SINGLE_THREAD
from dragoman.batch.inputs import Input
from dragoman.batch.isolation import Isolated
from dragoman.batch.job import Job, Shard
from dragoman.batch.work import Outcome, Task, Work

__all__ = ["perform", "release"]

_children: dict[Hashable, Isolated] = {}


def perform(job: Job, task: Task) -> Outcome:
    """Do a task and say that it is done; one that is done already is not done again."""
    os.environ.update(SINGLE_THREAD)
    work = Work(job)
    if task.step == "merge":  # a month has one set of files, whichever job or archive it is of
        return merging.merge(work, job.places()[1], task.key, *task.given)
    try:
        return work.outcome(task)
    except FileNotFoundError:
        outcome = _do(job, work, task)
        work.finish(task, outcome)
        return outcome


def _do(job: Job, work: Work, task: Task) -> Outcome:
    if task.step == "survey":
        return sifting.survey(job, Input(*task.given))
    if task.step == "sift":
        return sifting.sift(job, work, _child(job), Shard(*task.given))
    if task.step == "link":
        return linking.link(work, task.key, *task.given)
    if task.step == "settle":
        return linking.settle(work, *task.given)
    if task.step == "read":
        return reading.read(work, _child(job), task.key, *task.given)
    raise ValueError(f"no step {task.step}")


def _child(job: Job) -> Isolated:
    """The child of this worker for a job; a worker has one at a time."""
    name = (job.settings, job.make_mind, job.story_seconds, job.story_mib)
    if name not in _children:
        release()
        _children[name] = Isolated(job)
    return _children[name]


def release() -> None:
    """End the child of this worker."""
    for child in _children.values():
        child.close()
    _children.clear()


atexit.register(release)
