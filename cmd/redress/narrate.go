package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// act begins a part of the story.
func (p *play) act(format string, args ...any) { fmt.Fprintf(p.out, "\n== "+format+"\n", args...) }

// say adds a remark.
func (p *play) say(format string, args ...any) { fmt.Fprintf(p.out, "          "+format+"\n", args...) }

// tell shows the commits that were not shown yet, each at its seconds since receipt.
func (p *play) tell(c client.Case) {
	for _, m := range c.History[min(p.shown, len(c.History)):] {
		who := m.Actor.ID
		if who == "" {
			who = string(m.Actor.Role)
		}
		fmt.Fprintf(p.out, "%7.1fs  %-22s %-12s %s\n", m.At.Sub(c.ReceivedAt).Seconds(), m.Command, who, events(m))
		for _, e := range m.Events {
			if read, is := e.(*complaint.Read); is {
				p.reasons(read.Reading)
			}
		}
	}
	p.shown = len(c.History)
}

// reasons shows why a complaint was read so: each rule that spoke, with the words that made it.
func (p *play) reasons(r complaint.Reading) {
	for _, why := range r.Reasons {
		line := fmt.Sprintf("  %-28s by %s", why.Says, why.Rule)
		if len(why.Words) > 0 {
			line += ": " + strings.Join(why.Words, ", ")
		}
		if why.Source != "" {
			line += " (" + why.Source + ")"
		}
		p.say("%s", line)
	}
}

// events says what a commit recorded, leaving out what only sets clocks up.
func events(m complaint.Commit) string {
	var parts []string
	started := 0
	for _, e := range m.Events {
		switch e := e.(type) {
		case *complaint.ClockStarted:
			started++
		case *complaint.Reached, *complaint.ClockSuperseded, *complaint.ClockMoved:
		default:
			parts = append(parts, sentence(e))
		}
	}
	if started > 0 {
		parts = append(parts, fmt.Sprintf("clocks started: %d", started))
	}
	return strings.Join(parts, "; ")
}

func sentence(e complaint.Event) string {
	switch e := e.(type) {
	case *complaint.Read:
		return fmt.Sprintf("read as %s, grade %d, %.0f %% sure", e.Flow, e.Reading.Grade, 100*e.Reading.Confidence)
	case *complaint.ClockMet:
		if e.Breached {
			return e.Clock + " met LATE"
		}
		return e.Clock + " met"
	case *complaint.RungFired:
		return fmt.Sprintf("%s: %s told", e.Clock, e.Level)
	case *complaint.NoticeLeft:
		return e.Kind + " left by " + string(e.Reach)
	case *complaint.Answered:
		return fmt.Sprintf("overall %d of 5, satisfied: %t", e.Answer.Overall, e.Satisfied)
	case *complaint.RoundOpened:
		return fmt.Sprintf("round %d opened, %s excluded", e.Round, e.Excluded)
	case *complaint.Merged:
		if e.Twin != nil {
			return fmt.Sprintf("merged %s: %s", e.Case, why(*e.Twin))
		}
		return "merged " + e.Case
	case *complaint.Ended:
		return "closed: " + string(e.Outcome)
	}
	return strings.ReplaceAll(complaint.NameOf(e), "_", " ")
}

// sumUp shows every clock of the case and every notice, as they stand in the end.
func (p *play) sumUp(ctx context.Context) error {
	c, err := p.manager.Case(ctx, p.receipt.Case)
	if err != nil {
		return err
	}
	p.act("What is on record: %d commits", len(c.History))
	table := tabwriter.NewWriter(p.out, 10, 8, 2, ' ', 0)
	fmt.Fprintln(table, "          CLOCK\tDUE\tMET\tRUNGS FIRED")
	for _, k := range c.Clocks {
		fmt.Fprintf(table, "          %s\t%s\t%s\t%d\n", k.ID, since(c, k.Due), outcome(c, k), k.Fired)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	sent, staff := 0, 0
	for _, n := range c.Notices {
		switch {
		case n.State != "sent":
		case n.To == complaint.ToComplainant:
			sent++
		default:
			staff++
		}
	}
	p.say("%d notices left for the customer and %d for staff, each once", sent, staff)
	return nil
}

func since(c client.Case, at time.Time) string {
	return fmt.Sprintf("%.1fs", at.Sub(c.ReceivedAt).Seconds())
}

func outcome(c client.Case, k complaint.Clock) string {
	switch {
	case !k.SupersededAt.IsZero():
		return "no longer owed"
	case k.MetAt.IsZero():
		return "open"
	case k.Breached(k.MetAt):
		return since(c, k.MetAt) + " LATE"
	}
	return since(c, k.MetAt)
}
