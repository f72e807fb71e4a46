package classify

import "strings"

// date is the end of a date at i such as 3月5日, 2026-11-02, 11/02/2026 or 5号; i if there is none.
func date(t folded, i int) int {
	joined := rune(0) // what stands between the last two numbers
	for end, numbers := i, 1; ; numbers++ {
		start := end
		for isDigit(t.at(end)) {
			end++
		}
		sign := t.at(end)
		switch goesOn := isDigit(t.at(end + 1)); {
		case end == start || end-start > 4:
			return i
		case goesOn && strings.ContainsRune("年月/-", sign):
			joined = sign
			end++
		case sign == '月', sign == '日' || sign == '号':
			if numbers == 1 && !alone(t, start, end) || numbers == 2 && strings.ContainsRune("/-", joined) {
				return i
			}
			return end + 1
		case sign == '年' && numbers > 1, numbers == 3:
			return end
		default:
			return i
		}
	}
}

// What stands before or behind a number with 号 or 日 that is no day: 20号文件, 5号线, 7日内, 第3日.
const (
	noDayAfter  = ")]}】〕》第字令路街道巷"
	noDayBefore = "楼栋线桌房门店院口厅馆柜井铺文令函机车汽油召段床屋病电仲规库内以之无游"
)

// alone says whether the number from start to end is a day or a month though nothing else of the date is told.
func alone(t folded, start, end int) bool {
	value := 0
	for i := start; i < end; i++ {
		value = 10*value + int(t.at(i)-'0')
	}
	switch {
	case value < 1 || end-start > 2:
		return false
	case t.at(end) == '月':
		return value <= 12
	}
	return value <= 31 && !strings.ContainsRune(noDayAfter, t.at(start-1)) && !strings.ContainsRune(noDayBefore, t.at(end+1))
}

var months = wordList("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")

// writtenDate is the end of a date at i whose month is a word: Nov. 4th, 2021 or 4 May 2025; i if there is none. What is also another word
// (may, mar) needs its year.
func writtenDate(t folded, i int) int {
	end, needsYear := dayAndMonth(t, i)
	if end == i {
		return i
	}
	if year := skip(t, skip(t, end, ","), " "); isDigit(t.at(year)) && isDigit(t.at(year+3)) && !isDigit(t.at(year+4)) {
		return year + 4
	}
	if needsYear {
		return i
	}
	return end
}

// dayAndMonth is the end of either before the other at i; i if there is none. It says whether the month is also another word.
func dayAndMonth(t folded, i int) (end int, alsoAWord bool) {
	if end, alsoAWord = month(t, i); end > i {
		day := skip(t, end, " ")
		if end = dayOfMonth(t, day); end > day {
			return end, alsoAWord
		}
		return i, false
	}
	day := dayOfMonth(t, i)
	if day == i || t.at(day) != ' ' {
		return i, false
	}
	if end, alsoAWord = month(t, day+1); end > day+1 {
		return end, alsoAWord
	}
	return i, false
}

// month is the end of the name of a month at i, with its point; i if there is none.
func month(t folded, i int) (end int, alsoAWord bool) {
	for _, name := range months {
		if end, ok := startsWith(t, i, name); ok && t.at(i) == name[0] {
			return skip(t, end, "."), len(name) == 3 && name[0] == 'm'
		}
	}
	return i, false
}

// dayOfMonth is the end of a number up to 31 at i, with its st, nd, rd or th; i if there is none.
func dayOfMonth(t folded, i int) int {
	end := i
	for isDigit(t.at(end)) {
		end++
	}
	if end == i || end-i > 2 || t.at(i) > '3' && end-i == 2 {
		return i
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if t.at(end) == rune(ending[0]) && t.at(end+1) == rune(ending[1]) {
			end += 2
		}
	}
	if latin(t.at(end)) {
		return i
	}
	return end
}

// skip is i, or beyond it where one of some characters stands there.
func skip(t folded, i int, some string) int {
	if strings.ContainsRune(some, t.at(i)) {
		return i + 1
	}
	return i
}
