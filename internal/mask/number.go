package mask

import (
	"regexp"
	"strings"
	"sync"
)

// codes are numbers with letters in them.
func codes() []rule {
	return []rule{
		{form: regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•\s-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]`), is: aPlate},
		{form: regexp.MustCompile(`\b[A-Z]{2}(?:-[A-Z0-9]{4}){3,}\b`), is: aNumber},
		{form: regexp.MustCompile(`\b[A-Za-z]{1,6}-?[0-9]{6,}[A-Za-z0-9-]*\b`), is: aNumber},
		{form: regexp.MustCompile(`\b[A-Za-z0-9]{10,}\b`), is: aNumber, keep: func(_, found, _ string) bool {
			digits := digitsOf(found)
			return len(digits) < 4 || len(digits) == len(found) || identity().MatchString(found) || year().MatchString(digits)
		}},
		{
			form: regexp.MustCompile(`(?i)(?:订单号?|单号|编号|工号|卡号|会员号|账号|帐号|尾号|order(?: number| no\.?| #)?|tracking(?: number| no\.?)?|account(?: number| no\.?)?|case(?: number| no\.?)?)` +
				`[是为：:#\s]{0,3}([A-Za-z0-9-]{4,})`),
			part: 1, is: aNumber,
			keep: func(_, found, after string) bool {
				return len(digitsOf(found)) < 3 || money().MatchString(after) || date().MatchString(found)
			},
		},
	}
}

// The forms of numbers that are told apart.
var (
	identity = form(`^[1-9][0-9]{16}[0-9Xx]$`)
	date     = form(`^(?:(?:19|20)[0-9]{2}(?:[-/ ]?(?:0?[1-9]|1[0-2])(?:[-/ ]?[0-3]?[0-9](?: [0-2]?[0-9])?)?)?|[0-3]?[0-9][-/ ][0-3]?[0-9][-/ ](?:19|20)[0-9]{2}(?: [0-2]?[0-9])?|(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2})$`)
	year     = form(`^(?:19|20)[0-9]{2}$`)
	mobile   = form(`^(?:00|\+)?(?:86)?1[3-9][0-9]{9}$`)
	landline = form(`^(?:0[1-9][0-9]{8,10}|[48]00[0-9]{7})$`)
	money    = form(`^(?:[.,][0-9]+)*\s*(?:元|块|圆|万|亿|人|名|次|个|件|台|套|份|米|平|公里|里程|毫|克|斤|(?i:km|kg|mah|rmb|cny|usd|yuan|dollars?|euros?|pounds?|[kw]\b))`)
	currency = form(`(?:[¥￥$€£]|(?i:rmb|cny|usd))\s*(?:[0-9]+[.,])*$`)
	decimal  = form(`[0-9][.,]$`)
)

// form is a form that is made when it is first needed.
func form(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// numbers are runs of digits, in groups or not, that stand for one thing.
func numbers() []rule {
	return []rule{
		{form: regexp.MustCompile(`\(?\b[2-9][0-9]{2}\)?[ .-]?[2-9][0-9]{2}[.-][0-9]{4}\b`), is: aPhone},
		{form: regexp.MustCompile(`\([0-9]{2,4}\) ?[0-9]{3,4}[ -]?[0-9]{4}\b`), is: aPhone},
		{form: regexp.MustCompile(`(?:00|\+)?[0-9](?:[ -]?[0-9]){6,}[Xx]?`), keep: notPersonal, sort: sortOf},
	}
}

// notPersonal says that a run of digits is a sum of money, a date or a part of a longer number with a point.
func notPersonal(before, found, after string) bool {
	return date().MatchString(found) || money().MatchString(after) || currency().MatchString(before) || decimal().MatchString(before)
}

func sortOf(found string) kind {
	digits := digitsOf(found)
	signed := strings.TrimRight(found, "Xx")
	switch compact := strings.NewReplacer(" ", "", "-", "").Replace(found); {
	case identity().MatchString(compact):
		return anIdentity
	case mobile().MatchString(compact), landline().MatchString(compact), strings.HasPrefix(signed, "+"):
		return aPhone
	case len(digits) >= 13 && len(digits) <= 19 && luhn(digits):
		return aCard
	}
	return aNumber
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// luhn says whether the last digit is the one that the others ask for, as on every bank card (ISO/IEC 7812-1).
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
