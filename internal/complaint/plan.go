package complaint

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"
)

// Plan is the solution that was proposed in this round: one option, or several of which the complainant chooses one. What it offers
// stands under its hash, to which every choice and every approval is bound.
type Plan struct {
	Option           // the only one, or the first
	Others []Option  `json:"others,omitempty"` // those after it, in their order
	Hash   string    `json:"offer,omitempty"`  // of what is offered; empty: it was proposed before offers had one
	By     string    `json:"by"`
	Role   Role      `json:"role,omitempty"` // in which they proposed it
	At     time.Time `json:"at"`

	Needs     []Need     `json:"needs,omitempty"`     // approvals that it needs, in their order; none: it is within the proposer's authority
	Approvals []Approval `json:"approvals,omitempty"` // those it has, one for each of Needs from the first on
	Choice    *Word      `json:"choice,omitempty"`    // what the complainant said to it
}

// Need is an approval that an offer needs before the complainant is told of it.
type Need struct {
	Role Role     `json:"role"`          // whose it is
	Why  []string `json:"why,omitempty"` // the rules that ask for it
}

// Approval is one that was given.
type Approval struct {
	Role Role      `json:"role"` // for which it stands
	By   string    `json:"by"`
	For  string    `json:"for,omitempty"` // the absent one in whose place
	At   time.Time `json:"at"`
}

// Word is what a complainant said to an offer: yes to one of its options, or no to all and what they ask for instead.
type Word struct {
	Option int       `json:"option,omitempty"` // counted from 1; 0: none of them
	Demand string    `json:"demand,omitempty"`
	At     time.Time `json:"at"`
}

// Options are what is offered, in order.
func (p Plan) Options() []Option { return append([]Option{p.Option}, p.Others...) }

// Pays says whether one of the options names a sum.
func (p *Plan) Pays() bool { return p != nil && len(sumsOf(p.Options())) > 0 }

// Awaits is the approval that the offer waits for, if it waits for one.
func (p *Plan) Awaits() (Need, bool) {
	if p == nil || len(p.Approvals) >= len(p.Needs) {
		return Need{}, false
	}
	return p.Needs[len(p.Approvals)], true
}

// Chosen is the option that the complainant chose, if they did.
func (p *Plan) Chosen() (Option, bool) {
	if p == nil || p.Choice == nil || p.Choice.Option == 0 {
		return Option{}, false
	}
	return p.Options()[p.Choice.Option-1], true
}

// Refused says whether the complainant said no to all of it.
func (p *Plan) Refused() bool { return p != nil && p.Choice != nil && p.Choice.Option == 0 }

// settles is the option that is carried out: the chosen one, or the only one if the complainant need not say yes.
func (p *Plan) settles(mustChoose func(options int) bool) (Option, error) {
	chosen, is := p.Chosen()
	switch {
	case is:
		return chosen, nil
	case p.Refused():
		return Option{}, Errorf(Conflict, "the complainant declined what was proposed; propose something else")
	case len(p.Others) > 0 || p.Hash != "" && mustChoose(1):
		return Option{}, Errorf(Conflict, "the complainant has not chosen yet")
	}
	return p.Option, nil
}

// approvedBy says whether one of the approvals is somebody's: given by them, or in their place.
func (p *Plan) approvedBy(user string) bool {
	return p != nil && slices.ContainsFunc(p.Approvals, func(a Approval) bool { return a.By == user || a.For == user })
}

// offerHash is SHA-256, in hex, of the canonical JSON of what is offered: tenant, case, round and options, names sorted, no blanks.
// Who proposed it and when is no part of it.
func offerHash(c Case, options []Option) string {
	offered, err := canonical(map[string]any{"tenant": c.Tenant, "case": c.ID, "round": c.Round, "options": options})
	if err != nil {
		panic(err) // an option holds texts and numbers
	}
	sum := sha256.Sum256(offered)
	return hex.EncodeToString(sum[:])
}

// canonical writes a value as JSON with the names of every object sorted.
func canonical(v any) ([]byte, error) {
	src, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var plain any
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.UseNumber()
	if err := dec.Decode(&plain); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err = enc.Encode(plain)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}
