package trial

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"redress/internal/complaint"
	"redress/internal/duplicate/trial"
	"redress/internal/library"
)

// Text is what somebody once wrote.
type Text struct {
	Source  string
	Content string
	Label   string // what its source calls it; empty: it does not say
}

// Reader understands a complaint's text.
type Reader interface {
	Read(text string) complaint.Reading
}

// Usable says whether there is enough in a text to tell it from another.
func (t Text) Usable() bool { return trial.Text{Content: t.Content}.Usable() }

// Padded are so many texts: the first ones, and where they are too few, these told again in other words.
func Padded(texts []Text, n int, seed uint64) []Text {
	padded := append([]Text{}, texts[:min(n, len(texts))]...)
	chance := rand.New(rand.NewPCG(seed, 2)) //nolint:gosec // chance, not a secret
	for i := 0; len(padded) < n; i++ {
		t := texts[i%len(texts)]
		t.Content = trial.Retell(t.Content, trial.Rewritten, chance)
		padded = append(padded, t)
	}
	return padded
}

// Stack is a library in memory that counts what is asked of it.
type Stack struct {
	Texts   []Text // in the order of their precedents
	All     []library.Precedent
	Looks   []library.Look
	Asked   int     // buckets read
	Read    int     // precedents read
	Bytes   int     // of these, as items
	Units   float64 // read units, half of one for each begun 4 kB of a request
	buckets map[string][]int
	place   map[string]int // of a precedent by its id
	mu      sync.Mutex
}

// NewStack puts texts into a library, the first as the oldest.
func NewStack(texts []Text, reader Reader) *Stack {
	s := &Stack{Texts: texts, buckets: map[string][]int{}, place: map[string]int{}}
	looks := make([]library.Look, len(texts))
	var crew sync.WaitGroup
	for part := range workers {
		crew.Go(func() {
			for i := part; i < len(texts); i += workers {
				looks[i] = LookAt(texts[i].Content, reader)
			}
		})
	}
	crew.Wait()
	s.Looks = looks
	for i, look := range looks {
		p := library.Precedent{ID: fmt.Sprintf("P-%016d", i), Traits: look.Traits, Received: day(i)}
		s.All, s.place[p.ID] = append(s.All, p), i
		for _, b := range look.Buckets() {
			s.buckets[b] = append(s.buckets[b], i)
		}
	}
	return s
}

const workers = 2

// tenant is the one whose library it is.
const tenant = "trial"

// LookAt is the look of a text that nobody has judged but the reader.
func LookAt(text string, reader Reader) library.Look {
	filed := &complaint.Filed{Tenant: tenant, Content: text}
	reading := reader.Read(text)
	c := complaint.Case{
		Tenant: tenant, Category: reading.Category, Cause: reading.Cause, Grade: reading.Grade, Language: reading.Language, Demand: reading.Demand,
	}
	return library.LookOf(c, filed, &reading)
}

func day(i int) string {
	return time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i/100).Format(time.DateOnly)
}

// Bucket answers the newest precedents of a bucket.
func (s *Stack) Bucket(_ context.Context, _, bucket string) ([]library.Precedent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.buckets[bucket]
	page := []library.Precedent{}
	for _, i := range slices.Backward(kept[max(0, len(kept)-library.Page):]) {
		page = append(page, s.All[i])
	}
	s.Asked++
	s.Read += len(page)
	bytes := 0
	for _, p := range page {
		bytes += sizeOf(bucket, p)
	}
	s.Bytes += bytes
	s.Units += units(bytes)
	return page, nil
}

// unit is how many bytes a read unit is good for, half of one where what is read may be some seconds old.
const unit = 4096

func units(bytes int) float64 { return float64(max(1, (bytes+unit-1)/unit)) / 2 }

// sizeOf is how many bytes an item has: its attributes' names, its keys, when it expires, and what it holds.
func sizeOf(bucket string, p library.Precedent) int {
	data, err := json.Marshal(p)
	if err != nil {
		panic(err) // a precedent can always be written
	}
	return len("pkskdataexpires") + len("K#"+tenant+"#"+bucket) + len(p.Received+"#"+p.ID) + len(data) + 8
}

// MostUnits are the read units of a look whose buckets are all full.
func (s *Stack) MostUnits() float64 {
	most := 0
	for i := range s.All {
		most = max(most, sizeOf(s.Looks[i].Buckets()[0], s.All[i]))
	}
	return library.Buckets * units(most*library.Page)
}
