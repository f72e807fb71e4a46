package main

import (
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/golang-jwt/jwt/v5"

	"redress/internal/figures/bench"
)

// A right token, its RSA signature verified; the keys are known already.
func BenchmarkAuthorize(b *testing.B) {
	i := issuerOf(func(name string) string {
		return map[string]string{
			"ISSUER": name, "CLAIM_TENANT": "custom:tenant", "CLAIM_ROLES": "cognito:groups", "CLAIM_USER": "cognito:username",
			"CLAIM_MAIL": "email",
		}[name]
	})
	i.name, i.audience = name, audience
	i.keyfunc = func(*jwt.Token) (any, error) { return &keys().ours.PublicKey, nil }
	raw := jwt.NewWithClaims(jwt.SigningMethodRS256, newToken().claims)
	text, err := raw.SignedString(keys().ours)
	if err != nil {
		b.Fatal(err)
	}
	e := events.APIGatewayCustomAuthorizerRequestTypeRequest{
		MethodArn: "arn:aws:execute-api:us-east-1:1:a/live/GET/v1/acme/desk/cases", Headers: map[string]string{"Authorization": "Bearer " + text},
	}
	bench.Measure(b, bench.Nothing, func(struct{}) {
		if _, err := i.authorize(b.Context(), e); err != nil {
			b.Fatal(err)
		}
	})
}
