package web

import "time"

// Deed is what a complainant can do about the end of a case.
type Deed string

// The deeds.
const (
	ToWithdraw Deed = "withdraw"
	ToObject   Deed = "object"
	ToReopen   Deed = "reopen"
)

// Deeds lists every deed.
var Deeds = []Deed{ToWithdraw, ToObject, ToReopen}

// Ends is how a case ended, as far as its complainant was told, and what they can do about it.
type Ends struct {
	NoRemedy    bool     // it ends, or has ended, with nothing carried out
	Rejected    string   // the reason; empty: it was not rejected
	Recourse    []string // where else they can turn
	ObjectUntil time.Time
	To          map[Deed]string // the address that each deed is sent to, for those that are possible now
	Sure        bool            // they asked to withdraw, and are asked once more
	Done        Deed            // what they have just done; empty: nothing
}

// Address is where a deed is sent to; empty: it is not possible now.
func (j journey) Address(deed string) string { return j.Ends.To[Deed(deed)] }
