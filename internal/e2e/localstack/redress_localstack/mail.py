"""SES v2 for LocalStack, which has SES only in its older form: the calls that Redress makes, handed on to that.

The letters are then at LocalStack's own /_aws/ses. The older call has no place for headers, so they are not to be seen
there. An address or domain that was not verified is refused, as on AWS.
"""

from localstack.aws.api import handler
from localstack.aws.connect import connect_to
from localstack.services.plugins import Service
from localstack.services.providers import aws_provider


class Mail:
    service = "sesv2"
    version = "2019-09-27"

    @handler("CreateEmailIdentity", expand=False)
    def create_email_identity(self, context, request):
        identity = request["EmailIdentity"]
        kind = "EMAIL_ADDRESS" if "@" in identity else "DOMAIN"
        if kind == "DOMAIN":
            _ses(context).verify_domain_identity(Domain=identity)
        else:
            _ses(context).verify_email_identity(EmailAddress=identity)
        return {"IdentityType": kind, "VerifiedForSendingStatus": True}

    @handler("SendEmail", expand=False)
    def send_email(self, context, request):
        letter = request["Content"]["Simple"]
        sent = _ses(context).send_email(
            Source=request["FromEmailAddress"],
            Destination=request["Destination"],
            Message={"Subject": letter["Subject"], "Body": letter["Body"]},
            ReplyToAddresses=request.get("ReplyToAddresses", []),
        )
        return {"MessageId": sent["MessageId"]}


def _ses(context):
    return connect_to(aws_access_key_id=context.account_id, region_name=context.region).ses


@aws_provider()
def sesv2():
    return Service.for_provider(Mail())
