package complaint

import (
	"cmp"
	"regexp"
	"slices"
	"time"
)

// Extension is a later deadline that somebody has asked for and nobody has answered yet.
type Extension struct {
	Clock  string    `json:"clock"`
	Within string    `json:"within"` // the span the clock would have
	Reason string    `json:"reason"`
	By     string    `json:"by"` // user name
	At     time.Time `json:"at"`
}

// AskExtension asks for a later deadline. It changes nothing until another person grants it.
type AskExtension struct {
	Clock  string `json:"clock"`
	Within string `json:"within"` // from where the clock counts, as the policy writes spans: "8d", "5wd"
	Reason string `json:"reason"`
}

func (*AskExtension) name() string { return "ask_extension" }

// spanShape is a span as the policy writes it. Whether a calendar can count it is the rules' to say.
var spanShape = regexp.MustCompile(`^[1-9][0-9]{0,4}(s|m|h|d|wm|wh|wd)$`)

func (m *AskExtension) check() error {
	if !spanShape.MatchString(m.Within) {
		return InvalidField("within", "must be a span such as 12h, 5d or 3wd")
	}
	return cmp.Or(longText("clock", m.Clock, maxWord), longText("reason", m.Reason, maxText))
}

func (m *AskExtension) decide(d *decision) error {
	if err := d.owned(); err != nil {
		return err
	}
	k, err := d.extensible(m.Clock)
	if err != nil {
		return err
	}
	if _, asked := d.c.extension(m.Clock); asked {
		return Errorf(Conflict, "an extension of %s was asked for already; it waits for its answer", m.Clock)
	}
	if _, err := d.extended(k, m.Within); err != nil {
		return err
	}
	d.record(&ExtensionAsked{Extension: Extension{Clock: m.Clock, Within: m.Within, Reason: m.Reason, By: d.by.ID, At: d.at}})
	return nil
}

// extensible is a clock whose deadline may still become later: it runs and is not late.
func (d *decision) extensible(id string) (Clock, error) {
	k, known := d.c.ClockByID(id)
	switch {
	case !known:
		return k, ConflictField("clock", "must be the id of a clock of this case")
	case !k.Open() || k.Recurs:
		return k, Errorf(Conflict, "%s does not run", id)
	case k.Paused:
		return k, Errorf(Conflict, "%s stands still while the complainant is waited for", id)
	case !d.at.Before(k.Due):
		return k, Errorf(Conflict, "%s is late already; a deadline that has passed is not moved", id)
	}
	return k, nil
}

// extended is the clock with another span. It must end later than it does.
func (d *decision) extended(k Clock, within string) (Clock, error) {
	longer := k
	longer.Span = within
	about := d.situation()
	about.Pauses = d.c.pausesOf(k, d.at)
	longer, err := d.rules.Stretch(about, longer)
	switch {
	case err != nil:
		return k, ConflictField("within", "must be a span that ends within a hundred years")
	case !longer.Due.After(k.Due):
		return k, ConflictField("within", "must end later than %s, the deadline there is", k.Due.Format(time.RFC3339))
	}
	return longer, nil
}

func (c Case) extension(clock string) (Extension, bool) {
	for _, e := range c.Extensions {
		if e.Clock == clock {
			return e, true
		}
	}
	return Extension{}, false
}

// AnswerExtension grants or refuses an extension. Nobody answers their own.
type AnswerExtension struct {
	Clock  string `json:"clock"`
	Grant  bool   `json:"grant"`
	Reason string `json:"reason"`
}

func (*AnswerExtension) name() string { return "answer_extension" }

func (m *AnswerExtension) check() error {
	return cmp.Or(longText("clock", m.Clock, maxWord), longText("reason", m.Reason, maxText))
}

func (m *AnswerExtension) decide(d *decision) error {
	asked, is := d.c.extension(m.Clock)
	switch {
	case !is:
		return ConflictField("clock", "must be the id of a clock for which an extension was asked")
	case asked.By == d.by.ID:
		return Errorf(Forbidden, "you asked for this extension; another person has to answer")
	}
	if m.Grant {
		return d.grant(asked, m.Reason)
	}
	d.record(&ExtensionAnswered{Clock: m.Clock, Reason: m.Reason})
	return nil
}

func (d *decision) grant(asked Extension, reason string) error {
	k, err := d.extensible(asked.Clock)
	if err != nil {
		return err
	}
	longer, err := d.extended(k, asked.Within)
	if err != nil {
		return err
	}
	d.record(&ExtensionAnswered{Clock: k.ID, Granted: true, Reason: reason, Due: longer.Due})
	d.record(&ClockMoved{Clock: k.ID, Due: longer.Due, Span: longer.Span, Rungs: k.relaid(longer.Rungs), Why: MovedByApproval})
	return nil
}

// answered takes an extension off the list of those that wait for an answer.
func (c *Case) answered(clock string) {
	c.Extensions = slices.DeleteFunc(c.Extensions, func(e Extension) bool { return e.Clock == clock })
}
