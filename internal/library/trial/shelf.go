package trial

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"redress/internal/complaint"
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

// Stack is a library in memory that counts what is asked of it.
type Stack struct {
	Texts   []Text // in the order of their precedents
	All     []library.Precedent
	Asked   int // buckets read
	Read    int // precedents read
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
	for i, look := range looks {
		p := library.Precedent{ID: fmt.Sprintf("P-%d", i), Traits: look.Traits, Received: day(i)}
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
	return page, nil
}
