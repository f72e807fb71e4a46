package trial

// Kind is how the second complaint of a pair came about.
type Kind string

// The kinds whose complaints are one.
const (
	Retyped      Kind = "retyped"       // the same text with synonyms and typing errors
	Rewritten    Kind = "rewritten"     // and with parts left out and in another order
	Shortened    Kind = "shortened"     // a third to a half of its parts
	OtherChannel Kind = "other_channel" // rewritten by whoever took the call, who did not ask for everything
)

// The kinds whose complaints are two.
const (
	OtherMatter   Kind = "other_matter"   // the same person about something else on the same day
	SameOrder     Kind = "same_order"     // the same person about something else with the same order; worth asking, but no more
	OtherOrder    Kind = "other_order"    // the same person and product, another order, half of them in nearly the same words
	MonthsLater   Kind = "months_later"   // the same person in nearly the same words, after two to ten months
	AnotherPerson Kind = "another_person" // the same words from somebody else
)

// Kinds lists every kind.
var Kinds = []Kind{Retyped, Rewritten, Shortened, OtherChannel, OtherMatter, SameOrder, OtherOrder, MonthsLater, AnotherPerson}

// Same says whether the complaints of such a pair are one.
func (k Kind) Same() bool {
	switch k {
	case Retyped, Rewritten, Shortened, OtherChannel:
		return true
	case OtherMatter, SameOrder, OtherOrder, MonthsLater, AnotherPerson:
	}
	return false
}
