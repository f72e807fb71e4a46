package client

import (
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"redress/internal/depot"
)

// Depot is where the installation's files lie, with the operator's own rights.
func (s *Stack) Depot() depot.Depot {
	client := s.S3()
	return depot.Depot{
		Client: client, Presign: s3.NewPresignClient(client),
		Quarantine: s.Outputs["Quarantine"], Evidence: s.Outputs["Evidence"], Exports: s.Outputs["Exports"],
	}
}
