package functest

import (
	"context"
	"fmt"
	"sync"

	"redress/internal/casework"
)

// Carrier notes what it carries, and can be out of order.
type Carrier struct {
	Tries int
	Down  error

	name string
	mu   sync.Mutex
	sent []casework.Letter
}

// NewCarrier is a carrier whose proofs bear its name and count from one.
func NewCarrier(name string) *Carrier { return &Carrier{name: name} }

// Carry notes a letter.
func (k *Carrier) Carry(_ context.Context, l casework.Letter) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.Tries++
	if k.Down != nil {
		return "", k.Down
	}
	k.sent = append(k.sent, l)
	return fmt.Sprintf("%s-%d", k.name, len(k.sent)), nil
}

// Letters is what was carried so far.
func (k *Carrier) Letters() []casework.Letter {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sent
}
