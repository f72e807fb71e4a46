package simulate

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"redress/internal/casework"
	"redress/internal/complaint"
)

// complaintPlan is what is complained of, and by whom.
type complaintPlan struct {
	category    complaint.Category
	grade       complaint.Grade
	unsure      bool // nobody can read it for sure
	byStaff     bool
	twice       bool // the request comes a second time
	unreachable bool
	person      complaint.Complainant
	matter      int  // the number of the first complaint of it
	vague       bool // told in other words, and without its order
}

// arrival is when the tenant's n-th complaint comes in.
type arrival struct {
	at int64
	n  int
}

// foresee draws when so many complaints come in.
func (w *world) foresee(many int) {
	for n := 1; n <= many; n++ {
		w.arrivals = append(w.arrivals, arrival{w.momentOf(newChance(w.plan.Seed, w.client.ID, n, 2)), n})
	}
	slices.SortFunc(w.arrivals, func(a, b arrival) int { return cmp.Or(cmp.Compare(b.at, a.at), b.n-a.n) })
}

// receive puts the next complaint in.
func (w *world) receive() {
	left := len(w.arrivals)
	if left == 0 {
		return
	}
	next := w.arrivals[left-1]
	w.arrivals = w.arrivals[:left-1]
	people := newChance(w.plan.Seed, w.client.ID, next.n, 1)
	r := &run{n: next.n, people: people, sampled: next.n%sampleOf == 1, complain: w.complaintOf(people, next.n)}
	next.at = w.again(r, next.at)
	r.ledger = ledger{hours: w.client.hours, broke: w.breaks(r), other: w.ledgerOf}
	w.later(next.at, event{run: r, kind: file, n: first})
}

// ledgerOf is the ledger of another case.
func (w *world) ledgerOf(id string) *ledger {
	if r := w.runs[id]; r != nil {
		return &r.ledger
	}
	return &ledger{}
}

// first marks the event that brings a complaint in, after which the next one comes.
const first = 1

// again has the last complainant complain once more, now and then: in the same words, or as something graver or milder.
func (w *world) again(r *run, at int64) int64 {
	c := newChance(w.plan.Seed, w.client.ID, r.n, 3)
	if last := w.heardOf; last.matter != 0 && c.happens(w.plan.Behaviour.Again) {
		r.complain.person, r.complain.matter, r.complain.category = last.person, last.matter, last.category
		if c.happens(0.8) {
			r.complain.grade = last.grade
		}
		r.complain.vague = c.happens(0.4)
		if c.happens(0.5) {
			at = min(at, w.now+c.within(5*time.Second))
		}
	}
	w.heardOf = r.complain
	return at
}

func (w *world) complaintOf(c chance, n int) complaintPlan {
	b := w.plan.Behaviour
	p := complaintPlan{
		category: drawn(c, categoryShares), grade: drawn(c, gradeShares),
		unsure: c.happens(b.Unsure), byStaff: c.happens(b.ByStaff), twice: c.happens(b.SentTwice), unreachable: c.happens(b.NoAddress),
		matter: n,
		person: complaint.Complainant{Email: fmt.Sprintf("someone-%d@example.com", n), Prefers: complaint.ByMail, Language: oneOf(c, complaint.Languages)},
	}
	if p.category == complaint.CategorySafety {
		p.grade = complaint.Major
	}
	switch c.IntN(4) {
	case 0:
		p.person.Phone = fmt.Sprintf("138%08d", n)
	case 1:
		p.person.Email, p.person.Phone, p.person.Prefers = "", fmt.Sprintf("+86138%08d", n), complaint.BySMS
	}
	return p
}

// momentOf is an instant of the year at which somebody complains.
func (w *world) momentOf(c chance) int64 {
	day := yearBegins.AddDate(0, 0, c.IntN(365))
	hour := c.between(0, 24)
	switch at := c.Float64(); {
	case at < w.plan.Behaviour.InOfficeHours:
		hour = c.between(9, 18)
	case at < w.plan.Behaviour.InOfficeHours+w.plan.Behaviour.InTheEvening:
		hour = c.between(18, 24)
	}
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, w.client.hours.zone)
	return midnight.UnixMilli() + int64(hour*3_600_000)
}

// file files a complaint as a client does: the same request again until it is answered.
func (w *world) file(r *run) {
	w.filing = r
	by := complaint.TheComplainant
	if r.complain.byStaff {
		by = oneOf(r.people, w.client.agents)
	}
	p := r.complain
	request := &casework.Request{Key: fmt.Sprint("file ", r.n), Digest: "it broke"}
	c, err := w.cases.File(w.ctx, by, &complaint.File{
		Ref: complaint.Ref{Tenant: w.client.ID}, Channel: complaint.Web, Complainant: p.person, Demand: complaint.Refund,
		Matter:  complaint.Matter{Order: p.order()},
		Content: fmt.Sprintf("%s %d %d %s", p.category, p.grade, confidence(p.unsure), p.words()),
	}, request)
	w.expect(r, err, "file")
	switch {
	case err != nil:
		r.client++
		w.later(w.now+1000+r.people.within(20*time.Second), event{run: r, kind: file})
	case c.ID != r.ref.Case:
		w.broke(r, Answers, "the request opened %s and was answered with %s", r.ref.Case, c.ID)
	case p.twice:
		r.complain.twice = false
		w.later(w.now+r.people.within(time.Minute), event{run: r, kind: file})
	}
}

// order is the order that a complaint names.
func (p complaintPlan) order() string {
	if p.vague {
		return ""
	}
	return fmt.Sprintf("RD-%06d", p.matter)
}

// words is what a complaint says.
func (p complaintPlan) words() string {
	if p.vague {
		return "nobody answers"
	}
	return "it broke"
}

// confidence is how sure the reading of a complaint is, in percent.
func confidence(unsure bool) int {
	if unsure {
		return 25
	}
	return 80
}

// remember keeps the references of the last cases, among which staff find one for the same thing.
func (w *world) remember(id string) {
	w.lately = append(w.lately, id)
	if len(w.lately) > 8 {
		w.lately = w.lately[1:]
	}
}

// clerk reads a complaint as the classifier does; what it gets wrong, people overrule.
type clerk struct{}

// Read answers the reading of a text.
func (clerk) Read(text string) complaint.Reading {
	r, percent := complaint.Reading{Cause: complaint.CauseUnknown, Language: complaint.English, Model: "simulated"}, 0
	if _, err := fmt.Sscan(text, &r.Category, &r.Grade, &percent); err != nil {
		r.Category, r.Grade = complaint.CategoryOther, complaint.Ordinary
	}
	r.Confidence = float64(percent) / 100
	return r
}

// answer is what a complainant may do some time after a letter came.
type answer struct {
	what kind
	p    func(Behaviour) float64
	in   func(Behaviour) time.Duration // on the average
}

func writesIn(b Behaviour) time.Duration { return b.WritesIn }

// answers is everything complainants do about letters. A further habit is a line here.
var answers = map[complaint.NoticeKind][]answer{
	complaint.NoticeAcknowledgement: {
		{write, func(b Behaviour) float64 { return b.Writes }, writesIn},
		{reply, func(b Behaviour) float64 { return b.Impatient }, writesIn},
		{withdraw, func(b Behaviour) float64 { return b.Withdraws }, writesIn},
	},
	complaint.NoticeRejected: {
		{object, func(b Behaviour) float64 { return b.Objects }, func(b Behaviour) time.Duration { return b.ReopensIn }},
		{object, func(b Behaviour) float64 { return b.Impatient }, writesIn},
	},
	complaint.NoticeWithdrawn: {
		{reopen, func(b Behaviour) float64 { return b.Disputes }, writesIn},
	},
	complaint.NoticeSurvey: {
		{reply, func(b Behaviour) float64 { return b.Replies }, func(b Behaviour) time.Duration { return b.RepliesIn }},
	},
	complaint.NoticeMessage: {{write, func(b Behaviour) float64 { return b.Sends }, writesIn}},
	complaint.NoticeClosed: {
		{reopen, func(b Behaviour) float64 { return b.Reopens }, func(b Behaviour) time.Duration { return b.ReopensIn }},
		{write, func(b Behaviour) float64 { return b.WritesLate }, writesIn},
	},
}

// hear is what a complainant does when a letter comes.
func (w *world) hear(r *run, n complaint.Notice) {
	b := w.plan.Behaviour
	for _, a := range answers[n.Kind] {
		if r.people.happens(a.p(b)) {
			w.later(w.now+r.people.about(a.in(b)), event{run: r, kind: a.what})
		}
	}
}

// speak has the complainant say something.
func (w *world) speak(e event) {
	r := e.run
	var cmd complaint.Command = &complaint.Write{Text: "Is there any news?"}
	if e.kind == reply {
		cmd = &complaint.Reply{Answer: w.opinion(r)}
	}
	switch e.kind { //nolint:exhaustive // the others are said above, or not by complainants
	case reopen:
		cmd = &complaint.Reopen{Reason: "It broke again."}
	case withdraw:
		cmd = &complaint.Withdraw{}
	case object:
		cmd = &complaint.Object{Reason: "Nobody looked."}
	}
	_, err := w.cases.Do(w.ctx, casework.Order{Ref: r.ref, By: complaint.TheComplainant, Command: cmd})
	w.expect(r, err, complaint.Name(cmd))
	switch {
	case complaint.Is(err, complaint.Unavailable) && e.n < 5:
		w.later(w.now+minute, event{run: r, kind: e.kind, n: e.n + 1})
	case err == nil && e.kind == reply && r.people.happens(w.plan.Behaviour.Impatient):
		w.later(w.now+minute, event{run: r, kind: reply})
	}
}

// opinion is an answer to the survey.
func (w *world) opinion(r *run) complaint.Answer {
	pleased := w.plan.Behaviour.Pleased
	if w.lateFor(r) {
		pleased = w.plan.Behaviour.PleasedLate
	}
	mark := 1 + r.people.IntN(2)
	if r.people.happens(pleased) {
		mark = 4 + r.people.IntN(2)
	}
	return complaint.Answer{Attitude: mark, Solved: mark, Speed: mark, Process: mark, Overall: mark}
}

// lateFor says whether anything came late that the complainant sees.
func (w *world) lateFor(r *run) bool {
	f := w.shelf.Folder(r.ref)
	for i := range f.Head.Clocks {
		if k := &f.Head.Clocks[i]; k.Round == f.Head.Round && k.ForComplainant() && k.Breached(w.clock()) {
			return true
		}
	}
	return false
}
