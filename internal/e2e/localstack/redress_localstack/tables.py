"""DynamoDB Local from the jars in DYNAMODB_JARS, with the Java of JAVA_HOME.

LocalStack would fetch a Java and DynamoDB Local of its own and add an agent that allows more than twenty indexes; here
the same program runs as Amazon publishes it.
"""

import os
from pathlib import Path

from localstack.runtime import hooks

MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner"


@hooks.on_infra_start()
def run_from_jars():
    jars = os.environ.get("DYNAMODB_JARS")
    if not jars:
        return

    # Imported here, for it is no use before LocalStack has read its settings.
    from localstack.services.dynamodb.packages import DynamoDBLocalPackageInstaller
    from localstack.services.dynamodb.server import DynamodbServer

    java = Path(os.environ["JAVA_HOME"])

    def command(server):
        return [
            str(java / "bin" / "java"),
            f"-Xmx{server.heap_size}",
            "-XX:+UseSerialGC",
            f"-Djava.library.path={jars}",
            f"-Dsqlite4java.library.path={jars}",
            "-cp",
            f"{jars}/*",
            MAIN,
            "-port",
            str(server.port),
            "-disableTelemetry",
            *(["-dbPath", server.db_path] if server.db_path else ["-inMemory"]),
        ]

    DynamoDBLocalPackageInstaller.install = lambda *_args, **_kwargs: None
    DynamoDBLocalPackageInstaller.get_java_env_vars = lambda _self: {"JAVA_HOME": str(java)}
    DynamodbServer._create_shell_command = command
    DynamodbServer.library_path = property(lambda _self: jars)
