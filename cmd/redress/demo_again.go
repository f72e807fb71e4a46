package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// What the customer says of the same matter at the telephone, and what somebody at the counter writes down of it.
const (
	demoCall    = "客户来电：你们的售后太慢了，报修十二天一直没人上门，催了三次客服都说再等等，要拖到什么时候。"
	demoCounter = "客户到店，说家里洗衣机的事到现在还没有着落，很生气。"
)

// again has the customer complain twice more: what is certain to be the same is merged by the system, what may be is proposed.
func (p *play) again(ctx context.Context) error {
	p.act("The customer complains again, on the telephone and at the counter")
	p.say("“%s”", demoCall)
	call, err := p.public.File(ctx, p.more(complaint.Phone, demoCall), "")
	if err != nil {
		return err
	}
	if err := p.watch(ctx, func(c client.Case) bool { return len(c.Absorbed) == 1 }); err != nil {
		return err
	}
	p.say("%s is a part of %s now; its customer is told so, and no second acknowledgement is sent", call.Case, p.receipt.Case)
	p.say("“%s”", demoCounter)
	counter, err := p.public.File(ctx, p.more(complaint.Store, demoCounter), "")
	if err != nil {
		return err
	}
	if err := p.propose(ctx, counter.Case); err != nil {
		return err
	}
	return p.do(ctx, p.agent, &complaint.Merge{Case: counter.Case, Reason: "The agent has read both: it is the same washing machine."})
}

// more is another complaint of the customer about the same order.
func (p *play) more(channel complaint.Channel, text string) client.Complaint {
	return client.Complaint{
		Channel: channel, Demand: complaint.Compensation, Content: text,
		Complainant: complaint.Complainant{Name: "周敏", Email: demoMail}, Matter: complaint.Matter{Order: p.order},
	}
}

// propose waits until a case is proposed as the same, and shows why.
func (p *play) propose(ctx context.Context, id string) error {
	return until(ctx, 250*time.Millisecond, func() (bool, error) {
		c, err := p.agent.Case(ctx, id)
		if err != nil || c.Phase != complaint.Handling {
			return false, err
		}
		for _, t := range c.Twins {
			p.say("the desk asks whether %s is the same as %s: %s", id, t.Case, why(t))
		}
		return true, nil
	})
}

// why is how sure it is that two complaints are one, and what speaks for it.
func why(t complaint.Twin) string {
	signs := make([]string, len(t.Why))
	for i, s := range t.Why {
		signs[i] = fmt.Sprintf("%s %+.2f", strings.TrimSpace(strings.ReplaceAll(s.Rule, "_", " ")+" "+s.Says), s.Worth)
	}
	return fmt.Sprintf("%.0f %% sure (%s)", 100*t.Score, strings.Join(signs, ", "))
}
