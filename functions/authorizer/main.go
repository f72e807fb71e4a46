// Command authorizer says who of the staff is asking: it verifies the token of an OpenID Connect issuer and hands on
// tenant, role and user name, which are taken from nowhere else.
package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/MicahParks/keyfunc/v3"
	"github.com/aws/aws-lambda-go/lambda"

	"redress/internal/wire"
)

func main() {
	issuer := issuerOf(wire.Env)
	keys, err := keyfunc.NewDefaultCtx(context.Background(), []string{issuer.keys})
	if err != nil {
		slog.Error("cannot read the issuer's keys", "error", err.Error())
		os.Exit(1)
	}
	issuer.keyfunc = keys.Keyfunc
	lambda.Start(issuer.authorize)
}
