package classify

import "redress/internal/complaint"

// How many points make somebody annoyed, and furious.
const (
	annoyed = 1
	furious = 4
)

// emotion is how upset a text sounds: 0 calm, 1 annoyed, 2 furious. Rules whose id begins with "emotion." say it in words; marks in a
// row and shouting add to it. Who complains of something is annoyed at least; who asks, proposes or praises is calm unless they say so.
func emotion(s *scratch, reading complaint.Reading) int {
	points := s.text.shouts()
	for _, f := range s.spoke {
		switch f.rule.ID {
		case "emotion.annoyed":
			points += len(f.words)
		case "emotion.furious":
			points += 3 + len(f.words)
		}
	}
	calm := reading.Category == complaint.CategoryOther || reading.Category == complaint.CategorySuggestion
	switch {
	case points >= furious:
		return 2
	case points >= annoyed || !calm:
		return 1
	}
	return 0
}

// shouts counts what is loud in the source: marks in a row, and words in capitals beside small letters.
func (t folded) shouts() int {
	points, run, capitals, small := 0, 0, 0, 0
	for _, r := range t.source {
		switch {
		case r == '!' || r == '！':
			run++
			if run == 3 {
				points += 2
			}
			continue
		case r >= 'A' && r <= 'Z':
			capitals++
		case r >= 'a' && r <= 'z':
			small++
		}
		run = 0
	}
	if capitals > 20 && capitals > small {
		points++
	}
	return points
}
