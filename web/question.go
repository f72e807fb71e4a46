package web

import "strconv"

// questionnaire is a Survey as its template reads it.
type questionnaire struct{ Survey }

// question is one rating the survey asks for.
type question struct {
	Name    string // of the form's field
	Choices []choice
	Wrong   bool
}

// choice is one answer to a question.
type choice struct {
	Value   int
	Key     string // of its text
	Checked bool
}

// The scale of every rating, from bad to good.
const (
	worst = 1
	best  = 5
)

// Questions lists the ratings in the order they are asked.
func (q questionnaire) Questions() []question {
	return []question{
		q.question("attitude", "survey.rating.", q.Draft.Attitude),
		q.question("solved", "survey.solved.", q.Draft.Solved),
		q.question("speed", "survey.rating.", q.Draft.Speed),
		q.question("process", "survey.rating.", q.Draft.Process),
		q.question("overall", "survey.rating.", q.Draft.Overall),
	}
}

func (q questionnaire) question(name, scale string, given int) question {
	asked := question{Name: name, Wrong: q.Problem == name}
	for n := worst; n <= best; n++ {
		asked.Choices = append(asked.Choices, choice{n, scale + strconv.Itoa(n), n == given})
	}
	return asked
}

// CommentWrong says whether it is the comment that must be corrected.
func (q questionnaire) CommentWrong() bool { return q.Problem == "comment" }
