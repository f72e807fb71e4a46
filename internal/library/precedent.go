package library

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"redress/internal/complaint"
)

// Precedent is what became of a case that is closed.
type Precedent struct {
	ID string `json:"id"` // made of the case's reference, which cannot be told from it
	Traits
	Received  string            `json:"received"` // day, in UTC: an instant would lead back to the case
	Closed    string            `json:"closed"`   // day, in UTC
	Offers    []Offer           `json:"offers,omitempty"`
	Outcome   complaint.Outcome `json:"outcome"`
	Ratings   *Ratings          `json:"ratings,omitempty"`   // the complainant's last answer; nil: there was none
	Satisfied *bool             `json:"satisfied,omitempty"` // by the policy's threshold; nil: no answer
	Hours     int               `json:"hours"`               // from receipt until the remedy was carried out, or else to the end
	Rounds    int               `json:"rounds"`
}

// Offer is a solution that was proposed. The words in which it was told are not kept.
type Offer struct {
	Round    int              `json:"round"`
	Remedy   complaint.Demand `json:"remedy"`
	Amount   *complaint.Sum   `json:"amount,omitempty"` // that was granted; nil: none was named
	Accepted *bool            `json:"accepted,omitempty"`
}

// Ratings are an answer to the survey without its words, each from 1 (bad) to 5 (good).
type Ratings struct {
	Attitude int `json:"attitude"`
	Solved   int `json:"solved"`
	Speed    int `json:"speed"`
	Process  int `json:"process"`
	Overall  int `json:"overall"`
}

// IDOf names a case's precedent. A reference has 80 bits of chance, so nobody can find it by trying.
func IDOf(ref complaint.Ref) string {
	sum := sha256.Sum256([]byte("precedent\x00" + ref.Tenant + "\x00" + ref.Case))
	return "P-" + strings.TrimRight(base32.HexEncoding.EncodeToString(sum[:10]), "=")
}

// Last is the last offer, the one that the case ended with; nil: nothing was offered.
func (p Precedent) Last() *Offer {
	if len(p.Offers) == 0 {
		return nil
	}
	return &p.Offers[len(p.Offers)-1]
}
