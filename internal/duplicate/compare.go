package duplicate

import (
	"fmt"
	"math"
	"slices"
	"time"

	"redress/internal/complaint"
)

// What each sign is worth. They were chosen on one half of real texts and measured on the other (redress duplicates).
const (
	samePerson   = 0.25
	otherAddress = -0.15 // known by one thing, but another one differs: a family, or a shop's own telephone
	sameOrder    = 0.3
	otherOrder   = -0.5
	sameProduct  = 0.1
	otherProduct = -0.1
	sameDay      = 0.1
	mostOfWords  = 0.6
)

// Compare says how sure it is that another complaint is the same as this one. Two complainants never are: what many say
// is a group's complaint, not a duplicate. Which of the two is asked about the other makes no difference.
func Compare(this, other Print) complaint.Twin {
	t := twin{Twin: complaint.Twin{Case: other.Case}}
	if t.people(this, other); len(t.Why) == 0 {
		return t.Twin
	}
	t.matter(this, other)
	t.words(this.Sketch, other.Sketch)
	if other.ReceivedAt.Sub(this.ReceivedAt).Abs() <= 24*time.Hour {
		t.add(SameDay, "", sameDay)
	}
	t.Score = rounded(min(1, max(0, t.Score)))
	return t.Twin
}

// twin is a comparison in the making.
type twin struct{ complaint.Twin }

func (t *twin) add(rule, says string, worth float64) {
	if worth = rounded(worth); worth != 0 {
		t.Score += worth
		t.Why = append(t.Why, complaint.Sign{Rule: rule, Says: says, Worth: worth})
	}
}

// people adds what speaks for one complainant; nothing: there is none in common.
func (t *twin) people(a, b Print) {
	same, differs := false, false
	for _, pair := range [][2]string{{a.Mail, b.Mail}, {a.Phone, b.Phone}, {a.Customer, b.Customer}} {
		switch {
		case pair[0] == "" || pair[1] == "":
		case pair[0] == pair[1]:
			same = true
		default:
			differs = true
		}
	}
	if !same {
		return
	}
	t.add(SamePerson, "", samePerson)
	if differs {
		t.add(OtherAddress, "", otherAddress)
	}
}

// matter adds what is said of order and product. The same order says more than its product.
func (t *twin) matter(a, b Print) {
	switch both := a.Order != "" && b.Order != ""; {
	case both && a.Order != b.Order: // whatever else their texts name
		t.add(OtherOrder, "", otherOrder)
	case both || shares(a.numbers(), b.numbers()):
		t.add(SameOrder, "", sameOrder)
		return
	}
	switch {
	case len(a.Products) == 0 || len(b.Products) == 0:
	case shares(a.Products, b.Products):
		t.add(SameProduct, "", sameProduct)
	default:
		t.add(OtherProduct, "", otherProduct)
	}
}

// numbers are all that may name the complaint's order.
func (p Print) numbers() []string {
	if p.Order == "" {
		return p.Numbers
	}
	return append([]string{p.Order}, p.Numbers...)
}

// How alike texts are from which on it says something, and from which on it says all it can.
const (
	littleAlike = 0.1
	allAlike    = 0.6
	fewPieces   = 8 // in a shorter text every phrase may stand in another one by chance
)

// words adds what the texts have in common.
func (t *twin) words(a, b Sketch) {
	alike := Alike(a, b)
	share := (alike - littleAlike) / (allAlike - littleAlike)
	t.add(AlikeWords, fmt.Sprintf("%.0f %%", 100*alike), mostOfWords*min(1, max(0, share)))
}

// Alike is how alike two texts are, from 0 to 1: what they share, or nearly all of what the shorter one has of the longer.
func Alike(a, b Sketch) float64 {
	alike := a.Shared(b)
	if min(a.pieces, b.pieces) >= fewPieces {
		alike = max(alike, 0.8*a.Within(b))
	}
	return alike
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(one string) bool { return slices.Contains(b, one) })
}

func rounded(x float64) float64 { return math.Round(100*x) / 100 }
