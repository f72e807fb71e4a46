"""What LocalStack lacks on a machine without Docker, as plugins of its own kinds.

    runtime      the Lambda Runtime API for one function that runs as a process; knows nothing of LocalStack
    executor     lets LocalStack run its functions that way (LAMBDA_RUNTIME_EXECUTOR=process)
    tables       starts DynamoDB Local from the jars that ./install fetched
    gateway      listens where it is told to (GATEWAY_SERVER=bound)
    authorizers  asks the functions that guard an API
    paths        reads each JSONPath of the state machines once
    mail         answers the calls of SES v2 that Redress makes, by LocalStack's own SES

Everything else is LocalStack as it is released.
"""
