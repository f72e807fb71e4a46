package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/golang-jwt/jwt/v5"

	"redress/internal/apigw"
	"redress/internal/complaint"
	"redress/internal/tenant"
)

// issuer is who vouches for staff, and how its tokens say who they are.
type issuer struct {
	name, audience, keys      string // keys: address of its JSON Web Key Set
	tenant, roles, user, mail string // names of the claims
	keyfunc                   jwt.Keyfunc
}

func issuerOf(env func(string) string) *issuer {
	return &issuer{
		name: env("ISSUER"), audience: env("AUDIENCE"), keys: env("KEYS"),
		tenant: env("CLAIM_TENANT"), roles: env("CLAIM_ROLES"), user: env("CLAIM_USER"), mail: env("CLAIM_MAIL"),
	}
}

// errUnauthorised is the one text for which API Gateway answers 401.
var errUnauthorised = errors.New("Unauthorized")

// authorize lets a request through with who is asking, or answers that nobody is signed in.
func (i *issuer) authorize(ctx context.Context, e events.APIGatewayCustomAuthorizerRequestTypeRequest) (events.APIGatewayCustomAuthorizerResponse, error) {
	who, err := i.whoIs(bearer(e.Headers))
	if err != nil {
		slog.WarnContext(ctx, "not signed in", "request", e.RequestContext.RequestID, "why", err.Error())
		return events.APIGatewayCustomAuthorizerResponse{}, errUnauthorised
	}
	return allow(e.MethodArn, who), nil
}

// whoIs reads a token: signed by the issuer, for us, not expired, and complete.
func (i *issuer) whoIs(token string) (map[string]any, error) {
	claims := jwt.MapClaims{}
	if _, err := jwt.ParseWithClaims(token, claims, i.keyfunc,
		jwt.WithIssuer(i.name), jwt.WithAudience(i.audience), jwt.WithExpirationRequired(), jwt.WithIssuedAt(),
		jwt.WithValidMethods([]string{"RS256", "RS384", "RS512", "ES256", "ES384", "PS256", "EdDSA"}),
	); err != nil {
		return nil, reason(err)
	}
	word := func(claim string) string { s, _ := claims[claim].(string); return s }
	role := highest(claims[i.roles])
	switch {
	case !tenant.ValidID(word(i.tenant)):
		return nil, errors.New("token names no tenant")
	case role == "":
		return nil, errors.New("token names no role")
	case word(i.user) == "":
		return nil, errors.New("token names no user")
	}
	return map[string]any{
		apigw.ClaimTenant: word(i.tenant), apigw.ClaimRole: string(role), apigw.ClaimUser: word(i.user), apigw.ClaimMail: word(i.mail),
	}, nil
}

// reason is why a token was refused, without anything that stands in it.
func reason(err error) error {
	for _, known := range []error{
		jwt.ErrTokenMalformed, jwt.ErrTokenSignatureInvalid, jwt.ErrTokenUnverifiable, jwt.ErrTokenExpired,
		jwt.ErrTokenInvalidIssuer, jwt.ErrTokenInvalidAudience, jwt.ErrTokenUsedBeforeIssued, jwt.ErrTokenNotValidYet,
	} {
		if errors.Is(err, known) {
			return known
		}
	}
	return errors.New("token refused")
}

// rank orders the roles of staff, the highest first; whoever has several acts in the highest.
var rank = []complaint.Role{
	complaint.TenantAdmin, complaint.Executive, complaint.Manager, complaint.Legal, complaint.Lead, complaint.Agent, complaint.Auditor,
}

func highest(groups any) complaint.Role {
	var names []string
	switch g := groups.(type) {
	case string:
		names = strings.Fields(g)
	case []any:
		for _, one := range g {
			if s, ok := one.(string); ok {
				names = append(names, s)
			}
		}
	}
	for _, r := range rank {
		if slices.Contains(names, string(r)) {
			return r
		}
	}
	return ""
}

// bearer is the token of the Authorization header, in which the scheme's case does not matter (RFC 9110 §11.1) and
// which may be the token alone.
func bearer(headers map[string]string) string {
	for name, value := range headers {
		if strings.EqualFold(name, "Authorization") {
			if scheme, token, two := strings.Cut(value, " "); two && strings.EqualFold(scheme, "Bearer") {
				value = token
			}
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// allow lets the asker use the stage's staff routes. What they may do there is decided where it is done.
func allow(method string, who map[string]any) events.APIGatewayCustomAuthorizerResponse {
	stage := strings.Join(strings.SplitN(method, "/", 3)[:2], "/")
	user, _ := who[apigw.ClaimUser].(string)
	return events.APIGatewayCustomAuthorizerResponse{
		PrincipalID: user, Context: who,
		PolicyDocument: events.APIGatewayCustomAuthorizerPolicy{
			Version: "2012-10-17",
			Statement: []events.IAMPolicyStatement{{
				Action: []string{"execute-api:Invoke"}, Effect: "Allow", Resource: []string{stage + "/*/v1/*/desk/*"},
			}},
		},
	}
}
