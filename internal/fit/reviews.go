package fit

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"redress/internal/complaint"
	"redress/internal/evaluate"
)

// source is a set whose own labels say which texts are praise or which are complaints.
type source struct {
	language   complaint.Language
	file       string
	text, mood string // columns; without a mood the whole file is one
	is         string // the mood that is meant
}

// praised are sets whose own word for praise is right. Half of the Chinese reviews that are called positive name a fault: of those only the
// ones count that were read and name none.
var praised = []source{{complaint.English, "en/airline.csv", "text", "airline_sentiment", "positive"}}

var complained = []source{
	{complaint.Chinese, "zh/shop10_negative.csv", "review", "", ""},
	{complaint.Chinese, "zh/waimai_negative.csv", "review", "", ""},
	{complaint.Chinese, "zh/hotel_negative.csv", "review", "", ""},
	{complaint.English, "en/airline.csv", "text", "airline_sentiment", "negative"},
}

// perSource is how many texts of a mood are taken of a set.
const perSource = 800

// Moods reads praise and complaints of the sets in a folder.
func Moods(folder string) (praise, complaints map[complaint.Language][]string, err error) {
	if praise, err = evenly(folder, praised); err != nil {
		return nil, nil, err
	}
	if complaints, err = evenly(folder, complained); err != nil {
		return nil, nil, err
	}
	reviews, err := evaluate.Reviews(folder, evaluate.FitReviews)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range reviews {
		if r.Complains == evaluate.Nothing {
			praise[complaint.Chinese] = append(praise[complaint.Chinese], r.Text)
		}
	}
	return praise, complaints, nil
}

// evenly takes texts evenly over each of some files.
func evenly(folder string, sources []source) (map[complaint.Language][]string, error) {
	taken := map[complaint.Language][]string{}
	for _, s := range sources {
		texts, err := s.read(folder)
		if err != nil {
			return nil, err
		}
		step := max(1, len(texts)/perSource)
		for i := 0; i < len(texts); i += step {
			taken[s.language] = append(taken[s.language], texts[i])
		}
	}
	return taken, nil
}

func (s source) read(folder string) ([]string, error) {
	names, rows, err := evaluate.Table(os.Open(filepath.Join(folder, filepath.FromSlash(s.file))))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.file, err)
	}
	text, moods := slices.Index(names, s.text), slices.Index(names, s.mood)
	var texts []string
	for _, row := range rows {
		if moods < 0 || row[moods] == s.is {
			texts = append(texts, row[text])
		}
	}
	return texts, nil
}
