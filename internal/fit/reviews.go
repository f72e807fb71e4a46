package fit

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"redress/internal/complaint"
	"redress/internal/evaluate"
)

// source is a set whose own labels say which texts are praise and which complaints.
type source struct {
	language           complaint.Language
	praise, complaints string // files
	text, mood         string // columns; without a mood the whole file is one
}

var sources = []source{
	{complaint.Chinese, "zh/shop10_positive_sample.csv", "zh/shop10_negative.csv", "review", ""},
	{complaint.Chinese, "zh/waimai_positive_sample.csv", "zh/waimai_negative.csv", "review", ""},
	{complaint.Chinese, "zh/hotel_positive_sample.csv", "zh/hotel_negative.csv", "review", ""},
	{complaint.English, "en/airline.csv", "en/airline.csv", "text", "airline_sentiment"},
}

// perSource is how many texts of a mood are taken of a set.
const perSource = 800

// Moods reads praise and complaints of the sets in a folder, evenly over each file.
func Moods(folder string) (praise, complaints map[complaint.Language][]string, err error) {
	praise, complaints = map[complaint.Language][]string{}, map[complaint.Language][]string{}
	for _, s := range sources {
		for _, part := range []struct {
			file, mood string
			to         map[complaint.Language][]string
		}{{s.praise, "positive", praise}, {s.complaints, "negative", complaints}} {
			texts, err := s.read(filepath.Join(folder, part.file), part.mood)
			if err != nil {
				return nil, nil, err
			}
			step := max(1, len(texts)/perSource)
			for i := 0; i < len(texts); i += step {
				part.to[s.language] = append(part.to[s.language], texts[i])
			}
		}
	}
	return praise, complaints, nil
}

func (s source) read(path, mood string) ([]string, error) {
	names, rows, err := evaluate.Table(os.Open(path))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	text, moods := slices.Index(names, s.text), slices.Index(names, s.mood)
	var texts []string
	for _, row := range rows {
		if moods < 0 || row[moods] == mood {
			texts = append(texts, row[text])
		}
	}
	return texts, nil
}
