package main

import (
	"context"
	"fmt"
	"strings"

	"redress/internal/client"
)

// filing is what every command needs that files many complaints.
type filing struct {
	stackFlag
	Complaints []string `help:"CSV files whose texts are filed, again from the first when they are used up." default:"samples/complaints.csv" type:"existingfile"`
	Width      int      `help:"How many at a time." default:"8"`
}

// begin reads so many complaints at most and finds the stack.
func (f filing) begin(ctx context.Context, cases int) ([]client.Complaint, *client.Stack, error) {
	texts, err := readAll(f.Complaints, cases)
	if err != nil {
		return nil, nil, err
	}
	s, err := client.Find(ctx, f.Stack)
	return texts, s, err
}

// readAll reads so many complaints at most, the same share of each file.
func readAll(paths []string, most int) ([]client.Complaint, error) {
	var all []client.Complaint
	for _, path := range paths {
		some, err := readComplaints(path, (most+len(paths)-1)/len(paths))
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no complaint", strings.Join(paths, ", "))
	}
	return all, nil
}
