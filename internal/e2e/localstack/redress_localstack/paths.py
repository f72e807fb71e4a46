"""JSONPaths of state machines, read once each.

LocalStack builds a parser anew for every path of every state that it runs, which takes some 25 ms of the one processor that
it works in: more than all else in a step of a journey. What a path reads as never changes, so it is remembered.
"""

import functools

from localstack.runtime import hooks


@hooks.on_infra_start()
def remember_paths():
    from localstack.services.stepfunctions.asl.utils import json_path

    json_path.parse = functools.lru_cache(maxsize=1024)(json_path.parse)
