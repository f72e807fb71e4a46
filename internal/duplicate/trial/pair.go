package trial

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"
	"unicode/utf8"

	"redress/internal/complaint"
)

// Text is what somebody once wrote.
type Text struct {
	Source  string // of what sort it is
	Content string
}

// Usable says whether there is enough in a text to tell it from another: at least twelve characters.
func (t Text) Usable() bool { return utf8.RuneCountInString(t.Content) >= 12 }

// Half says in which half of all texts it is, 0 or 1: what was chosen on the one is measured on the other.
func (t Text) Half() int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(t.Content))
	return int(h.Sum32() >> 7 & 1)
}

// Pair is two complaints.
type Pair struct {
	Source string
	Kind   Kind
	First  complaint.Filed
	Second complaint.Filed
}

// monday is when all first complaints come in.
var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// Pairs makes a pair of each kind of every text. The same seed makes the same pairs.
func Pairs(texts []Text, seed uint64) []Pair {
	var pairs []Pair
	for i, t := range texts {
		m := maker{writer: writer{rand.New(rand.NewPCG(seed, uint64(i)))}, n: i} //nolint:gosec // chance, not a secret
		for _, k := range Kinds {
			pairs = append(pairs, m.pair(t, m.another(texts, t), k))
		}
	}
	return pairs
}

// maker makes the pairs of one text.
type maker struct {
	writer
	n int
}

// another is another text of the same sort.
func (m maker) another(texts []Text, t Text) Text {
	for range 1000 {
		if other := texts[m.IntN(len(texts))]; other.Source == t.Source && other.Content != t.Content {
			return other
		}
	}
	return Text{t.Source, "Something else is wrong, too, 另外还有一个别的问题。"}
}

func (m maker) pair(t, other Text, k Kind) Pair {
	p := Pair{Source: t.Source, Kind: k, First: m.filed(t, "1")}
	p.Second = p.First
	p.Second.ID, p.Second.Channel = "RD-2", complaint.Phone
	p.Second.ReceivedAt = monday.Add(time.Duration(m.IntN(72*60)) * time.Minute)
	p.Second.Content = m.retell(t.Content, k)
	switch k {
	case Retyped, Rewritten, Shortened, OtherChannel:
		m.forget(&p.Second)
	case SameOrder:
		p.First.Matter.Order = fmt.Sprintf("RD-%06d", m.n)
		p.Second.Matter.Order = p.First.Matter.Order
		p.Second.Content = other.Content
	case OtherMatter:
		p.Second.ReceivedAt = monday.Add(time.Duration(m.IntN(12*60)) * time.Minute)
		p.Second.Content = other.Content
		p.Second.Matter = m.filed(other, "2").Matter
		m.forget(&p.Second)
	case OtherOrder:
		p.First.Matter.Order, p.Second.Matter.Order = fmt.Sprintf("RD-%06d", m.n), fmt.Sprintf("RD-%06d-2", m.n)
		if m.chance(0.5) {
			p.Second.Content = other.Content
		}
	case MonthsLater:
		p.Second.ReceivedAt = monday.AddDate(0, 0, 60+m.IntN(240))
	case AnotherPerson:
		p.Second.Complainant = complaint.Complainant{
			Name: "Somebody Else", Email: fmt.Sprintf("other-%d@example.com", m.n), Phone: fmt.Sprintf("+86 139%08d", m.n),
		}
	}
	return p
}

// filed is a text as a complaint. One in two names an order, and three in five a product.
func (m maker) filed(t Text, which string) complaint.Filed {
	f := complaint.Filed{
		Tenant: "trial", ID: "RD-1", Channel: complaint.Web, ReceivedAt: monday, Content: t.Content,
		Complainant: complaint.Complainant{
			Email: fmt.Sprintf("someone-%d@example.com", m.n), Phone: fmt.Sprintf("+86 138%08d", m.n), CustomerNumber: fmt.Sprintf("C-%d", m.n),
		},
	}
	if m.chance(0.5) {
		f.Matter.Order = fmt.Sprintf("RD-%06d-%s", m.n, which)
	}
	if m.chance(0.6) {
		f.Matter.Product = t.Source + " " + which
	}
	return f
}

// forget leaves out what another channel may not ask for. One thing stays by which the complainant is known.
func (m maker) forget(f *complaint.Filed) {
	stays := m.IntN(3)
	for i, field := range []*string{&f.Complainant.Email, &f.Complainant.Phone, &f.Complainant.CustomerNumber} {
		if i != stays && m.chance(0.5) {
			*field = ""
		}
	}
	for _, field := range []*string{&f.Matter.Order, &f.Matter.Product} {
		if m.chance(0.5) {
			*field = ""
		}
	}
}
