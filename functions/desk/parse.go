package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
)

// order is a command on the wire.
type order struct {
	Do   string          `json:"do"`
	With json.RawMessage `json:"with"`
}

func commandOf(r *apigw.Request) (complaint.Command, error) {
	o, err := apigw.Decode[order](r)
	if err != nil {
		return nil, err
	}
	blank, known := complaint.StaffCommands[o.Do]
	if !known {
		names := slices.Sorted(maps.Keys(complaint.StaffCommands))
		return nil, complaint.InvalidField("do", "must be one of %s", strings.Join(names, ", "))
	}
	cmd := blank()
	if len(o.With) == 0 {
		return cmd, nil
	}
	return cmd, apigw.Strict("with", o.With, cmd)
}

const (
	most         = 100 // lines of the longest page of the queue
	longestOwner = 200 // characters of a user name
)

func wanted(query map[string]string) (casework.Want, error) {
	w := casework.Want{Limit: 50, Cursor: query["cursor"], Owner: query["owner"]}
	w.Flow, w.Phase = complaint.Flow(query["flow"]), complaint.Phase(query["phase"])
	_, flow := query["flow"]
	_, phase := query["phase"]
	switch {
	case utf8.RuneCountInString(w.Owner) > longestOwner:
		return w, complaint.InvalidField("owner", "has more than %d characters", longestOwner)
	case flow && !slices.Contains(complaint.Flows, w.Flow):
		return w, complaint.InvalidField("flow", "must be one of %v", complaint.Flows)
	case phase && !slices.Contains(complaint.Phases, w.Phase):
		return w, complaint.InvalidField("phase", "must be one of %v", complaint.Phases)
	}
	var err error
	if w.Limit, err = numberIn(query, "limit", 1, most, w.Limit); err != nil {
		return w, err
	}
	grade, err := numberIn(query, "grade", int(complaint.Major), int(complaint.Minor), 0)
	w.Grade = complaint.Grade(grade)
	return w, err
}

// numberIn is a whole number of the query, from low to high; unsaid if it is not there.
func numberIn(query map[string]string, name string, low, high, unsaid int) (int, error) {
	text, said := query[name]
	if !said {
		return unsaid, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, complaint.InvalidField(name, "must be a whole number from %d to %d", low, high)
	}
	return n, nil
}
