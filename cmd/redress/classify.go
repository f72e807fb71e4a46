package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"redress/internal/classify"
	"redress/internal/complaint"
	"redress/internal/policy"
)

// classifyCmd reads complaints as the classification function does.
type classifyCmd struct {
	Texts string `arg:"" placeholder:"-" help:"- reads from standard input, a JSON object a line: id, lang (may be empty), text."`
}

// question is a text to be read.
type question struct {
	ID   json.RawMessage `json:"id"`
	Lang string          `json:"lang"`
	Text *string         `json:"text"`
}

// answer is what was read, or why it could not be.
type answer struct {
	ID json.RawMessage `json:"id"`
	complaint.Reading
	Secondary []complaint.Category `json:"secondary"` // always there, as are the two below
	Flow      complaint.Flow       `json:"flow"`
	Safety    bool                 `json:"safety"`
	Emotion   int                  `json:"emotion"`
}

type unread struct {
	ID    json.RawMessage `json:"id"`
	Error string          `json:"error"`
}

// grader reads complaints as the classification function does for a tenant under the built-in policy, whose complainants are new.
type grader struct {
	*classify.Rules
	rules policy.Rules
}

func newGrader() (grader, error) {
	builtin, err := policy.Default()
	return grader{classify.New(), policy.Rules{Policy: builtin}}, err
}

// Read gives a text its reading, with the grade of the policy.
func (g grader) Read(text string) complaint.Reading { return g.Rules.Read(text).Graded(g.rules, nil) }

// Run writes an answer a line, also for a line that cannot be read, and never stops before the last.
func (c classifyCmd) Run(in io.Reader, out io.Writer) error {
	if c.Texts != "-" {
		return fmt.Errorf("%q: write - to read texts from standard input", c.Texts)
	}
	reader, err := newGrader()
	if err != nil {
		return err
	}
	write := json.NewEncoder(out)
	write.SetEscapeHTML(false)
	refused := 0
	err = eachLine(in, func(line []byte, cause error) error {
		var q question
		if err := errors.Join(cause, json.Unmarshal(line, &q)); err != nil || q.Text == nil {
			refused++
			return write.Encode(refusal(line, err))
		}
		r := reader.Read(*q.Text)
		flow, _ := reader.rules.Sort(r.Category)
		return write.Encode(answer{
			ID: q.ID, Reading: r, Secondary: append([]complaint.Category{}, r.Secondary...), Flow: flow, Safety: r.Safety, Emotion: r.Emotion,
		})
	})
	if err == nil && refused > 0 {
		err = fmt.Errorf("lines refused: %d", refused)
	}
	return err
}

// refusal is the answer to a line that is no question, with its id if that can be made out.
func refusal(line []byte, cause error) unread {
	var q struct {
		ID json.RawMessage `json:"id"`
	}
	_ = json.Unmarshal(line, &q) // no id, then
	if cause == nil {
		cause = errors.New("there is no text")
	}
	return unread{ID: q.ID, Error: "write one object with id, lang and text: " + cause.Error()}
}
