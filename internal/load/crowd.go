package load

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"

	"redress/internal/client"
)

// Crowd makes up the people of a run. Everything that is personal holds a word that is found nowhere else, so that a
// log that says it is found out.
type Crowd struct {
	Run     string // names the run; not personal
	name    string
	mailbox string
	phone   string
	marker  string
}

// NewCrowd makes up a crowd nobody has met.
func NewCrowd() Crowd {
	return Crowd{Run: word(6), name: word(10), mailbox: word(10), phone: "13" + digits(5), marker: word(16)}
}

func word(letters int) string { return strings.ToLower(rand.Text()[:letters]) }

func digits(n int) string {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	d, err := rand.Int(rand.Reader, limit)
	if err != nil {
		panic(err) // the system has no chance to offer
	}
	return fmt.Sprintf("%0*d", n, d)
}

// Complaints makes so many complaints of the texts, each another person's and each another text.
func (k Crowd) Complaints(texts []client.Complaint, most int) []client.Complaint {
	all := make([]client.Complaint, most)
	for i := range all {
		c := texts[i%len(texts)]
		c.Complainant.Name = fmt.Sprintf("%s %d", k.name, i)
		c.Complainant.Email = fmt.Sprintf("%s.%d@example.com", k.mailbox, i)
		c.Complainant.Phone = fmt.Sprintf("+86%s%04d", k.phone, i%10_000)
		c.Content = k.mark(c.Content, i)
		all[i] = c
	}
	return all
}

// longest is how much of a text is taken, in characters; the API takes a few more.
const longest = 9_900

// mark numbers a text and hides the crowd's marker in it.
func (k Crowd) mark(text string, serial int) string {
	runes := []rune(text)
	return fmt.Sprintf("%s\n[%s %d]", string(runes[:min(len(runes), longest)]), k.marker, serial)
}

// Key is the idempotency key of a complaint.
func (k Crowd) Key(serial int) string { return fmt.Sprintf("load-%s-%d", k.Run, serial) }

// Personal is what no log may hold of the crowd.
func (k Crowd) Personal() []string { return []string{k.name, k.mailbox, k.phone, k.marker} }
