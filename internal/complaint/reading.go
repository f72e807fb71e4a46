package complaint

// Reading is what was understood of a complaint's text: a classifier's, or a person's who overruled it.
type Reading struct {
	Category   Category   `json:"category"`
	Secondary  []Category `json:"secondary,omitempty"`
	Cause      Cause      `json:"cause"`
	Grade      Grade      `json:"grade"`
	Language   Language   `json:"language"`
	Confidence float64    `json:"confidence"` // 0 to 1, of the category
	Reasons    []Reason   `json:"reasons"`    // what led to the category, the cause and the grade
	Model      string     `json:"model"`      // name and version of what read it; empty for a person
}

// Reason is one rule that spoke, with the words of the text that made it speak.
type Reason struct {
	Rule  string   `json:"rule"`
	Says  string   `json:"says"` // "category=safety", "grade=1", "cause=product.material"
	Words []string `json:"words,omitempty"`
}
