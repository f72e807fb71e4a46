package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"redress/internal/knowledge"
	"redress/internal/knowledge/trial"
)

// knowledgeMeasure measures a list.
type knowledgeMeasure struct {
	knowledgeSource

	Questions  []string `placeholder:"CSV" type:"existingfile" help:"Questions with the entry that they ask for, in a column id or category."`
	Complaints []string `placeholder:"CSV" type:"existingfile" help:"Complaints, none of which may be answered."`
	Where      string   `placeholder:"COLUMN=VALUE" help:"Only the rows of which this is so."`
	Learn      int      `placeholder:"N" help:"Ask the questions of a list made of the first N of each label, instead of the list."`
	AnswerFrom float64  `placeholder:"0.4" help:"Likeness from which a question is answered; as the list says unless said."`
	Mistakes   int      `placeholder:"N" help:"Show so many of the texts that were not answered as they should be."`
}

// Help explains the sub-command.
func (knowledgeMeasure) Help() string {
	return "right: the likest entry is the right one, whatever the limits say. answered, wrong: by the limits of the list, after the classifier " +
		"was asked whether it is a complaint. found: answered or offered with the right entry among them. It fails where more than one " +
		"complaint in a hundred is answered."
}

// falselyAnswered is the share of complaints that may be answered at most.
const falselyAnswered = 0.01

// Run measures questions and complaints.
func (c knowledgeMeasure) Run(out io.Writer) error {
	if len(c.Questions)+len(c.Complaints) == 0 {
		return errors.New("name a file of --questions or of --complaints")
	}
	list, err := c.list()
	if err != nil {
		return err
	}
	if c.AnswerFrom != 0 {
		list.Limits.AnswerFrom = c.AnswerFrom
	}
	reader, err := newGrader()
	if err != nil {
		return err
	}
	m := measuring{knowledgeMeasure: c, list: list, reader: reader, at: time.Now()}
	table := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	if len(c.Questions) > 0 {
		fmt.Fprintln(table, "QUESTIONS\tN\tRIGHT\tANSWERED\tWRONG\tOFFERED\tFOUND\tCOMPLAINTS\t")
		if err := m.questions(table); err != nil {
			return err
		}
	}
	if len(c.Complaints) > 0 {
		fmt.Fprintln(table, "COMPLAINTS\tN\tANSWERED\tOFFERED BESIDE\tREAD AS COMPLAINTS\t")
	}
	failed := m.complaints(table)
	if err := table.Flush(); err != nil {
		return err
	}
	m.showMistakes(out)
	return failed
}

// measuring is a measurement under way.
type measuring struct {
	knowledgeMeasure

	list     *knowledge.List
	reader   trial.Reader
	at       time.Time
	mistakes []trial.Mistake
}

func (m *measuring) questions(table io.Writer) error {
	for _, file := range m.Questions {
		asked, err := m.read(file)
		if err != nil {
			return err
		}
		list := m.list
		if m.Learn > 0 {
			if list, asked, err = trial.Learn(asked, m.Learn, m.list.Limits); err != nil {
				return err
			}
		}
		r := trial.Try(list, m.reader, asked, m.at)
		m.mistakes = append(m.mistakes, r.Mistakes...)
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t\n", filepath.Base(file), r.Asked, percent(r, r.Nearest), percent(r, r.Answered),
			percent(r, r.Wrong), percent(r, r.Offered), percent(r, r.Found), percent(r, r.Complains))
	}
	return nil
}

func (m *measuring) complaints(table io.Writer) error {
	var failed error
	for _, file := range m.Complaints {
		told, err := m.read(file)
		if err != nil {
			return err
		}
		for i := range told {
			told[i].Entry = "" // whatever a file of complaints has under id, it is no entry
		}
		r := trial.Try(m.list, m.reader, told, m.at)
		for _, one := range r.Mistakes {
			if one.Reply.Answered {
				m.mistakes = append(m.mistakes, one)
			}
		}
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\t\n", filepath.Base(file), r.Asked, percent(r, r.Answered), percent(r, r.Offered), percent(r, r.Complains))
		if r.Share(r.Answered) > falselyAnswered {
			failed = fmt.Errorf("%s: %s of the complaints are answered, more than %.0f %%", file, percent(r, r.Answered), 100*falselyAnswered)
		}
	}
	return failed
}

func percent(r trial.Result, part int) string { return fmt.Sprintf("%.2f %%", 100*r.Share(part)) }

func (m *measuring) showMistakes(out io.Writer) {
	for i, one := range m.mistakes {
		if i == m.Mistakes {
			break
		}
		fmt.Fprintf(out, "%.2f %-16s for %-16s %s: %s\n", one.Score, one.By, one.Entry, verdictOf(one.Reply), short(one.Text))
	}
}

// read reads the texts of a CSV file, with the entry that each asks for where a column says so.
func (m *measuring) read(path string) ([]trial.Asked, error) {
	column, value, _ := strings.Cut(m.Where, "=")
	var found []trial.Asked
	err := eachRow(path, func(cell cellOf) bool {
		if m.Where == "" || cell(column) == value {
			found = append(found, trial.Asked{Entry: cmp.Or(cell("category"), cell("id")), Text: cell("content")})
		}
		return true
	})
	return found, err
}
