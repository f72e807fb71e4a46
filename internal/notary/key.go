package notary

import (
	"context"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"redress/internal/ledger"
)

// KMS is what the key needs of KMS.
type KMS interface {
	GetPublicKey(context.Context, *kms.GetPublicKeyInput, ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error)
	Sign(context.Context, *kms.SignInput, ...func(*kms.Options)) (*kms.SignOutput, error)
}

// Key is a key pair in KMS (ECC_NIST_P256, SIGN_VERIFY), whose private half nobody ever sees.
type Key struct {
	Client KMS
	ID     string // key id or ARN

	mu     sync.Mutex
	public []byte
}

var _ ledger.Signer = (*Key)(nil)

// PublicKey answers the public key in DER. It is asked for once.
func (k *Key) PublicKey(ctx context.Context) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.public != nil {
		return k.public, nil
	}
	out, err := k.Client.GetPublicKey(ctx, &kms.GetPublicKeyInput{KeyId: &k.ID})
	if err != nil {
		return nil, fmt.Errorf("public key: %w", err)
	}
	k.public = out.PublicKey
	return k.public, nil
}

// Sign signs a SHA-256 digest.
func (k *Key) Sign(ctx context.Context, digest []byte) ([]byte, error) {
	out, err := k.Client.Sign(ctx, &kms.SignInput{
		KeyId: &k.ID, Message: digest, MessageType: types.MessageTypeDigest, SigningAlgorithm: types.SigningAlgorithmSpecEcdsaSha256,
	})
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return out.Signature, nil
}
