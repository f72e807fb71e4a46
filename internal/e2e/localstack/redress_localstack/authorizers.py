"""Lambda authorizers of the type REQUEST, which LocalStack's open edition takes in but never asks.

It lets their methods through as if nobody guarded them, and names as the place for more the composite handler that is
used here. The function that answers is the deployed one; what API Gateway does with the answer is written below.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
"""

import json
import re
from urllib.parse import unquote

from localstack.aws.connect import connect_to
from localstack.runtime import hooks

FUNCTION = re.compile(r":lambda:path/2015-03-31/functions/(?P<arn>[^/]+)/invocations$")
HEADER = "method.request.header."


@hooks.on_infra_start()
def ask_authorizers():
    from localstack.services.apigateway.next_gen.execute_api.handlers import preprocess_request

    preprocess_request.append(_authorize)


def _authorize(_chain, context, _response):
    method = context.resource_method
    if method.get("authorizationType") != "CUSTOM":
        return

    from localstack.services.apigateway.next_gen.execute_api import gateway_response as gateway

    authorizer = context.deployment.rest_api.authorizers.get(method.get("authorizerId")) or {}
    function = FUNCTION.search(authorizer.get("authorizerUri", ""))
    if authorizer.get("type") != "REQUEST" or not function:
        raise gateway.AuthorizerConfigurationError
    if not _identified(authorizer, context.invocation_request):
        raise gateway.UnauthorizedError("Unauthorized")

    arn = _method_arn(context)
    failed, answer = _ask(function["arn"], arn, context)
    if failed and answer.get("errorMessage") == "Unauthorized":
        raise gateway.UnauthorizedError("Unauthorized")
    if failed or "policyDocument" not in answer or "principalId" not in answer:
        raise gateway.AuthorizerConfigurationError

    effects = _effects(answer["policyDocument"], arn)
    if "Deny" in effects:
        raise gateway.AccessDeniedError("User is not authorized to access this resource with an explicit deny")
    if "Allow" not in effects:
        raise gateway.AccessDeniedError("User is not authorized to access this resource")
    context.context_variables["authorizer"] = {
        **{name: _text(value) for name, value in (answer.get("context") or {}).items()},
        "principalId": answer["principalId"],
    }


def _identified(authorizer, request):
    """A request without every header that it is known by is refused before anybody is asked."""
    sources = [s.strip() for s in (authorizer.get("identitySource") or "").split(",") if s.strip()]
    return all(request["headers"].get(s.removeprefix(HEADER)) for s in sources if s.startswith(HEADER))


def _method_arn(context):
    request = context.invocation_request
    path = unquote(request["path"]).lstrip("/")
    return (
        f"arn:aws:execute-api:{context.region}:{context.account_id}:"
        f"{context.api_id}/{context.stage}/{request['http_method']}/{path}"
    )


def _ask(function, arn, context):
    request = context.invocation_request
    event = {
        "type": "REQUEST",
        "methodArn": arn,
        "resource": context.resource["path"],
        "path": request["path"],
        "httpMethod": request["http_method"],
        "headers": dict(request["headers"]),
        "multiValueHeaders": {name: request["headers"].getlist(name) for name in request["headers"].keys()},  # noqa: SIM118
        "queryStringParameters": request["query_string_parameters"] or {},
        "multiValueQueryStringParameters": request["multi_value_query_string_parameters"] or {},
        "pathParameters": request["path_parameters"] or {},
        "stageVariables": context.stage_variables or {},
        "requestContext": context.context_variables,
    }
    lambda_ = connect_to(aws_access_key_id=context.account_id, region_name=context.region).lambda_
    said = lambda_.invoke(FunctionName=function, Payload=json.dumps(event))
    return "FunctionError" in said, json.loads(said["Payload"].read()) or {}


def _effects(policy, arn):
    """The effects of the statements that are about the method."""
    return {
        statement["Effect"]
        for statement in policy["Statement"]
        if any(_matches(action, "execute-api:Invoke") for action in _list(statement["Action"]))
        and any(_matches(resource, arn) for resource in _list(statement["Resource"]))
    }


def _matches(pattern, value):
    """As IAM matches: a star is anything, slashes too; a question mark is one character."""
    wild = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(wild, value, re.DOTALL) is not None


def _list(value):
    return value if isinstance(value, list) else [value]


def _text(value):
    """Numbers and truth values come through as words."""
    return value if isinstance(value, str) else json.dumps(value)
