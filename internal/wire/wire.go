// Package wire is where the adapters meet: it reads a function's environment and puts its parts together. Each function
// asks only for the parts it needs, and its role allows no more.
package wire

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"redress/internal/access"
	"redress/internal/casework"
	"redress/internal/duplicate"
	"redress/internal/dynamo"
	"redress/internal/opinion"
	"redress/internal/workflow"
)

// Parts are a function's environment, from which its parts are made.
type Parts struct {
	AWS   aws.Config
	table *dynamo.Table
	book  *casework.Book
}

// Start reads the environment. A function that cannot start says why and ends.
func Start() *Parts {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	p := &Parts{AWS: lambdaConfig()}
	p.table = &dynamo.Table{Client: databaseOf(dynamodb.NewFromConfig(p.AWS)), Name: Env("TABLE")}
	p.book = &casework.Book{Tenants: p.table, Now: time.Now}
	return p
}

// lambdaConfig is what Lambda says of itself in the environment. The SDK's own loader would also look for profiles,
// single sign-on and instance metadata, none of which a function has; without it a function is smaller and starts sooner.
func lambdaConfig() aws.Config {
	cfg := aws.Config{
		Region: Env("AWS_REGION"),
		Credentials: credentials.NewStaticCredentialsProvider(
			Env("AWS_ACCESS_KEY_ID"), Env("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN")),
	}
	if at := os.Getenv("AWS_ENDPOINT_URL"); at != "" { // an emulator's
		cfg.BaseEndpoint = &at
	}
	return cfg
}

// Env is a variable of the environment that must be there.
func Env(name string) string {
	value := os.Getenv(name)
	if value == "" {
		slog.Error("missing environment variable", "name", name)
		os.Exit(1)
	}
	return value
}

func must(err error) {
	if err != nil {
		slog.Error("cannot start", "error", err.Error())
		os.Exit(1)
	}
}

// Table is the table of cases.
func (p *Parts) Table() *dynamo.Table { return p.table }

// Book is the rules of all tenants.
func (p *Parts) Book() *casework.Book { return p.book }

// Cases carries commands out, and drives the state machines.
func (p *Parts) Cases() *casework.Cases {
	machines := &workflow.Machines{Client: statesOf(sfn.NewFromConfig(p.AWS)), Journey: Env("JOURNEY"), Timer: Env("TIMER")}
	return &casework.Cases{
		Store: p.table, Rules: p.book, Drive: &casework.Driver{Machines: machines, Tokens: p.table}, Now: time.Now,
		Desk: &casework.Assigner{Book: p.book, Loads: p.table}, Kept: p.table, Salt: rand.Text,
	}
}

// Deciding is Cases for a function in which people decide on money: what a complainant is granted elsewhere counts.
func (p *Parts) Deciding() *casework.Cases {
	cases := p.Cases()
	cases.Grants = &casework.Grants{Book: p.book, People: p.table}
	return cases
}

// Filing is Cases for a function that files complaints: what it files is recognised when it comes in again. It has the key.
func (p *Parts) Filing(key access.Key) *casework.Cases {
	cases := p.Cases()
	cases.Marks = &casework.Marker{Key: duplicate.NewKey(key), Book: p.book}
	return cases
}

// Recogniser finds what is the same complaint. It needs the key of whoever files.
func (p *Parts) Recogniser(ctx context.Context) *casework.Recogniser {
	return &casework.Recogniser{Key: duplicate.NewKey(p.Key(ctx)), Book: p.book, People: p.table}
}

// Second asks a model on Amazon Bedrock where the own reading is unsure; nil where the installation names none.
func (p *Parts) Second() *casework.Second {
	model := os.Getenv("SECOND_OPINION_MODEL")
	if model == "" {
		return nil
	}
	return &casework.Second{Book: p.book, Opinions: &opinion.Bedrock{
		Model: model, Endpoint: Env("SECOND_OPINION_AT"), Region: p.AWS.Region, Credentials: p.AWS.Credentials, Client: &http.Client{},
	}}
}

// Key is the installation's master key for the complainants' secrets.
func (p *Parts) Key(ctx context.Context) access.Key {
	out, err := secretsmanager.NewFromConfig(p.AWS).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{
		SecretId: aws.String(Env("SECRET")),
	})
	must(err)
	return access.Key(aws.ToString(out.SecretString))
}
