package duplicate

// Rules lists every rule that a sign can have.
var Rules = []string{SamePerson, OtherAddress, SameOrder, OtherOrder, SameProduct, OtherProduct, AlikeWords, SameDay}

// What two complaints can have in common, and what speaks against it.
const (
	SamePerson   = "same_person"
	OtherAddress = "other_address"
	SameOrder    = "same_order"
	OtherOrder   = "other_order"
	SameProduct  = "same_product"
	OtherProduct = "other_product"
	AlikeWords   = "alike_words"
	SameDay      = "same_day"
)
