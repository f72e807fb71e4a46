package wire

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/ledger"
	"redress/internal/notary"
)

// Notary signs the heads of the evidence logs and archives them.
func (p *Parts) Notary() *ledger.Notary {
	return &ledger.Notary{Signer: p.Signer(), Archive: p.Heads(), Now: time.Now}
}

// Signer signs the heads of the evidence logs.
func (p *Parts) Signer() *notary.Key {
	return &notary.Key{Client: kms.NewFromConfig(p.AWS), ID: Env("LEDGER_KEY")}
}

// Heads is where signed heads are kept.
func (p *Parts) Heads() notary.Heads {
	client := s3.NewFromConfig(p.AWS, func(o *s3.Options) {
		o.UsePathStyle = p.AWS.BaseEndpoint != nil         // an emulator has no name for each bucket
		o.DisableLogOutputChecksumValidationSkipped = true // nor a sum of each object; what is read is signed
	})
	return notary.Heads{Client: client, Bucket: Env("LEDGER_HEADS")}
}
