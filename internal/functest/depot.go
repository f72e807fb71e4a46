package functest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"redress/internal/complaint"
	"redress/internal/custody"
)

// Depot is where files lie, in memory.
type Depot struct {
	Uploads map[custody.FileRef][]byte // in quarantine
	Kept    map[string][]byte          // evidence, by tenant, case, file and hash
	Orders  map[custody.ExportRef]string
	Made    map[custody.ExportRef][]byte
	Slots   []custody.Slot // that were lent
	Down    error          // what every call fails with

	mu sync.Mutex
}

// NewDepot is an empty one.
func NewDepot() *Depot {
	return &Depot{
		Uploads: map[custody.FileRef][]byte{}, Kept: map[string][]byte{}, Orders: map[custody.ExportRef]string{}, Made: map[custody.ExportRef][]byte{},
	}
}

// KeptAt is where a file lies among the evidence.
func KeptAt(ref complaint.Ref, x complaint.Exhibit) string {
	return ref.Tenant + "/" + ref.Case + "/" + x.ID + "/" + x.SHA256
}

// Upload lends a form.
func (d *Depot) Upload(_ context.Context, s custody.Slot) (custody.UploadForm, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Slots = append(d.Slots, s)
	return custody.UploadForm{URL: "https://quarantine.example/", Fields: map[string]string{
		"key": s.Tenant + "/" + s.Case + "/" + s.File, "policy": fmt.Sprintf("%d-%d %s", s.Least, s.Most, s.Type),
	}}, d.Down
}

// Download lends an address.
func (d *Depot) Download(_ context.Context, k custody.Kept) (string, error) {
	return "https://evidence.example/" + KeptAt(k.Ref, k.Exhibit) + "?as=" + custody.Disposition(k.Exhibit), d.Down
}

// Fetch answers what was uploaded.
func (d *Depot) Fetch(_ context.Context, f custody.FileRef) (io.ReadCloser, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return there(d.Uploads, f, d.Down)
}

// Open answers a file of the evidence.
func (d *Depot) Open(_ context.Context, ref complaint.Ref, x complaint.Exhibit) (io.ReadCloser, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return there(d.Kept, KeptAt(ref, x), d.Down)
}

func there[K comparable](from map[K][]byte, key K, down error) (io.ReadCloser, error) {
	data, is := from[key]
	switch {
	case down != nil:
		return nil, down
	case !is:
		return nil, complaint.Errorf(complaint.NotFound, "there is no such file")
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// Keep keeps a file, if it is what it is said to be.
func (d *Depot) Keep(_ context.Context, k custody.Kept, content io.ReadSeeker) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return err
	}
	data, err := io.ReadAll(content)
	if err != nil || d.Down != nil {
		return cmp.Or(err, d.Down)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != k.SHA256 || len(data) != k.Size {
		return fmt.Errorf("%d bytes of %x are not %d of %s", len(data), sum, k.Size, k.SHA256)
	}
	d.Kept[KeptAt(k.Ref, k.Exhibit)] = data
	return nil
}

// Remove empties a place in quarantine.
func (d *Depot) Remove(_ context.Context, f custody.FileRef) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.Uploads, f)
	return d.Down
}

// Waiting answers everything in quarantine, as if it had been there for long.
func (d *Depot) Waiting(context.Context, time.Time) ([]custody.FileRef, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.SortedFunc(maps.Keys(d.Uploads), func(a, b custody.FileRef) int { return bytes.Compare([]byte(a.File), []byte(b.File)) }), d.Down
}

// Order notes an order.
func (d *Depot) Order(_ context.Context, e custody.ExportRef, user string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Orders[e] = user
	return d.Down
}

// Ordered answers who ordered.
func (d *Depot) Ordered(_ context.Context, e custody.ExportRef) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	user, is := d.Orders[e]
	if !is {
		return "", complaint.Errorf(complaint.NotFound, "there is no such order")
	}
	return user, d.Down
}

// Collect lends the address of an export that is made.
func (d *Depot) Collect(_ context.Context, e custody.ExportRef) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.Made[e] == nil {
		return "", d.Down
	}
	return "https://exports.example/" + e.Export, d.Down
}
