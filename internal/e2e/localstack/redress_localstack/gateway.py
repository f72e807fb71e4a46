"""LocalStack's gateway, on the addresses of GATEWAY_LISTEN alone (GATEWAY_SERVER=bound).

The released one takes only the port from it and listens on every interface.
"""

from localstack.runtime.server.core import RuntimeServerPlugin


class BoundServerPlugin(RuntimeServerPlugin):
    name = "bound"

    def load(self, *_args, **_kwargs):
        from localstack.runtime.server.twisted import TwistedRuntimeServer
        from rolo.serving.twisted import TwistedGateway
        from twisted.internet import endpoints, reactor

        class BoundServer(TwistedRuntimeServer):
            def register(self, gateway, listen, ssl_creds=None):  # noqa: ARG002 - plain HTTP is all that is asked for
                site = TwistedGateway(gateway)
                for address in listen:
                    endpoints.TCP4ServerEndpoint(reactor, address.port, interface=address.host).listen(site)

        return BoundServer()
