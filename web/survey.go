package web

import (
	"io"
	"time"

	"redress/internal/complaint"
)

// SurveyState says whether a survey can be answered.
type SurveyState string

// The states of a survey.
const (
	Open     SurveyState = "open"
	Answered SurveyState = "answered"
	Expired  SurveyState = "expired"
)

// SurveyStates lists every state.
var SurveyStates = []SurveyState{Open, Answered, Expired}

// Survey is the question how a case was handled.
type Survey struct {
	Language  complaint.Language
	Brand     string
	Look      Look
	Reference string
	Here      string // address of this page, to which the choice of language is added
	State     SurveyState
	ExpiresAt time.Time
	AnswerTo  string           // where the form sends the answer
	Secret    string           // sent along with it
	Draft     complaint.Answer // an answer that was refused, to be corrected
	Problem   string           // the field that was wrong in it; empty: none
	Zone      *time.Location
}

// SurveyPage writes the page of a survey.
func SurveyPage(w io.Writer, v Survey) error {
	s := sheet{Language: v.Language, Brand: v.Brand, Look: v.Look, Wrong: v.Problem != "", Content: questionnaire{v}, here: v.Here, zone: v.Zone}
	title, err := s.Text(v.titleKey())
	if err != nil {
		return err
	}
	s.Title = title
	return s.write(w, surveyTemplate)
}

func (v Survey) titleKey() string {
	if v.State == Open {
		return "survey.title"
	}
	return "survey." + string(v.State) + ".title"
}
