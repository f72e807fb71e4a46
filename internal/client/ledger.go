package client

import (
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/notary"
)

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
