package main

import (
	"redress/internal/client"
	"redress/internal/complaint"
)

// readComplaints reads at most so many complaints from a CSV file.
func readComplaints(path string, most int) ([]client.Complaint, error) {
	var complaints []client.Complaint
	err := eachRow(path, func(cell cellOf) bool {
		if cell("content") != "" && len(complaints) < most {
			complaints = append(complaints, complaintOf(cell))
		}
		return len(complaints) < most
	})
	return complaints, err
}

// complaintOf makes a complaint of a row. A row that says nothing of its complainant gets one made up.
func complaintOf(cell cellOf) client.Complaint {
	c := client.Complaint{
		Channel: complaint.Channel(cell("channel")), Demand: complaint.Demand(cell("demand")), Content: cell("content"),
		Complainant: complaint.Complainant{
			Name: cell("name"), Email: cell("email"), Phone: cell("phone"), Language: languageOf(cell("language")),
		},
		Matter: complaint.Matter{Product: cell("product"), Order: cell("order")},
	}
	if c.Complainant.Email == "" && c.Complainant.Phone == "" {
		c.Complainant.Email = "someone@example.com"
	}
	return c
}

func languageOf(word string) complaint.Language {
	for _, l := range complaint.Languages {
		if word == string(l) {
			return l
		}
	}
	return ""
}
