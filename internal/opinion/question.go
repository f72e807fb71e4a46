package opinion

import (
	_ "embed"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// The bounds of a question and its answer, which bound what it costs.
const (
	mostCharacters = 4_000 // of the complaint; what it is about stands in the beginning
	mostTokens     = 300   // of the answer
)

const formName = "opinion"

var (
	//go:embed prompt.txt
	prompt string
	//go:embed form.json
	form json.RawMessage
)

// ask makes the question about a masked text. The mark must be one that nobody can foretell.
func ask(masked, mark string) request {
	q := request{
		System:    []text{{strings.ReplaceAll(prompt, "MARK", mark)}},
		Messages:  []message{{"user", []text{{"<complaint-" + mark + ">\n" + shortened(masked) + "\n</complaint-" + mark + ">"}}}},
		Inference: inference{MaxTokens: mostTokens},
		Tools:     configuration{Tools: make([]tool, 1)},
	}
	spec := &q.Tools.Tools[0].Spec
	spec.Name, spec.Description, spec.Schema.JSON = formName, "Say what the quoted complaint is about. 填写对所引投诉的判断。", form
	return q
}

// shortened is the beginning of a long text.
func shortened(masked string) string {
	if utf8.RuneCountInString(masked) <= mostCharacters {
		return masked
	}
	return string([]rune(masked)[:mostCharacters])
}

// Sent is everything that is sent of a masked text and paid for, in one piece; it is for reckoning the cost.
func Sent(masked string) string {
	q := ask(masked, strings.Repeat("X", markLength))
	spec := q.Tools.Tools[0].Spec
	return strings.Join([]string{q.System[0].Text, q.Messages[0].Content[0].Text, spec.Name, spec.Description, string(spec.Schema.JSON)}, "\n")
}

// markLength is how many letters the mark around a complaint has.
const markLength = 26
