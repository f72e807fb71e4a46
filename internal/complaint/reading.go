package complaint

// Reading is what was understood of a complaint's text: a classifier's, or a person's who overruled it.
type Reading struct {
	Category   Category      `json:"category"`
	Secondary  []Category    `json:"secondary,omitempty"`
	Cause      Cause         `json:"cause"`
	Grade      Grade         `json:"grade"`             // the rules' word on the factors (Graded); a classifier that gives none says Minor
	Safety     bool          `json:"safety,omitempty"`  // somebody's safety or health is touched anywhere in the text
	Emotion    int           `json:"emotion,omitempty"` // 0 calm, 1 annoyed, 2 furious
	Language   Language      `json:"language"`
	Demand     Demand        `json:"demand,omitempty"` // the remedy the text asks for, if it does
	Entities   []Entity      `json:"entities,omitempty"`
	Factors    []Aggravation `json:"factors,omitempty"` // what makes the matter graver, each once
	Confidence float64       `json:"confidence"`        // 0 to 1: how often a category given with it is right
	Top        []Guess       `json:"top,omitempty"`     // the likeliest categories, for a person's quick choice
	Reasons    []Reason      `json:"reasons"`           // what led to the category, the cause and the grade
	Model      string        `json:"model"`             // name and version of what read it; empty for a person
}

// ReadingIn is what the machine made of the complaint, as it stands in a case's history; nil where it has not read yet.
func ReadingIn(history []Commit) *Reading {
	for _, commit := range history {
		for _, e := range commit.Events {
			if read, is := e.(*Read); is {
				return &read.Reading
			}
		}
	}
	return nil
}

// Guess is a category, and how likely it is.
type Guess struct {
	Category   Category `json:"category"`
	Confidence float64  `json:"confidence"`
}

// Reason is one rule that spoke, with the words of the text that made it speak. The rule of a category or a cause is the
// classifier's, that of a grade the policy's.
type Reason struct {
	Rule    string   `json:"rule"`
	Says    string   `json:"says"` // "category=safety", "grade=1", "cause=product.material"
	Words   []string `json:"words,omitempty"`
	Factors []Factor `json:"factors,omitempty"` // that the policy's rule asks for
	Source  string   `json:"source,omitempty"`  // of the policy's rule
}

// Entity is something that the text names.
type Entity struct {
	Kind  EntityKind `json:"kind"`
	Words string     `json:"words"` // as written
}

// EntityKind is a sort of thing that a text names.
type EntityKind string

// What is looked for in a text.
const (
	EntityAmount  EntityKind = "amount"
	EntityOrder   EntityKind = "order"
	EntityDate    EntityKind = "date"
	EntityProduct EntityKind = "product"
	EntityPlace   EntityKind = "place"
)

// EntityKinds lists every kind.
var EntityKinds = []EntityKind{EntityAmount, EntityOrder, EntityDate, EntityProduct, EntityPlace}
