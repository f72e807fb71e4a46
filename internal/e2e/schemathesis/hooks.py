"""What the document cannot say to schemathesis, and what its own checks do not look at. Each with its reason."""

import datetime
import os
import re
import uuid

import schemathesis
from hypothesis import strategies
from schemathesis.core.failures import Failure
from schemathesis.core.parameters import ParameterLocation

FORM = "application/x-www-form-urlencoded"
PROBLEM = "application/problem+json"
NO_EXPORT = "A" * 26
# The case that an operation is about, and the variable with the secret that opens it.
CASES = {
    "followComplaint": ("FOLLOW_CASE", "FOLLOW_SECRET"),
    "writeMessage": ("FOLLOW_CASE", "FOLLOW_SECRET"),
    "withdrawComplaint": ("FOLLOW_CASE", "FOLLOW_SECRET"),
    "objectToRejection": ("FOLLOW_CASE", "FOLLOW_SECRET"),
    "reopenComplaint": ("FOLLOW_CASE", "FOLLOW_SECRET"),
    "showSurvey": ("SURVEY_CASE", "SURVEY_SECRET"),
    "answerSurvey": ("SURVEY_CASE", "SURVEY_SECRET"),
    "showCase": ("DESK_CASE", None),
    "commandCase": ("DESK_CASE", None),
    "revealCase": ("DESK_CASE", None),
}

# happened_at must not lie in the future, for which a schema has no word.
schemathesis.openapi.format(
    "date-time",
    strategies.datetimes(
        min_value=datetime.datetime(1900, 1, 1), max_value=datetime.datetime(2026, 1, 1)
    ).map(lambda at: at.isoformat() + "Z"),
)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Leaves a share of the commands, so that the shares can be tested side by side."""
    share = re.fullmatch(r"commands (\d+) of (\d+)", os.environ["PART"])
    if share:
        command = raw_schema["components"]["schemas"]["Command"]
        command["oneOf"] = command["oneOf"][int(share[1]) - 1 :: int(share[2])]


@schemathesis.hook
def filter_headers(context, headers):
    """HTTP drops the blanks around a header's value, so they make none wrong."""
    return all(value == value.strip(" \t") for value in (headers or {}).values() if isinstance(value, str))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes what the document allows, and only that, something that the server can carry out."""
    reference, secret = CASES.get(case.operation.definition.raw["operationId"], (None, None))
    if allowed(case, ParameterLocation.PATH):
        # To the schema every tenant and case is as good as another.
        case.path_parameters["tenant"] = os.environ["TENANT"]
        if reference:
            case.path_parameters["case"] = os.environ[reference]
    if allowed(case, ParameterLocation.HEADER) and 0 < len(case.headers.get("Idempotency-Key", "")) < 90:
        # A key stands for one request; schemathesis gives the same short one to many.
        case.headers["Idempotency-Key"] += uuid.uuid4().hex
    if allowed(case, ParameterLocation.QUERY):
        # A cursor is the server's own, and a team or department the tenant's; one that is made up is refused.
        for name in ("cursor", "team", "department"):
            case.query.pop(name, None)
        # Months are given from one on to another, for which a schema has no word.
        if "to" in case.query:
            case.query["from"] = case.query["to"]
    if allowed(case, ParameterLocation.BODY) and isinstance(case.body, dict):
        case.body.pop("cursor", None)
    if secret:
        bring(case, os.environ[secret])
    if allowed(case, ParameterLocation.BODY):
        share_out(case.body)
        be_due(case.body)
    if allowed(case, ParameterLocation.PATH) and "export" in (case.path_parameters or {}):
        # What is made already is handed out by a redirection, which schemathesis follows out of the API.
        case.path_parameters["export"] = NO_EXPORT


def be_due(body):
    """Not every day that looks like one is in the calendar, for which a schema has no word."""
    if isinstance(body, dict):
        for name, value in body.items():
            if name == "due" and isinstance(value, str) and re.fullmatch(r"[0-9-]{10}", value):
                body[name] = "2026-12-01"
            be_due(value)
    elif isinstance(body, list):
        for value in body:
            be_due(value)


def share_out(body):
    """Shares come to 100 together and name each department once, for which a schema has no word."""
    if isinstance(body, dict) and body.get("do") == "decide_responsibility":
        body["with"]["shares"] = [{"department": "quality", "percent": 100}]


def bring(case, secret):
    """A secret is a text to the schema, but without the case's own all would be 404."""
    if allowed(case, ParameterLocation.HEADER) and allowed(case, ParameterLocation.QUERY):
        case.headers["Redress-Secret"] = secret
    if case.media_type == FORM and isinstance(case.body, dict) and isinstance(case.body.get("secret"), str):
        case.body["secret"] = secret


def allowed(case, location):
    """Whether this part of the request is as the document wants it."""
    part = case.meta and case.meta.components.get(location)
    return part is None or part.mode.is_positive


@schemathesis.check
def problems(ctx, response, case):
    """Every refusal is a problem with its own status, and a 400 of a JSON object names the field."""
    if response.status_code < 400:
        return
    if response.headers["content-type"] != [PROBLEM]:
        raise Failure(operation=case.operation.label, title="No problem", message=f"{response.headers['content-type']}")
    problem = response.json()
    if problem["status"] != response.status_code:
        raise Failure(operation=case.operation.label, title="Another status", message=f"{problem}")
    if response.status_code == 400 and isinstance(case.body, dict) and not problem.get("field"):
        raise Failure(operation=case.operation.label, title="No field is named", message=f"{problem}")


@schemathesis.check
def unknown_methods(ctx, response, case):
    """What is not in the document answers 404; see unsupported_method in schemathesis.toml."""
    if response.request.method != case.operation.method.upper() and response.status_code != 404:
        raise Failure(operation=case.operation.label, title="Unknown method", message=f"{response.status_code}")
