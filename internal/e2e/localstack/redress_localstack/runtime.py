"""One function as a process of this machine, behind the Lambda Runtime API.

A Runtime stands for what AWS calls an execution environment: it takes one invocation at a time, its process lives on
between invocations, and a process that ended or ran out of time is started again for the next one. Whoever wants two
invocations at once makes two Runtimes.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import contextlib
import json
import queue
import re
import shutil
import subprocess
import tempfile
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"
API = "/2018-06-01/runtime"
OUTCOME = re.compile(rf"^{API}/invocation/([^/]+)/(response|error)$")
LARGEST_RESPONSE = 6 * 1024 * 1024 + 1024  # as on AWS, with room for the frame
KILL_AFTER_SECONDS = 1


class InitFailed(Exception):
    """The process ended, or said that it cannot work, before it asked for an invocation."""

    def __init__(self, error):
        super().__init__(error["errorMessage"])
        self.payload = json.dumps(error).encode()


@dataclass
class Invocation:
    """One invocation, and in `outcome` what became of it: (body, is it an error)."""

    request_id: str
    arn: str
    payload: bytes
    trace: str
    deadline: float = 0.0  # seconds since 1970
    outcome: Future = field(default_factory=Future)

    def end(self, body, is_error):
        with contextlib.suppress(Exception):  # only the first outcome counts
            self.outcome.set_result((body, is_error))


@dataclass(frozen=True)
class Answer:
    body: bytes
    is_error: bool
    logs: str


class Runtime:
    def __init__(self, code, environment, timeout, log_file):
        self._code = Path(code)
        self._timeout = timeout
        self._log_file = Path(log_file)
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        self._log_file.touch()
        self._tmp = tempfile.mkdtemp(prefix="function-")
        self._server = _serve()
        self._environment = {name: str(value) for name, value in environment.items()} | {
            "AWS_LAMBDA_RUNTIME_API": f"{HOST}:{self._server.server_port}",
            "LAMBDA_TASK_ROOT": str(self._code),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "TMPDIR": self._tmp,
        }
        self._process = None
        self._stopped = threading.Event()

    def start(self):
        """Start the process and wait until it asks for an invocation. InitFailed says why it never will."""
        if self._stopped.is_set():
            raise InitFailed(_error("Runtime.Unknown", "stopped"))
        self._process = self._server.life = _Life()  # before the process can ask
        self._process.begin(self._launch())
        self._process.ready.result()

    def invoke(self, invocation):
        """Run one invocation to its answer, its failure or its timeout."""
        mark = self._log_file.stat().st_size
        began = time.monotonic()
        if self._process is None or self._process.ended:
            try:
                self.start()
            except InitFailed as failed:
                return Answer(failed.payload, True, self._read_log(mark))
        invocation.deadline = time.time() + self._timeout
        self._process.give(invocation)
        try:
            body, is_error = invocation.outcome.result(self._timeout)
        except TimeoutError:
            self._process.end()
            text = f"RequestId: {invocation.request_id} Error: Task timed out after {self._timeout:.2f} seconds"
            body, is_error = json.dumps(_error("Sandbox.Timedout", text)).encode(), True
        return Answer(body, is_error, self._report(invocation, mark, time.monotonic() - began))

    def stop(self):
        """End the process and what serves it. Whoever waits for an answer gets an error."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        if self._process is not None:
            self._process.end()
        self._server.shutdown()
        self._server.server_close()
        shutil.rmtree(self._tmp, ignore_errors=True)

    def logs(self):
        return self._read_log(0)

    def _launch(self):
        bootstrap = self._code / "bootstrap"
        try:
            with self._log_file.open("ab") as log:
                return subprocess.Popen(  # noqa: S603 - the function that was deployed
                    [bootstrap], cwd=self._code, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
                )
        except OSError as failed:
            raise InitFailed(_error("Runtime.InvalidEntrypoint", f"{bootstrap.name}: {failed.strerror}")) from failed

    def _read_log(self, mark):
        with self._log_file.open("rb") as log:
            log.seek(mark)
            return log.read().decode(errors="replace")

    def _report(self, invocation, mark, seconds):
        """The log of an invocation, framed as AWS frames it."""
        written = self._read_log(mark)
        if written and not written.endswith("\n"):
            written += "\n"
        which = f"RequestId: {invocation.request_id}"
        return f"START {which}\n{written}END {which}\nREPORT {which}\tDuration: {1000 * seconds:.2f} ms\n"


class _Life:
    """One process, from its start to its end."""

    def __init__(self):
        self._process = None
        self._given = queue.SimpleQueue()
        self._current = None
        self._lock = threading.Lock()
        self.ready = Future()
        self.ended = False

    def begin(self, process):
        self._process = process
        threading.Thread(target=self._watch, name="function", daemon=True).start()

    def give(self, invocation):
        with self._lock:
            self._current = invocation
            ended = self.ended
        if ended:
            self._fail_current()
        else:
            self._given.put(invocation)

    def next(self):
        """The next invocation for the process; None: there will be none."""
        if not self.ready.done():
            self.ready.set_result(None)
        return self._given.get()

    def outcome(self, request_id, body, is_error):
        with self._lock:
            invocation = self._current
            if invocation is None or invocation.request_id != request_id:
                return False
            self._current = None
        invocation.end(body, is_error)
        return True

    def init_failed(self, body):
        with contextlib.suppress(ValueError, TypeError, KeyError):
            told = json.loads(body)
            self._not_ready(_error(told["errorType"], told["errorMessage"]))

    def _watch(self):
        """Wait for the process to end, and tell whoever counts on it."""
        self._process.wait()
        with self._lock:
            self.ended = True
        self._not_ready(self._exit_error())
        self._fail_current()
        self._given.put(None)

    def end(self):
        self.ended = True
        self._process.terminate()
        try:
            self._process.wait(KILL_AFTER_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _not_ready(self, error):
        with contextlib.suppress(Exception):  # it had been ready before
            self.ready.set_exception(InitFailed(error))

    def _fail_current(self):
        with self._lock:
            invocation, self._current = self._current, None
        if invocation is not None:
            error = self._exit_error()
            error["errorMessage"] = f"RequestId: {invocation.request_id} Error: {error['errorMessage']}"
            invocation.end(json.dumps(error).encode(), True)

    def _exit_error(self):
        code = self._process.poll()
        how = f"signal: {-code}" if code is not None and code < 0 else f"exit status {code}"
        return _error("Runtime.ExitError", f"Runtime exited with error: {how}")


def _error(kind, message):
    return {"errorType": kind, "errorMessage": message}


def _serve():
    server = _Server((HOST, 0), _Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), name="runtime-api", daemon=True).start()
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    life = None  # of the process that speaks to this server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # a reply leaves in one piece
    disable_nagle_algorithm = True

    def do_GET(self):
        if self.path != f"{API}/invocation/next":
            return self._reply(HTTPStatus.NOT_FOUND)
        invocation = self.server.life.next()
        if invocation is None:
            self.close_connection = True
            return None
        return self._reply(
            HTTPStatus.OK,
            invocation.payload,
            {
                "Content-Type": "application/json",
                "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
                "Lambda-Runtime-Deadline-Ms": str(int(1000 * invocation.deadline)),
                "Lambda-Runtime-Invoked-Function-Arn": invocation.arn,
                "Lambda-Runtime-Trace-Id": invocation.trace,
            },
        )

    def do_POST(self):
        body = self._body()
        if found := OUTCOME.match(self.path):
            request_id, outcome = found.groups()
            too_large = body is None and outcome == "response"
            if too_large:
                text = f"Response payload size exceeded maximum allowed payload size ({LARGEST_RESPONSE} bytes)."
                body, outcome = json.dumps(_error("Function.ResponseSizeTooLarge", text)).encode(), "error"
            taken = self.server.life.outcome(request_id, body or b"", outcome == "error")
            if too_large:
                return self._reply(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return self._reply(HTTPStatus.ACCEPTED if taken else HTTPStatus.BAD_REQUEST)
        if self.path == f"{API}/init/error":
            self.server.life.init_failed(body)
            return self._reply(HTTPStatus.ACCEPTED)
        return self._reply(HTTPStatus.NOT_FOUND)

    def _body(self):
        """The request's body; None when it is too large. Runtimes send it whole or in chunks (RFC 9112 §7.1)."""
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            return self._read(int(self.headers.get("Content-Length", 0)), 0)
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            chunk = self._read(size, len(body or b""))
            body = None if body is None or chunk is None else body + chunk
            self.rfile.readline()
        while self.rfile.readline().strip():  # trailers
            pass
        return body

    def _read(self, size, before):
        if before + size <= LARGEST_RESPONSE:
            return self.rfile.read(size)
        while size > 0 and (skipped := self.rfile.read(min(size, 1 << 16))):
            size -= len(skipped)
        return None

    def _reply(self, status, body=b'{"status":"OK"}', headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing: the function's own log is enough."""
