package label

import (
	"fmt"
	"slices"
	"strings"

	"redress/internal/complaint"
)

// key is the letter that stands for a category, and what the category means to a reader.
type key struct {
	letter   string
	category complaint.Category
	means    string
}

var keys = []key{
	{"q", complaint.CategoryQuality, "the goods or the service do not do what they should: broken, bad material, does not work"},
	{"a", complaint.CategoryAttitude, "how staff behave: rude, ignoring, mocking"},
	{"d", complaint.CategoryDelay, "it takes too long: no answer, no delivery, no repair in time"},
	{"b", complaint.CategoryBilling, "money: charged wrongly, no refund, dear, hidden costs"},
	{"v", complaint.CategoryDelivery, "delivered wrong, missing or damaged, or to the wrong place"},
	{"s", complaint.CategorySafety, "somebody's health or safety is touched: hurt, ill, fire, shock, spoilt food, failing brakes"},
	{"g", complaint.CategorySuggestion, "a proposal or a wish, rather than a complaint"},
	{"p", complaint.CategoryPromotion, "advertising, coupons, promises before the purchase that were not true or fair"},
	{"c", complaint.CategoryContract, "terms: what was agreed is not performed, or is unfair"},
	{"o", complaint.CategoryOther, "none of these, or no complaint at all"},
}

// question is one thing asked of a text.
type question struct {
	name string
	ask  string
	help string
	take func(answer string, l *Label) error
}

var questions = []question{
	{"category", "category [" + letters() + "]", meanings(), func(answer string, l *Label) (err error) {
		l.Category, err = categoryOf(answer)
		return err
	}},
	{"secondary", "second matters [letters, - for none]", meanings(), takeSecondary},
	{"grade", "grade [1 2 3]", "1 injury or danger, major loss, group action, press; 2 ordinary loss of one customer; 3 nuisance, question, misunderstanding", takeGrade},
	{"safety", "safety [y n]", "y: somebody's safety or health is touched anywhere in the text, even in passing", takeSafety},
	{"emotion", "emotion [0 1 2]", "0 calm, 1 annoyed, 2 furious", takeEmotion},
}

func letters() string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = k.letter + " " + string(k.category)
	}
	return strings.Join(all, ", ")
}

func meanings() string {
	var b strings.Builder
	for _, k := range keys {
		fmt.Fprintf(&b, "%s  %-10s  %s\n", k.letter, k.category, k.means)
	}
	return strings.TrimRight(b.String(), "\n")
}

func categoryOf(letter string) (complaint.Category, error) {
	for _, k := range keys {
		if letter == k.letter {
			return k.category, nil
		}
	}
	return "", fmt.Errorf("%q is none of %s", letter, letters())
}

func takeSecondary(answer string, l *Label) error {
	l.Secondary = nil
	for _, letter := range strings.Split(strings.Trim(answer, "-"), "") {
		c, err := categoryOf(letter)
		switch {
		case err != nil:
			return err
		case c == l.Category || slices.Contains(l.Secondary, c):
			return fmt.Errorf("%s stands already", c)
		}
		l.Secondary = append(l.Secondary, c)
	}
	return nil
}

func takeGrade(answer string, l *Label) error {
	place := strings.Index("123", answer)
	if len(answer) != 1 || place < 0 {
		return fmt.Errorf("%q is none of 1, 2, 3", answer)
	}
	l.Grade = complaint.Grade(place + 1)
	return nil
}

func takeSafety(answer string, l *Label) error {
	yes := answer == "y"
	if !yes && answer != "n" {
		return fmt.Errorf("%q is neither y nor n", answer)
	}
	l.Safety = &yes
	return nil
}

func takeEmotion(answer string, l *Label) error {
	felt := strings.Index("012", answer)
	if len(answer) != 1 || felt < 0 {
		return fmt.Errorf("%q is none of 0, 1, 2", answer)
	}
	l.Emotion = &felt
	return nil
}
