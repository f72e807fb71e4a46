package policy

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v3"

	"redress/internal/complaint"
)

// Parse reads a policy and refuses one with an unknown field, or with a rule missing or impossible. The error is of
// kind Invalid and names what is wrong and what is allowed.
func Parse(src []byte) (*Policy, error) {
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	var p Policy
	if err := dec.Decode(&p); errors.Is(err, io.EOF) {
		return nil, complaint.InvalidField("policy", "is empty; start from the default policy")
	} else if err != nil {
		return nil, &complaint.Error{Kind: complaint.Invalid, Field: "policy", Detail: err.Error()}
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, complaint.InvalidField("policy", "holds more than one document")
	}
	p.fillIn()
	if err := p.check(); err != nil {
		return nil, err
	}
	return &p, nil
}

// fillIn writes out what the document may leave unsaid.
func (p *Policy) fillIn() {
	if p.Grading == nil {
		p.Grading = gradingOfOld()
	}
	lists := [][]Milestone{p.EveryFlow}
	for _, list := range p.Flows {
		lists = append(lists, list)
	}
	for _, list := range lists {
		for i := range list {
			if list[i].From == "" {
				list[i].From = complaint.AtReceipt
			}
			if list[i].Grades == nil {
				list[i].Grades = complaint.Grades
			}
		}
	}
}
