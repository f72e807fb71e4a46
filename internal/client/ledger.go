package client

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/ledger"
	"redress/internal/notary"
)

// Notary signs the heads of the installation's evidence logs and archives them, with the operator's own rights.
func (s *Stack) Notary() *ledger.Notary {
	return &ledger.Notary{Signer: s.Signer(), Archive: s.Heads(), Now: time.Now}
}

// Signer is the installation's signing key, with the operator's own rights.
func (s *Stack) Signer() *notary.Key {
	return &notary.Key{Client: kms.NewFromConfig(s.AWS), ID: s.Outputs["LedgerKey"]}
}

// Heads is the installation's archive of signed heads.
func (s *Stack) Heads() notary.Heads {
	return notary.Heads{Client: s.S3(), Bucket: s.Outputs["LedgerHeads"]}
}

// S3 is the installation's S3. An emulator has no name for each bucket.
func (s *Stack) S3() *s3.Client {
	return s3.NewFromConfig(s.AWS, func(o *s3.Options) {
		o.UsePathStyle = s.Endpoint != ""
		o.DisableLogOutputChecksumValidationSkipped = true // an emulator gives no sums; what is read is signed
	})
}
