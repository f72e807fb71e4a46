package figures

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/dynamo"
)

// View is a question that a desk asks of its queue.
type View struct {
	Name string
	Want casework.Want
}

// viewed is how many lines a page has, as the desk gives them unless it is told otherwise.
const viewed = 50

// Views are what a desk looks at, at an instant.
func Views(at time.Time) []View {
	team := casework.Crowd{Departments: []string{departmentOf[complaint.Delay]}}
	for i := range 10 {
		team.People = append(team.People, deskUser(i))
	}
	views := []View{
		{"everything", casework.Want{}},
		{"what is overdue", casework.Want{DueBefore: at}},
		{"mine", casework.Want{Owner: deskUser(3)}},
		{"mine, of grade 1", casework.Want{Owner: deskUser(3), Grade: complaint.Major}},
		{"a team of ten", casework.Want{Crowd: team}},
		{"a department's without an owner", casework.Want{Unassigned: true, Crowd: casework.Crowd{Departments: team.Departments}}},
		{"the commonest flow", casework.Want{Flow: complaint.Quality}},
		{"the rarest flow", casework.Want{Flow: complaint.Safety}},
		{"grade 1", casework.Want{Grade: complaint.Major}},
		{"one flow of grade 1", casework.Want{Flow: complaint.Billing, Grade: complaint.Major}},
		{"people are at work", casework.Want{Phase: complaint.Handling}},
		{"the survey is out", casework.Want{Phase: complaint.Surveying}},
		{"only concluding", casework.Want{Phase: complaint.Concluding}},
		{"waiting for the complainant", casework.Want{Waiting: true}},
		{"with tasks", casework.Want{Tasks: true}},
		{"a lead is asked", casework.Want{Asked: true}},
	}
	for i := range views {
		views[i].Want.Limit = viewed
	}
	return views
}

// The desk of a yard: 200 people, and how many of a hundred cases are what.
const deskPeople = 200

var departmentOf = map[complaint.Flow]string{
	complaint.Quality: "quality", complaint.Attitude: "service", complaint.Delay: "service", complaint.Billing: "finance",
	complaint.Delivery: "logistics", complaint.Safety: "safety", complaint.Suggestion: "product", complaint.General: "service",
}

func deskUser(i int) string { return fmt.Sprintf("user-%03d", i) }

// Queue fills the table with so many open cases of all kinds. Only the cases themselves are written, which are what a queue shows.
func (y *Yard) Queue(ctx context.Context, n int, at time.Time) error {
	past, err := Handled(ctx, y.book, at)
	if err != nil {
		return err
	}
	crew, ctx := errgroup.WithContext(ctx)
	crew.SetLimit(fillers)
	for first := 0; first < n; first += inBatch {
		crew.Go(func() error {
			chance := rand.New(rand.NewPCG(1, uint64(first))) //nolint:gosec // the same cases each time, and no secret
			var heads []types.WriteRequest
			for range min(inBatch, n-first) {
				c := anyCase(past.Head().Clone(), chance, at)
				written, err := items(ctx, casework.Change{After: c, Commit: complaint.Commit{Revision: c.Revision, At: at}})
				if err != nil {
					return err
				}
				heads = append(heads, written[0])
			}
			return y.write(ctx, heads)
		})
	}
	return crew.Wait()
}

// anyCase makes one of any kind of a case: of 100 so many are of each flow, grade and phase, wait, have tasks, ask for something.
func anyCase(c complaint.Case, chance *rand.Rand, at time.Time) complaint.Case {
	c.ID = casework.NewReference()
	c.Flow = drawn(chance, complaint.Flows, 30, 10, 25, 10, 15, 2, 3, 5)
	c.Grade = drawn(chance, complaint.Grades, 3, 47, 50)
	c.Department = departmentOf[c.Flow]
	c.Phase = drawn(chance, []complaint.Phase{complaint.Handling, complaint.Executed, complaint.Concluding, complaint.Surveying}, 70, 12, 4, 14)
	if c.Phase == complaint.Surveying {
		c.Survey = &complaint.Survey{SendAt: at, ExpiresAt: at.Add(24 * time.Hour)}
	}
	if chance.IntN(100) >= 2 {
		c.Owner = &complaint.Actor{Role: complaint.Agent, ID: deskUser(chance.IntN(deskPeople))}
	}
	shift := time.Duration(chance.IntN(14*24*60)-2*24*60) * time.Minute // from two days ago to twelve from now
	for i := range c.Clocks {
		c.Clocks[i].Due = c.Clocks[i].Due.Add(shift)
	}
	switch chance.IntN(100) {
	case 0, 1, 2, 3, 4:
		c.Pauses = []complaint.Pause{{From: at, Until: at.Add(shift + 48*time.Hour), For: complaint.AwaitedEvidence, Round: c.Round}}
	case 5:
		c.Tasks = []complaint.Task{{Notice: "n", Kind: "plan", At: at}}
	case 6:
		c.Extensions = []complaint.Extension{{Clock: "remedy"}}
	}
	return c
}

// drawn is one of a list, of which each has its share of a hundred.
func drawn[T any](chance *rand.Rand, of []T, shares ...int) T {
	left := chance.IntN(100)
	for i, share := range shares {
		if left -= share; left < 0 {
			return of[i]
		}
	}
	return of[0]
}

// Seen is what the first page of a view took, and how many lines it has.
type Seen struct {
	Cost
	Lines int
	More  bool // there is a next page
	Took  time.Duration
}

// See reads the first page of a view, as the desk does.
func (y *Yard) See(ctx context.Context, v View) (Seen, error) {
	client := &metered{Client: y.client}
	began := time.Now()
	page, err := (&dynamo.Table{Client: client, Name: y.name}).Queue(ctx, yardTenant, v.Want)
	return Seen{Cost: client.cost, Lines: len(page.Cases), More: page.Next != "", Took: time.Since(began)}, err
}
