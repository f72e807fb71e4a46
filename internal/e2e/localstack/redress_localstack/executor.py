"""LocalStack's functions as processes of this machine, instead of its Docker containers."""

import os
from pathlib import Path

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import LambdaRuntimeException, RuntimeExecutor

from redress_localstack.runtime import HOST, InitFailed, Invocation, Runtime

# What LocalStack sets for the process that it puts into its containers; a function on AWS does not see these.
NOT_FOR_FUNCTIONS = ("LOCALSTACK_", "EDGE_PORT", "_AWS_XRAY_", "AWS_XRAY_", "LAMBDA_RUNTIME_DIR")


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *_args, **_kwargs):
        return ProcessExecutor


class ProcessExecutor(RuntimeExecutor):
    """One execution environment. LocalStack gives it one invocation at a time."""

    def __init__(self, id, function_version):  # noqa: A002 - LocalStack's name
        super().__init__(id, function_version)
        self._runtime = None

    def start(self, env_vars):
        settings = self.function_version.config
        self._runtime = Runtime(
            code=settings.code.get_unzipped_code_location(),
            environment={k: v for k, v in env_vars.items() if not k.startswith(NOT_FOR_FUNCTIONS)},
            timeout=settings.timeout,
            log_file=_log_folder() / f"{self.function_version.id.function_name}-{self.id}.log",
        )
        try:
            self._runtime.start()
        except InitFailed as failed:
            raise StatusErrorException(str(failed), payload=failed.payload) from failed

    def invoke(self, payload):
        invocation = Invocation(
            payload["invoke-id"], payload["invoked-function-arn"], payload["payload"].encode(), payload.get("trace-id") or ""
        )
        answer = self._runtime.invoke(invocation)
        return InvocationResult(invocation.request_id, answer.body, is_error=answer.is_error, logs=answer.logs)

    def stop(self):
        if self._runtime is not None:
            self._runtime.stop()

    def get_logs(self):
        return self._runtime.logs() if self._runtime is not None else ""

    def get_address(self):
        return HOST

    def get_endpoint_from_executor(self):
        return HOST

    def get_runtime_endpoint(self):
        return f"http://{HOST}:{config.GATEWAY_LISTEN[0].port}"

    @classmethod
    def prepare_version(cls, function_version):
        settings = function_version.config
        if settings.code is None or not (settings.runtime or "").startswith("provided"):
            raise LambdaRuntimeException("only zipped functions for provided.* run as processes of this machine")
        settings.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        """Nothing: LocalStack removes the code itself."""


def _log_folder():
    return Path(os.environ.get("FUNCTION_LOGS") or Path(config.dirs.tmp) / "functions")
