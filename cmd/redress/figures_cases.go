package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/client"
	"redress/internal/complaint"
	"redress/internal/figures"
	"redress/internal/load"
	"redress/internal/policy"
)

// counted is a complaint of each flow.
var counted = []struct {
	flow complaint.Flow
	text string
}{
	{complaint.Quality, "衣柜用了一个多月门板就开裂，合页也坏了，质量太差，要求维修。"},
	{complaint.Attitude, "门店的店员态度恶劣，翻白眼还骂人，必须道歉！"},
	{complaint.Delay, "你们的售后太慢了！报修十二天了一直没人上门，催了三次都说再等等。"},
	{complaint.Billing, "I was charged twice for the same order and the refund amount is wrong. Correct the bill."},
	{complaint.Delivery, "收到的货发错了颜色，还少发了一个抽屉，请尽快补发。"},
	{complaint.Safety, "电暖器插头冒烟起火，我的手被烫伤了，家里还有孩子！"},
	{complaint.Suggestion, "建议你们在二楼加装一部电梯，方便老人，希望能够采纳。"},
}

// cases plays a case of each flow at the same time, each for a tenant of its own, and counts what each needed.
func (c figuresCmd) cases(ctx context.Context, s *client.Stack, out io.Writer) error {
	counts, err := c.count(ctx, s)
	if err != nil {
		return err
	}
	prices, err := figures.ListPrices()
	if err != nil {
		return err
	}
	var needs, bills []figures.Row
	for _, count := range counts {
		needs = append(needs, count.Rows()...)
		bills = append(bills, prices.Thousand(count.Usage()).Row("1,000 cases: "+string(count.Flow)))
	}
	figures.Print(out, "One case in time, from the filing to the satisfied answer, and until its last timer has ended", needs)
	fmt.Fprint(out, "\nCounted by a proxy between the deployed functions and the emulator's DynamoDB, and from the emulator's execution "+
		"histories. Write units are reckoned from the items before and after by DynamoDB's rules; the sweep is not in them.\n")
	figures.Print(out, fmt.Sprintf("List price in %s, prices of %s, without mail and SMS", prices.Region, prices.AsOf), bills)
	return nil
}

// count plays a case of each flow while a proxy counts what the functions ask for.
func (c figuresCmd) count(ctx context.Context, s *client.Stack) ([]figures.Count, error) {
	proxy, err := figures.NewProxy(s.Endpoint)
	if err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Proxy)
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: proxy, ReadHeaderTimeout: time.Minute}
	go server.Serve(listener) //nolint:errcheck // it ends when it is closed
	defer server.Close()      //nolint:errcheck // nothing is left to do
	run := load.NewCrowd().Run
	counts := make([]figures.Count, len(counted))
	var crew errgroup.Group
	for i, one := range counted {
		crew.Go(func() (err error) {
			id := fmt.Sprintf("fig-%d-%s", i, run)
			if counts[i], err = c.one(ctx, s, id, one.text); err == nil && counts[i].Flow != one.flow {
				err = fmt.Errorf("the complaint of %s was read as %s", one.flow, counts[i].Flow)
			}
			counts[i].Tally = proxy.Of(id)
			return err
		})
	}
	if err := crew.Wait(); err != nil {
		return nil, err
	}
	if counts[0].Tally.Requests == 0 {
		return nil, fmt.Errorf("nothing came through %s: is it where the emulator's functions look for AWS?", c.Proxy)
	}
	return counts, nil
}

// one plays one case for a tenant of its own.
func (c figuresCmd) one(ctx context.Context, s *client.Stack, id, text string) (figures.Count, error) {
	agent, err := c.found(ctx, s, id)
	if err != nil {
		return figures.Count{}, err
	}
	story := &figures.Story{
		Stack: s, Public: client.API{Base: s.Base(), Tenant: id}, Agent: agent, Mail: id + "@example.com", Text: text,
	}
	closed, err := story.Play(ctx)
	if err != nil {
		return figures.Count{}, err
	}
	count := figures.Count{Flow: closed.Flow, Calls: story.Calls}
	for _, k := range closed.Clocks {
		count.Rungs += k.Fired
	}
	notices, err := s.Table().Notices(ctx, closed.Ref())
	if err != nil {
		return count, err
	}
	count.Notices = len(notices)
	machines := sfn.NewFromConfig(s.AWS)
	if count.Journey, err = figures.Histories(ctx, machines, s.Outputs["JourneyArn"], closed.ID); err != nil {
		return count, err
	}
	count.Timers, err = figures.Histories(ctx, machines, s.Outputs["TimerArn"], closed.ID)
	return count, err
}

// found makes a tenant under the slowed policy, and signs its agent in.
func (c figuresCmd) found(ctx context.Context, s *client.Stack, id string) (client.API, error) {
	src, err := os.ReadFile(c.Policy)
	if err != nil {
		return client.API{}, err
	}
	src = slowed(src, c.Slower)
	p, err := policy.Parse(src)
	if err != nil {
		return client.API{}, err
	}
	if err := s.Table().PutDocument(ctx, id, casework.PolicyDocument, p.Version, src); err != nil {
		return client.API{}, err
	}
	people, err := enrol(ctx, s, demoTenant(id, p.Version, s.Base()))
	if err != nil {
		return client.API{}, err
	}
	token, err := s.SignIn(ctx, people[0])
	return client.API{Base: s.Base(), Tenant: id, Token: token}, err
}

var spanOfSeconds = regexp.MustCompile(`\b(within|send|expire|after): (\d+)s\b`)

// slowed is a policy whose deadlines are so much later, for an emulator is slower than AWS.
func slowed(src []byte, by float64) []byte {
	return spanOfSeconds.ReplaceAllFunc(src, func(found []byte) []byte {
		parts := spanOfSeconds.FindSubmatch(found)
		seconds, _ := strconv.ParseFloat(string(parts[2]), 64)
		return fmt.Appendf(nil, "%s: %.0fs", parts[1], seconds*by)
	})
}
