package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"redress/internal/client"
	"redress/internal/complaint"
)

// demoCmd plays the whole life of one case.
type demoCmd struct {
	stackFlag
	Policy string `help:"Policy to play it under; its deadlines should be seconds." default:"samples/policy-seconds.yaml" type:"existingfile"`
}

// Help explains the sub-command.
func (demoCmd) Help() string {
	return "One complaint is filed, twice more through other channels, ignored until its deadline has escalated to the top, worked on, executed, surveyed, " +
		"found wanting, handled again by another person, and closed. Every line shows what the system recorded."
}

// swift is the tenant of the demo: its days are seconds.
const swift = "swift"

// Run plays the case on the deployed stack.
func (c demoCmd) Run(out io.Writer) error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	play, err := c.stage(ctx, out)
	if err != nil {
		return err
	}
	for _, act := range []func(context.Context) error{
		play.file, play.again, play.ignore, play.work, play.dissatisfy, play.workAgain, play.satisfy, play.sumUp,
	} {
		if err := act(ctx); err != nil {
			return err
		}
	}
	return nil
}

// stage makes the tenant, its policy and its people ready.
func (c demoCmd) stage(ctx context.Context, out io.Writer) (*play, error) {
	s, err := client.Find(ctx, c.Stack)
	if err != nil {
		return nil, err
	}
	version, err := putPolicy(ctx, s, swift, c.Policy)
	if err != nil {
		return nil, err
	}
	people, err := enrol(ctx, s, demoTenant(swift, version, s.Base()))
	if err != nil {
		return nil, err
	}
	p := &play{
		stack: s, out: out, public: client.API{Base: s.Base(), Tenant: swift}, order: fmt.Sprintf("RD-%d", time.Now().Unix()),
	}
	for i, hand := range []*client.API{&p.agent, &p.lead, &p.manager} {
		token, err := s.SignIn(ctx, people[i])
		if err != nil {
			return nil, err
		}
		*hand = client.API{Base: s.Base(), Tenant: swift, Token: token}
	}
	p.say("Policy %s: the built-in one with seconds for days.", version)
	return p, nil
}

// play is the case being played.
type play struct {
	stack                        *client.Stack
	out                          io.Writer
	public, agent, lead, manager client.API
	receipt                      client.Receipt
	shown                        int // commits already told of
	order                        string
}

const (
	demoMail = "zhou.min@example.com"
	demoText = "你们的售后太慢了！报修十二天了一直没人上门，催了三次客服都说再等等，到底要拖到什么时候？"
)

func (p *play) file(ctx context.Context) (err error) {
	p.act("A customer complains, in Chinese, at the public API")
	p.say("“%s”", demoText)
	p.receipt, err = p.public.File(ctx, client.Complaint{
		Channel: complaint.Web, Demand: complaint.Compensation, Content: demoText,
		Complainant: complaint.Complainant{Name: "周敏", Email: demoMail},
		Matter:      complaint.Matter{Product: "洗衣机", Order: p.order},
	}, "")
	if err != nil {
		return err
	}
	p.say("case %s; the customer follows it with a secret of %d characters", p.receipt.Case, len(p.receipt.Secret))
	return p.watch(ctx, func(c client.Case) bool { return len(c.History) >= 4 })
}

func (p *play) ignore(ctx context.Context) error {
	p.act("Nobody acts. The deadline to respond passes, and the ladder is climbed")
	return p.watch(ctx, func(c client.Case) bool { return told(c, "responded", complaint.ToExecutive) })
}

// told says whether a rung of the milestone has reached a level.
func told(c client.Case, milestone string, level complaint.Level) bool {
	for _, m := range c.History {
		for _, e := range m.Events {
			if r, ok := e.(*complaint.RungFired); ok && r.Clock == milestone && r.Level == level {
				return true
			}
		}
	}
	return false
}

func (p *play) work(ctx context.Context) error {
	p.act("The manager takes the escalation on; the agent goes to work")
	if err := p.do(ctx, p.manager, &complaint.AcknowledgeEscalation{Clock: "responded"}); err != nil {
		return err
	}
	return p.do(ctx, p.agent,
		&complaint.Take{},
		&complaint.Assess{},
		&complaint.Contact{By: "phone", Note: "Apologised; the customer is at home all week."},
		recorded("cause_found", "The order for the repair was never passed on to the workshop.",
			`{"cause": "staff", "what": "维修单一直没有派到网点。"}`),
		&complaint.Propose{Remedy: complaint.Compensation, Text: "师傅今天上门维修，免收上门费，并补偿 80 元。"},
		recorded("process_improvement", "Orders that no workshop confirms within a day are shown in red.",
			`{"problem": "无人跟进未确认的维修单", "change": "一天未确认的维修单标红并提醒主管", "owner": "售后部"}`),
		&complaint.Execute{Note: "Repaired, 80 yuan paid."},
	)
}

// recorded is a record with its form filled in.
func recorded(milestone, note, data string) complaint.Command {
	return &complaint.Record{Milestone: milestone, Note: note, Data: json.RawMessage(data)}
}

func (p *play) dissatisfy(ctx context.Context) error {
	p.act("The survey comes in its window. The customer is not satisfied")
	if err := p.answer(ctx, 2, "修是修了，第二天又漏水。"); err != nil {
		return err
	}
	return p.watch(ctx, func(c client.Case) bool { return c.Round == 2 })
}

func (p *play) workAgain(ctx context.Context) error {
	p.act("A second round, with new clocks. Whoever handled the first may not take it")
	if _, err := p.agent.Do(ctx, p.receipt.Case, &complaint.Take{}); err != nil {
		p.say("the agent tries to take it: %s", err)
	}
	return p.do(ctx, p.lead,
		&complaint.Take{},
		&complaint.Contact{By: "phone", Note: "Looked at the leak together by video."},
		recorded("cause_found", "The new hose was of the wrong size.", `{"cause": "stock", "what": "库存中的水管与型号不符。"}`),
		&complaint.Propose{Remedy: complaint.Exchange, Text: "为您更换一台全新的洗衣机，由我本人跟进到安装完成。"},
		recorded("process_improvement", "The workshop checks the size against the model.",
			`{"problem": "领料不核对型号", "change": "领料时扫描型号", "owner": "仓库"}`),
		&complaint.Execute{Note: "New machine fitted and tried out."},
	)
}

func (p *play) satisfy(ctx context.Context) error {
	p.act("Asked again, the customer is satisfied, and the case closes")
	if err := p.answer(ctx, 5, "这次处理得很好，谢谢。"); err != nil {
		return err
	}
	return p.watch(ctx, func(c client.Case) bool { return c.Phase == complaint.Closed })
}

// answer waits for the survey's mail and answers with the secret of its link.
func (p *play) answer(ctx context.Context, rating int, comment string) error {
	if err := p.watch(ctx, func(c client.Case) bool { return c.Phase == complaint.Surveying && mailed(c) }); err != nil {
		return err
	}
	secret, err := p.stack.SurveySecret(ctx, demoMail, p.receipt.Case)
	if err != nil {
		return err
	}
	return p.public.Answer(ctx, p.receipt.Case, secret, rating, comment)
}

// mailed says whether the survey of the present round has left.
func mailed(c client.Case) bool {
	for _, n := range c.Notices {
		if n.Kind == complaint.NoticeSurvey && n.State == "sent" && !n.At.Before(c.Survey.SentAt) {
			return true
		}
	}
	return false
}

// do carries commands out one after the other, and shows what each recorded.
func (p *play) do(ctx context.Context, hand client.API, commands ...complaint.Command) error {
	for _, cmd := range commands {
		if _, err := hand.Do(ctx, p.receipt.Case, cmd); err != nil {
			return fmt.Errorf("%s: %w", complaint.Name(cmd), err)
		}
	}
	return p.watch(ctx, func(client.Case) bool { return true })
}

// watch shows what is recorded until the case is as it must be.
func (p *play) watch(ctx context.Context, done func(client.Case) bool) error {
	return until(ctx, 250*time.Millisecond, func() (bool, error) {
		c, err := p.manager.Case(ctx, p.receipt.Case)
		if err != nil {
			return false, err
		}
		p.tell(c)
		return done(c), nil
	})
}
