package client

import (
	"context"
	"errors"
	"net/mail"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"
)

// SenderReady says whether Amazon SES may send mail in the name of a sender: its domain or its address is a verified identity.
func (s *Stack) SenderReady(ctx context.Context, sender string) (ready bool, err error) {
	address, err := mail.ParseAddress(sender)
	if err != nil {
		return false, err
	}
	_, domain, _ := strings.Cut(address.Address, "@")
	client := sesv2.NewFromConfig(s.AWS)
	for _, identity := range []string{domain, address.Address} {
		found, err := client.GetEmailIdentity(ctx, &sesv2.GetEmailIdentityInput{EmailIdentity: &identity})
		var none *types.NotFoundException
		if errors.As(err, &none) {
			continue
		}
		if err != nil {
			return false, err
		}
		if found.VerifiedForSendingStatus {
			return true, nil
		}
	}
	return false, nil
}
