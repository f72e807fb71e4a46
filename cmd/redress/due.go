package main

import (
	"encoding/json"
	"fmt"
	"io"

	"redress/internal/calendar/explain"
)

// dueCmd explains one deadline, or with "-" one a line of standard input.
type dueCmd struct {
	Requests string   `arg:"" optional:"" placeholder:"-" help:"- reads requests from standard input, a JSON object a line: calendar, from, span, pauses, warn, id."`
	Calendar string   `default:"cn" help:"File in YAML or JSON, or one of: 24x7, cn, plain; or a version such as cn-2026.1."`
	From     string   `help:"Instant the span begins at, such as 2026-04-03T17:30:00+08:00."`
	Span     string   `help:"Whole number with a unit: s, m, h, d, or in working time wm, wh, wd."`
	Pause    []string `sep:"none" placeholder:"FROM/TO" help:"Time in which the clock stands still. May be repeated."`
	Warn     string   `help:"Warning before the deadline: a span, or a percentage of the clock such as 75%."`
}

// Run writes an answer a line. It fails when a request was refused.
func (c dueCmd) Run(in io.Reader, out io.Writer) error {
	switch c.Requests {
	case "-":
		return explain.Lines(in, out)
	case "":
		return c.explain(out)
	}
	return fmt.Errorf("%q: write - to read requests from standard input, or give --from and --span", c.Requests)
}

func (c dueCmd) explain(out io.Writer) error {
	q := explain.Request{Calendar: quote(c.Calendar), From: c.From, Span: c.Span, Warn: c.Warn}
	for _, pause := range c.Pause {
		q.Pauses = append(q.Pauses, quote(pause))
	}
	reply, err := q.Explain()
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(reply)
}

// quote is a string in JSON.
func quote(s string) json.RawMessage {
	text, _ := json.Marshal(s) //nolint:errchkjson // a string never fails
	return text
}
