package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"redress/internal/apigw"
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

// numberIn is a whole number of the query, from 1 to high; unsaid if it is not there.
func numberIn(query map[string]string, name string, high, unsaid int) (int, error) {
	text, said := query[name]
	if !said {
		return unsaid, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > high {
		return 0, complaint.InvalidField(name, "must be a whole number from 1 to %d", high)
	}
	return n, nil
}
