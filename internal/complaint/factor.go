package complaint

// Factor is something that is said in a complaint, or known of its complainant, and makes the matter graver whatever it is about.
// How much graver each makes it is the policy's to say.
type Factor string

// The factors, as requirement B3 and seeds 001 and 003 name them and as the lexicons know them.
const (
	FactorInjury      Factor = "injury"       // somebody was hurt
	FactorDanger      Factor = "danger"       // fire, shock, gas, poison, what falls, a vehicle that fails: somebody could be hurt badly
	FactorThreat      Factor = "threat"       // violence, or the threat of it
	FactorHealth      Factor = "health"       // mild harm, such as a rash, and spoiled food
	FactorHazard      Factor = "hazard"       // touches somebody's safety or health without being the matter itself
	FactorChild       Factor = "child"        // a child, or what is made for children
	FactorVulnerable  Factor = "vulnerable"   // people who cannot help themselves well: children, the old, pregnant, disabled and ill
	FactorGroup       Factor = "group_action" // many people act together
	FactorMany        Factor = "many"         // many people are touched by it
	FactorPress       Factor = "press"        // the press or the public is told, or will be
	FactorRepeated    Factor = "repeated"     // the text says that it is not the first time
	FactorAgain       Factor = "again"        // known, not said: the same matter as earlier complaints of theirs that are other cases
	FactorAmount      Factor = "amount"       // sums of money
	FactorMajorLoss   Factor = "major_loss"   // a loss that the text calls great
	FactorLoss        Factor = "loss"         // a loss, or damages that are asked for
	FactorLegal       Factor = "legal"        // courts, authorities, lawyers, fraud
	FactorRefused     Factor = "refused"      // a remedy was refused or a promise not kept
	FactorUnanswered  Factor = "unanswered"   // nobody answers
	FactorWithheld    Factor = "withheld"     // a refund or a repair that does not come
	FactorUnrepaired  Factor = "unrepaired"   // mended in vain, or no parts for it
	FactorCounterfeit Factor = "counterfeit"  // not genuine
	FactorHarassment  Factor = "harassment"   // pursued by telephone and the like
	FactorCostly      Factor = "costly"       // it is about something dear, as a car is
	FactorLivelihood  Factor = "livelihood"   // somebody's credit, wages, pension or home
)

// Factors lists every factor.
var Factors = []Factor{
	FactorInjury, FactorDanger, FactorThreat, FactorHealth, FactorHazard, FactorChild, FactorVulnerable, FactorGroup, FactorMany, FactorPress,
	FactorRepeated, FactorAgain, FactorAmount, FactorMajorLoss, FactorLoss, FactorLegal, FactorRefused, FactorUnanswered, FactorWithheld,
	FactorUnrepaired, FactorCounterfeit, FactorHarassment, FactorCostly, FactorLivelihood,
}

// Counted are the factors that say how many times.
var Counted = []Factor{FactorRepeated, FactorAgain}

// MostAgain is how many earlier complaints of the same matter are found at most.
const MostAgain = 3

// Aggravation is a factor of one complaint, with what speaks for it.
type Aggravation struct {
	Factor Factor   `json:"factor"`
	Words  []string `json:"words,omitempty"` // of the text; for FactorAgain the earlier cases
	Times  int      `json:"times,omitempty"` // how many times, where that is said or known
	Sums   []Sum    `json:"sums,omitempty"`  // of FactorAmount: the largest in each currency
}

// Graded is the reading with the grade that the rules give to what it says and to what is known of the complainant's earlier
// complaints. The grade it has already, whoever gave it, never becomes milder (requirement B6).
func (r Reading) Graded(rules Rules, before *Earlier) Reading {
	if before.Repeated() {
		r.Factors = append(r.Factors[:len(r.Factors):len(r.Factors)], Aggravation{
			Factor: FactorAgain, Words: before.Again, Times: len(before.Again),
		})
	}
	grade, why := rules.Grade(r.Factors)
	if r.Grade != 0 && r.Grade < grade {
		return r
	}
	r.Grade, r.Reasons = grade, append(r.Reasons[:len(r.Reasons):len(r.Reasons)], why...)
	return r
}

// factorsOf are the factors that a reading holds, each once.
func factorsOf(r Reading) []Factor {
	var all []Factor
	for _, a := range r.Factors {
		all = append(all, a.Factor)
	}
	return all
}
