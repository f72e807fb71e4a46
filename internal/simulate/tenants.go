package simulate

import (
	"fmt"
	"regexp"
	"strings"

	"redress/internal/complaint"
	"redress/internal/policy"
	"redress/internal/tenant"
)

// Tenants is how many tenants are simulated; seed 002 speaks of fifty in the first year.
const Tenants = 50

// variant is a policy that differs from the built-in one: it counts in another calendar and promises other spans.
type variant struct {
	calendar string // name of an almanac
	spans    string // pairs of the built-in policy's words and this one's
}

// variants are the policies of the tenants, in turn. The first is the built-in one itself.
var variants = []variant{
	{calendar: "cn"},
	{calendar: "24x7", spans: "within: 24h|within: 12h|within: 5d|within: 4d|send: 3d|send: 5d|last: 3|last: 2"},
	{calendar: "split-1", spans: "within: 24h|within: 8wh|within: 12h|within: 4wh|within: 3d|within: 3wd|within: 5d|within: 5wd|after: 4h|after: 2wh|after: 1d|after: 1wd|at: 75%|at: 1wh"},
	{calendar: "night-1", spans: "within: 4h|within: 240wm|within: 1d|within: 1wd|within: 2d|within: 2wd|after: 30m|after: 30wm|expire: 7d|expire: 6wd"},
	{calendar: "berlin-1", spans: "within: 6h|within: 6wh|within: 2h|within: 90wm|within: 3d|within: 4wd|after: 2d|after: 2wd|at: 50%|at: 40%|last: 3|last: 1"},
	{calendar: "new-york-1", spans: "within: 2wd|within: 18wh|within: 7d|within: 6d|within: 1d|within: 9wh|send: 3d|send: 3wd|expire: 7d|expire: 10d"},
}

var versionLine = regexp.MustCompile(`(?m)^version: \S+`)

// document is the text of a variant; empty: it is the built-in policy.
func (v variant) document() (version, text string) {
	if v.spans == "" {
		return "", ""
	}
	version = "of-" + v.calendar
	text = versionLine.ReplaceAllString(string(policy.DefaultSource()), "version: "+version)
	text = strings.Replace(text, "calendar: cn", "calendar: "+v.calendar, 1)
	return version, strings.NewReplacer(strings.Split(v.spans, "|")...).Replace(text)
}

// olderVersion is the built-in policy before this one.
const olderVersion = "redress-2026.1"

// amended is another version of the variant, to which cases can be moved.
func (v variant) amended() (version, text string) {
	before, text := v.document()
	if before == "" {
		return olderVersion, ""
	}
	text = strings.NewReplacer("version: "+before, "version: "+before+"-b", "within: 3d", "within: 4d", "within: 2d", "within: 40h").Replace(text)
	return before + "-b", text
}

// client is a simulated tenant with its staff.
type client struct {
	tenant.Tenant
	variant
	hours  *worktime
	agents []complaint.Actor
	lead   complaint.Actor
	chief  complaint.Actor
}

// clientOf is the n-th tenant, counted from 0.
func clientOf(n int) (client, error) {
	hours, err := worktimes()
	if err != nil {
		return client{}, err
	}
	id := fmt.Sprintf("tenant-%02d", n+1)
	c := client{variant: variants[n%len(variants)]}
	c.hours = hours[c.calendar]
	version, _ := c.document()
	mail := func(who string) string { return who + "@" + id + ".example" }
	c.Tenant = tenant.Tenant{
		ID: id, Policy: version, Site: "https://" + id + ".example", From: mail("care"), Language: oneOfTwo(n), Dialling: "+86",
		Names: map[complaint.Language]string{complaint.Chinese: id, complaint.English: id},
		Mailboxes: map[complaint.Level]string{
			complaint.ToOwner: mail("desk"), complaint.ToLead: mail("lead"),
			complaint.ToManager: mail("manager"), complaint.ToExecutive: mail("executive"),
		},
	}
	for i := range 5 + n%4 {
		who := fmt.Sprintf("agent-%d", i+1)
		c.agents = append(c.agents, complaint.Actor{Role: complaint.Agent, ID: who, Mail: mail(who)})
	}
	c.lead = complaint.Actor{Role: complaint.Lead, ID: "lead", Mail: mail("lead")}
	c.chief = complaint.Actor{Role: complaint.Manager, ID: "manager", Mail: mail("manager")}
	return c, c.Check()
}

func oneOfTwo(n int) complaint.Language { return complaint.Languages[n%len(complaint.Languages)] }
